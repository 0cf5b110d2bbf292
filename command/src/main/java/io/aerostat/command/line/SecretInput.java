package io.aerostat.command.line;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The input from which a command reads a secret. At a terminal, the command asks for the secret, and the terminal does
 * not show what is typed. Otherwise, the secret is the first line of the input. Used on the main thread.
 */
public final class SecretInput {
    /** The character with which a decoder replaces malformed bytes. */
    private static final char REPLACEMENT = '\ufffd';

    private final InputStream in;
    private final Optional<Function<String, @Nullable String>> terminal;

    /**
     * Creates an input.
     *
     * @param in the input to use if there is no terminal
     * @param terminal prints a prompt and returns the line that the user enters, or null at the end of the input; empty
     *     if there is no terminal
     */
    public SecretInput(InputStream in, Optional<Function<String, @Nullable String>> terminal) {
        this.in = in;
        this.terminal = terminal;
    }

    /** Returns the terminal of this process, or its standard input. */
    public static SecretInput ofProcess() {
        @Nullable Console console = Terminal.isInteractive() ? System.console() : null;
        return new SecretInput(
                System.in, console == null ? Optional.empty() : Optional.of(prompt -> hidden(console, prompt)));
    }

    private static @Nullable String hidden(Console console, String prompt) {
        char @Nullable [] line = console.readPassword("%s: ", prompt);
        return line == null ? null : new String(line);
    }

    /** Reads a secret. Returns empty if the line is empty, or the input has ended. */
    public Optional<String> read(String name) throws IOException, CommandFailure {
        return (terminal.isPresent() ? entered(terminal.get(), name) : line()).filter(secret -> !secret.isEmpty());
    }

    /**
     * Reads a new secret; at a terminal, asks for the secret twice. Returns empty if the line is empty, or the input
     * has ended.
     */
    public Optional<String> readNew(String name) throws IOException, CommandFailure {
        Optional<String> secret = read(name);
        if (terminal.isPresent()
                && secret.isPresent()
                && !entered(terminal.get(), name + " again").equals(secret)) {
            throw CommandFailure.usage("found two different lines (expected the same " + name + " twice)");
        }
        return secret;
    }

    private static Optional<String> entered(Function<String, @Nullable String> terminal, String prompt)
            throws CommandFailure {
        Optional<String> line = Optional.ofNullable(terminal.apply(prompt));
        if (line.isPresent() && line.get().indexOf(REPLACEMENT) >= 0) {
            throw CommandFailure.usage(
                    "found a character that this process's locale does not have (set LC_ALL=C.UTF-8)");
        }
        return line;
    }

    private Optional<String> line() throws IOException {
        return Optional.ofNullable(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine());
    }
}
