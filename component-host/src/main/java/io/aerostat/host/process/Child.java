package io.aerostat.host.process;

import io.aerostat.host.supervision.Ending;
import io.aerostat.host.supervision.Run;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A living child process, in service as soon as it is spawned. Safe on any thread. */
public final class Child implements Run {

    private static final Logger log = LoggerFactory.getLogger(Child.class);

    private final ChildSpecification specification;
    private final Process process;
    private final CompletableFuture<Ending> ended;
    private final AtomicBoolean stopping = new AtomicBoolean();

    private Child(ChildSpecification specification, Process process) {
        this.specification = specification;
        this.process = process;
        CompletableFuture<Void> outputs = CompletableFuture.allOf(
                pump("stdout", specification.stdout(), process.getInputStream()),
                pump("stderr", specification.stderr(), process.getErrorStream()));
        // The last words come before the ending. But a grandchild may hold the pipes open for ever: not longer than
        // this.
        this.ended = process.onExit()
                .thenCombine(
                        process.onExit().thenCompose(p -> outputs.completeOnTimeout(null, 500, TimeUnit.MILLISECONDS)),
                        (p, drained) -> ExitCode.ending(p.exitValue()));
    }

    /**
     * Spawns a process.
     *
     * @throws IOException when the operating system cannot: no such file, not executable, no such working directory
     */
    public static Child spawn(ChildSpecification specification) throws IOException {
        File workdir = specification.workdir().toFile();
        if (!workdir.isDirectory()) {
            throw new IOException("working directory: found nothing at " + workdir + " (expected a folder)");
        }
        ProcessBuilder builder = new ProcessBuilder(specification.command()).directory(workdir);
        specification.environment().applyTo(builder.environment());
        if (specification.stdout() instanceof Output.Discarded) {
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        }
        if (specification.stderr() instanceof Output.Discarded) {
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        }
        Process process = builder.start();
        ChildReaper.watch(process);
        Child child = new Child(specification, process);
        child.feedStdin();
        return child;
    }

    /** Its process id. */
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

    /** Closes its standard input, which a well-behaved child takes for a request to end. */
    public void closeStdin() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            log.debug("closing the standard input of worker {} failed", specification.name(), e);
        }
    }

    /** SIGTERM now, SIGKILL for it and its descendants at the deadline. */
    @Override
    public void stop(Duration deadline) {
        killAt(deadline);
        process.destroy();
    }

    /** SIGKILL for it and its descendants at the deadline, for a child that was asked to end in a way of its own. */
    public void killAt(Duration deadline) {
        if (!stopping.compareAndSet(false, true)) {
            return;
        }
        // Known only while the parent lives: later they belong to nobody.
        List<ProcessHandle> descendants = process.descendants().toList();
        ended.copy().orTimeout(deadline.toNanos(), TimeUnit.NANOSECONDS).whenComplete((ending, late) -> {
            descendants.forEach(ProcessHandle::destroyForcibly);
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

    private void feedStdin() {
        if (specification.stdin() instanceof Stdin.Closed) {
            closeStdin();
        } else if (specification.stdin() instanceof Stdin.Text text) {
            // On a thread of its own: a child that does not read must not stop whoever starts it.
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
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Void> thread(String stream, Transfer transfer) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        transfer.run();
                    } catch (IOException e) {
                        // Usual when the child ended meanwhile.
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
