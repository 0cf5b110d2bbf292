package io.aerostat.host.process;

import java.nio.charset.StandardCharsets;

/** The content of a child process's standard input. */
public sealed interface Stdin {

    /** No bytes; its end comes only when this process ends or asks the child to end: the default. */
    record Open() implements Stdin {}

    /** Its end comes at once. */
    record Closed() implements Stdin {}

    /**
     * A text.
     *
     * @param text written once
     * @param close whether the end follows at once, or only as with {@link Open}
     */
    record Text(String text, boolean close) implements Stdin {

        byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        /** Leaves out the text, which may hold secrets. */
        @Override
        public String toString() {
            return "Text[" + text.length() + " characters, close=" + close + "]";
        }
    }
}
