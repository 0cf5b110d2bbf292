package io.aerostat.command.line;

import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The outputs of the program. They are in UTF-8 in every locale; another charset would print question marks. */
public final class Terminal {
    private Terminal() {}

    /** Returns a writer to standard output or standard error that is flushed at the end of each line. */
    public static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** Checks whether the program reads from and writes to a terminal. */
    public static boolean isInteractive() {
        @Nullable Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From Java 22 on, a console can exist without a terminal. Java 17 does not have the method isTerminal.
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /**
     * Returns a text of another program with its control characters escaped, so that the text cannot control the
     * terminal.
     */
    public static String harmless(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder harmless = new StringBuilder();
        text.chars().forEach(c -> {
            if (Character.isISOControl(c)) {
                harmless.append(String.format("\\u%04x", c));
            } else {
                harmless.append((char) c);
            }
        });
        return harmless.toString();
    }
}
