package io.aerostat.command.request;

import io.aerostat.command.line.EndBySignal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A running program, with its input and output. One thread writes the input while another reads the output, because a
 * program may print its output before it has read its input. Any thread.
 */
final class RunningProgram implements AutoCloseable {
    private static final Executor THREADS = task -> {
        Thread thread = new Thread(task, "aerostat-program");
        thread.setDaemon(true);
        thread.start();
    };

    private final Process process;
    private final Supplier<CompletableFuture<?>> killing = () -> {
        kill();
        return CompletableFuture.completedFuture(null);
    };

    private RunningProgram(Process process) {
        this.process = process;
    }

    /** Starts a program that shares the standard error of this process. */
    static RunningProgram start(List<String> command) throws IOException {
        RunningProgram program = new RunningProgram(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        // Ctrl-C also reaches the program, but other signals do not: the program would continue alone after the end of
        // this process.
        EndBySignal.add(program.killing);
        return program;
    }

    /**
     * How a program has ended.
     *
     * @param output the output; one byte longer than permitted if the program has printed too much
     */
    record Outcome(int exitCode, byte[] output) {}

    /**
     * Gives the program its input, and waits until the program has ended and closed its output, or has printed too
     * much.
     *
     * @param largest the largest permitted size of the output, in bytes
     * @throws TimeoutException if this takes longer than {@code limit}
     * @throws IOException if the output cannot be read
     */
    Outcome answer(byte[] input, int largest, Duration limit)
            throws IOException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + limit.toNanos();
        THREADS.execute(() -> write(input));
        CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> read(largest + 1), THREADS);
        try {
            byte[] bytes = output.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (bytes.length > largest) {
                return new Outcome(0, bytes);
            }
            if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException();
            }
            return new Outcome(process.exitValue(), bytes);
        } catch (ExecutionException e) {
            throw new IOException("the output cannot be read", e.getCause());
        }
    }

    private void write(byte[] input) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(input);
        } catch (IOException e) {
            // The program has ended, or has closed its input without reading it. Many programs need no input.
            return;
        }
    }

    private byte[] read(int most) {
        try (InputStream in = process.getInputStream()) {
            return in.readNBytes(most);
        } catch (IOException e) {
            throw new CompletionException(new UncheckedIOException(e));
        }
    }

    /** Ends the program and its descendants, if they still run. */
    @Override
    public void close() {
        EndBySignal.remove(killing);
        kill();
    }

    private void kill() {
        // The descendants are collected first, because nobody can find them after the process has ended.
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }
}
