package io.aerostat.node.program;

import io.aerostat.host.process.Child;
import io.aerostat.host.process.ChildLog;
import io.aerostat.host.process.ChildSpecification;
import io.aerostat.host.process.Environment;
import io.aerostat.host.process.ExecutableSearch;
import io.aerostat.host.process.Output;
import io.aerostat.host.process.Stdin;
import io.aerostat.host.process.Warden;
import io.aerostat.router.observation.ProgramRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.event.Level;

/** Runs programs as child processes of the node, in the same way as guests. Any thread. */
public final class CgiPrograms implements ProgramRunner {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @Override
    public CompletionStage<Result> run(Program program, CompletionStage<?> stop) {
        Running running = new Running(program);
        try {
            CompletionStage<Result> result = running.start();
            stop.thenRun(() -> running.end(Ending.STOPPED));
            return result;
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** A program that runs. */
    private static final class Running {
        private final Program program;
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final CompletableFuture<Void> drained = new CompletableFuture<>();
        /** The first reason for which the program ends. */
        private final AtomicReference<Ending> ending = new AtomicReference<>();

        private final CompletableFuture<Child> spawned = new CompletableFuture<>();

        Running(Program program) {
            this.program = program;
        }

        CompletionStage<Result> start() throws IOException {
            Child child = Child.spawn(new ChildSpecification(
                    program.name(),
                    command(),
                    program.workdir(),
                    new Environment(Optional.of(List.of("PATH")), program.environment()),
                    new Stdin.Bytes(program.input()),
                    new Output.Bytes(this::drain),
                    new Output.Lines(new ChildLog(logName(), Level.INFO, line -> {}))));
            Warden.ofThisProcess().watch(child);
            spawned.complete(child);
            CompletableFuture<Void> late = new CompletableFuture<>();
            late.completeOnTimeout(null, program.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .thenRun(() -> end(Ending.TOO_LATE));
            return child.ended()
                    // A process that could not be ended may keep the pipe open forever.
                    .thenCompose(ended -> drained.copy().completeOnTimeout(null, 1, TimeUnit.SECONDS))
                    .thenApply(end -> {
                        late.cancel(false);
                        Ending how = ending.updateAndGet(before -> before == null ? Ending.ENDED : before);
                        return new Result(how, written.toByteArray());
                    });
        }

        /** Returns the program's name for the log, without dots, because a dot would separate two names. */
        private String logName() {
            return "cgi-" + program.name().replace('.', '_');
        }

        private List<String> command() throws IOException {
            String executable = program.command().get(0);
            String searchPath = Objects.requireNonNullElse(System.getenv("PATH"), "");
            Path file = ExecutableSearch.find(executable, program.workdir(), searchPath)
                    .orElseThrow(() -> new IOException("found no executable file " + executable));
            List<String> command = new ArrayList<>(program.command());
            command.set(0, file.toString());
            return command;
        }

        private void drain(InputStream output) throws IOException {
            try {
                byte[] buffer = new byte[16 * 1024];
                for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
                    if (written.size() + n > program.maxOutput()) {
                        end(Ending.TOO_LARGE);
                        return;
                    }
                    written.write(buffer, 0, n);
                }
            } finally {
                drained.complete(null);
            }
        }

        private void end(Ending reason) {
            if (ending.compareAndSet(null, reason)) {
                spawned.thenAccept(child -> child.stop(PATIENCE));
            }
        }
    }
}
