package io.aerostat.command.request;

import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.rpc.Invocation;
import io.aerostat.command.line.EndBySignal;
import io.aerostat.command.line.Terminal;
import io.aerostat.command.value.JsonText;
import io.aerostat.command.value.Printed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
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
    private final Semaphore places;
    private final PrintWriter err;

    /** @param most the largest number of programs that run at the same time, even if the router sends more calls */
    AnsweringProgram(List<String> command, Duration limit, int most, PrintWriter err) {
        this.command = List.copyOf(command);
        this.limit = limit;
        this.places = new Semaphore(most, true);
        this.err = err;
    }

    /** Returns the result of a call; null if the program prints nothing. Waits while too many programs run. */
    @Nullable
    Object answer(Invocation call) throws InterruptedException {
        places.acquire();
        try {
            return call.isCanceled() ? null : run(call);
        } finally {
            places.release();
        }
    }

    private @Nullable Object run(Invocation call) throws InterruptedException {
        try (RunningProgram program = start()) {
            call.onCancel(program::close);
            RunningProgram.Outcome outcome = program.answer(input(call), LARGEST_RESULT, limit);
            if (outcome.output().length > LARGEST_RESULT) {
                throw new ApplicationError(FAILED, "found more than 16 MiB of output (expected a result)");
            }
            if (outcome.exitCode() != 0) {
                String problem = "the program ended with exit code " + outcome.exitCode();
                if (!EndBySignal.hasBegun()) {
                    err.println(Terminal.harmless(call.procedure()) + ": " + problem);
                }
                throw new ApplicationError(FAILED, problem);
            }
            return value(new String(outcome.output(), StandardCharsets.UTF_8).strip());
        } catch (TimeoutException e) {
            throw new ApplicationError(FAILED, "the program was ended after " + limit.toMillis() + " ms");
        } catch (IOException e) {
            throw new ApplicationError(FAILED, "the program's output cannot be read");
        }
    }

    private RunningProgram start() {
        try {
            return RunningProgram.start(command);
        } catch (IOException e) {
            err.println("the program does not start: " + e.getMessage());
            throw new ApplicationError(FAILED, "the program does not start");
        }
    }

    private static byte[] input(Invocation call) {
        Map<String, @Nullable Object> input = new LinkedHashMap<>();
        input.put("procedure", call.procedure());
        input.putAll(Printed.map(call.args(), call.kwargs()));
        return (JsonText.write(input) + "\n").getBytes(StandardCharsets.UTF_8);
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
