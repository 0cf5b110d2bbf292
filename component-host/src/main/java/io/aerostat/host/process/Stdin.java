package io.aerostat.host.process;

import java.nio.charset.StandardCharsets;

/** What a child process finds on its standard input. */
public sealed interface Stdin {

    /** Nothing, and end of file only when this process ends or asks the child to: the default. */
    record Open() implements Stdin {}

    /** End of file at once. */
    record Closed() implements Stdin {}

    /**
     * Some text.
     *
     * @param text what is written once
     * @param close whether end of file follows at once, or only as with {@link Open}
     */
    record Text(String text, boolean close) implements Stdin {

        byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        /** Without the text: it may hold secrets. */
        @Override
        public String toString() {
            return "Text[" + text.length() + " characters, close=" + close + "]";
        }
    }
}
