package io.aerostat.host.process;

import io.aerostat.host.supervision.Ending;
import io.aerostat.host.supervision.Run;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running child process. The process is in service as soon as it has been spawned. Any thread. */
public final class Child implements Run {

    private static final Logger log = LoggerFactory.getLogger(Child.class);

    private static final Duration GRACE = Duration.ofSeconds(1);

    private final ChildSpecification specification;
    private final Process process;
    private final CompletableFuture<Ending> ended;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final ProcessFamily family;

    private volatile Optional<Stop> stop = Optional.empty();

    private Child(ChildSpecification specification, Process process, Lineage lineage) {
        this.specification = specification;
        this.process = process;
        this.family = new ProcessFamily(process.toHandle(), lineage);
        CompletableFuture<Void> outputs = CompletableFuture.allOf(
                pump("stdout", specification.stdout(), process.getInputStream()),
                pump("stderr", specification.stderr(), process.getErrorStream()));
        // The last lines of output are logged before the end is reported. A process that could not be killed may keep
        // the pipes open forever, so this wait has a limit.
        this.ended = process.onExit()
                .thenCompose(p -> thread("end", this::endLeftovers))
                .thenCompose(clean -> outputs.completeOnTimeout(null, 500, TimeUnit.MILLISECONDS))
                .thenApply(drained -> ExitCode.ending(process.exitValue()));
    }

    /**
     * Spawns a process.
     *
     * @throws IOException if the operating system cannot spawn it, or the working directory does not exist. With
     *     {@code setsid}, a missing command does not throw: the child starts and ends with exit code 127, so search for
     *     the command first ({@link ExecutableSearch})
     */
    public static Child spawn(ChildSpecification specification) throws IOException {
        File workdir = specification.workdir().toFile();
        if (!workdir.isDirectory()) {
            throw new IOException("working directory: found nothing at " + workdir + " (expected a folder)");
        }
        Lineage lineage = Lineage.next();
        ProcessBuilder builder = new ProcessBuilder(ProcessFamily.leading(specification.command())).directory(workdir);
        specification.environment().applyTo(builder.environment());
        lineage.applyTo(builder.environment());
        if (specification.stdout() instanceof Output.Discarded) {
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        }
        if (specification.stderr() instanceof Output.Discarded) {
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        }
        Process process = builder.start();
        Child child = new Child(specification, process, lineage);
        ChildReaper.watch(child);
        child.feedStdin();
        return child;
    }

    /** Returns the process id. */
    public long pid() {
        return process.pid();
    }

    @Override
    public CompletionStage<Void> ready() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Ending> ended() {
        return ended.minimalCompletionStage();
    }

    /**
     * Closes the child's standard input, which asks a well-behaved child to end. Returns at once: another thread closes
     * the stream, because closing can block while the child does not read.
     */
    public void closeStdin() {
        CompletableFuture<Void> closed =
                thread("stdin-end", () -> process.getOutputStream().close());
        closed.thenRun(() -> log.trace("standard input of worker {} closed", specification.name()));
    }

    /** Sends SIGTERM now. At the deadline, sends SIGKILL to the child and to every process that it has started. */
    @Override
    public void stop(Duration deadline) {
        killAt(deadline);
        process.destroy();
    }

    /**
     * Sends SIGKILL at the deadline to the child and to every process that it has started. Used for a child that was
     * asked to end in another way than by SIGTERM.
     */
    public void killAt(Duration deadline) {
        if (!stopping.compareAndSet(false, true)) {
            return;
        }
        stop = Optional.of(new Stop(descendants(), System.nanoTime() + deadline.toNanos()));
        CompletableFuture<Process> exited = process.onExit();
        exited.orTimeout(deadline.toNanos(), TimeUnit.NANOSECONDS).whenComplete((ending, late) -> {
            if (late != null && process.isAlive()) {
                log.atWarn()
                        .addKeyValue("worker", specification.name())
                        .addKeyValue("pid", pid())
                        .addKeyValue("deadlineMs", deadline.toMillis())
                        .log("worker did not end when asked, killing it");
                process.destroyForcibly();
            }
        });
    }

    /** Sends SIGKILL now to the child and to every process that it has started. Blocks for a moment. */
    void kill() {
        Set<ProcessHandle> descendants = descendants();
        process.destroyForcibly();
        Leftovers.kill(family, descendants);
    }

    private Set<ProcessHandle> descendants() {
        return process.descendants().collect(Collectors.toUnmodifiableSet());
    }

    private void endLeftovers() {
        Optional<Stop> asked = stop;
        Leftovers.end(
                specification.name(),
                family,
                asked.map(Stop::descendants).orElse(Set.of()),
                asked.map(Stop::grace).orElse(GRACE));
    }

    /**
     * A request to end.
     *
     * @param descendants the child's descendants at the time of the request; without {@code /proc}, a process cannot be
     *     found any more after its parent has ended
     * @param endBy the deadline, in terms of {@link System#nanoTime}
     */
    private record Stop(Set<ProcessHandle> descendants, long endBy) {

        /** Returns the time within which the processes that the child leaves behind must end. */
        Duration grace() {
            Duration left = Duration.ofNanos(endBy - System.nanoTime());
            return left.compareTo(GRACE) > 0 ? GRACE : left;
        }
    }

    private void feedStdin() {
        if (specification.stdin() instanceof Stdin.Closed) {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                log.debug("closing the standard input of worker {} failed", specification.name(), e);
            }
        } else if (specification.stdin() instanceof Stdin.Bytes bytes) {
            thread("stdin", () -> {
                try (OutputStream stdin = process.getOutputStream()) {
                    stdin.write(bytes.content());
                }
            });
        } else if (specification.stdin() instanceof Stdin.Text text) {
            // Writes on a separate thread, so that a child that does not read cannot block the caller.
            thread("stdin", () -> {
                OutputStream stdin = process.getOutputStream();
                stdin.write(text.bytes());
                stdin.flush();
                if (text.close()) {
                    stdin.close();
                }
            });
        }
    }

    private CompletableFuture<Void> pump(String stream, Output output, InputStream bytes) {
        if (output instanceof Output.Lines lines) {
            return thread(stream, () -> new LineSplitter(lines.sink()).drain(bytes));
        }
        if (output instanceof Output.Bytes read) {
            return thread(stream, () -> read.reader().read(bytes));
        }
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Void> thread(String stream, Transfer transfer) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        transfer.run();
                    } catch (IOException e) {
                        // An exception is normal if the child has ended in the meantime.
                        log.debug("{} of worker {} failed", stream, specification.name(), e);
                    } finally {
                        done.complete(null);
                    }
                },
                specification.name() + "-" + stream);
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private interface Transfer {
        void run() throws IOException;
    }
}
