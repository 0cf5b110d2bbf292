package io.aerostat.router.observation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Runs the programs of CGI services. Any thread. */
public interface ProgramRunner {
    /**
     * Runs a program, without a shell. May block until the program has been started.
     *
     * @param stop completes when nobody waits for the output any more; then the runner ends the program
     * @return what the program has written; fails with {@link java.io.IOException} if the program cannot be started
     */
    CompletionStage<Result> run(Program program, CompletionStage<?> stop);

    /**
     * A program to run.
     *
     * @param name the name of the program in the log
     * @param command the executable file and its arguments
     * @param workdir the folder in which the program runs
     * @param environment all environment variables of the program, except {@code PATH}, which the runner adds
     * @param input the bytes of the standard input
     * @param maxOutput the largest number of bytes that the program may write; a program that writes more is ended
     * @param timeout how long the program may run before the runner ends it
     */
    record Program(
            String name,
            List<String> command,
            Path workdir,
            Map<String, String> environment,
            byte[] input,
            int maxOutput,
            Duration timeout) {
        public Program {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }

    /**
     * The outcome of a program.
     *
     * @param ending how the program has ended
     * @param output the bytes of the standard output
     */
    record Result(Ending ending, byte[] output) {}

    /** How a program has ended. */
    enum Ending {
        /** The program has ended by itself, with any exit code. */
        ENDED,
        /** The program did not end in time. */
        TOO_LATE,
        /** The program has written too much. */
        TOO_LARGE,
        /** The program was ended because nobody waited for its output any more. */
        STOPPED
    }
}
