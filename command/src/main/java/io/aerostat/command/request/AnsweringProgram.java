package io.aerostat.command.request;

import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.rpc.Invocation;
import io.aerostat.command.line.Terminal;
import io.aerostat.command.value.JsonText;
import io.aerostat.command.value.Printed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program for each call. If the exit code is 0, the program's standard output is the result. Otherwise the
 * caller gets an error without the program's own error texts, which go to standard error. Any thread.
 */
final class AnsweringProgram {
    /** The largest result in bytes; a router accepts no larger message. */
    private static final int LARGEST_RESULT = 16 * 1024 * 1024;

    private static final String FAILED = "wamp.error.runtime_error";

    private final List<String> command;
    private final Duration limit;
    private final PrintWriter err;

    AnsweringProgram(List<String> command, Duration limit, PrintWriter err) {
        this.command = List.copyOf(command);
        this.limit = limit;
        this.err = err;
    }

    /** Returns the result of a call; null for no output. */
    @Nullable
    Object answer(Invocation call) throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            err.println("the program does not start: " + e.getMessage());
            throw new ApplicationError(FAILED, "the program does not start");
        }
        call.onCancel(process::destroyForcibly);
        try {
            return result(process, call);
        } catch (IOException e) {
            throw new ApplicationError(FAILED, "the program's output cannot be read");
        } finally {
            process.destroyForcibly();
        }
    }

    private @Nullable Object result(Process process, Invocation call) throws IOException, InterruptedException {
        CompletableFuture<Void> overdue =
                new CompletableFuture<Void>().completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS);
        // Ends the process when its time is up, which also ends the reading of its output.
        CompletableFuture<Void> ending = overdue.thenRun(process::destroyForcibly);
        byte[] output;
        try {
            write(process, call);
            try (InputStream in = process.getInputStream()) {
                output = in.readNBytes(LARGEST_RESULT + 1);
            }
            if (output.length > LARGEST_RESULT) {
                throw new ApplicationError(FAILED, "found more than 16 MiB of output (expected a result)");
            }
            int exitCode = process.waitFor();
            if (overdue.isDone()) {
                throw new ApplicationError(FAILED, "the program was ended after " + limit.toMillis() + " ms");
            }
            if (exitCode != 0) {
                err.println(Terminal.harmless(call.procedure()) + ": the program ended with exit code " + exitCode);
                throw new ApplicationError(FAILED, "the program ended with exit code " + exitCode);
            }
        } finally {
            ending.cancel(false);
            overdue.cancel(false);
        }
        return value(new String(output, StandardCharsets.UTF_8).strip());
    }

    private static void write(Process process, Invocation call) {
        Map<String, @Nullable Object> input = new LinkedHashMap<>();
        input.put("procedure", call.procedure());
        input.putAll(Printed.map(call.args(), call.kwargs()));
        try (OutputStream out = process.getOutputStream()) {
            out.write((JsonText.write(input) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The program has ended or closed its input without reading it, because many programs need no input.
            return;
        }
    }

    private static @Nullable Object value(String output) {
        if (output.isEmpty()) {
            return null;
        }
        try {
            return JsonText.read(output);
        } catch (IllegalArgumentException e) {
            return output;
        }
    }
}
