package io.aerostat.host.process;

import java.nio.charset.StandardCharsets;

/** The content of a child process's standard input. */
public sealed interface Stdin {

    /** The default: no bytes, and the stream ends only when this process ends or asks the child to end. */
    record Open() implements Stdin {}

    /** No bytes, and the stream ends at once. */
    record Closed() implements Stdin {}

    /** The stream has these bytes, and then ends. */
    record Bytes(byte[] content) implements Stdin {
        /** Leaves out the bytes, which may hold secrets. */
        @Override
        public String toString() {
            return "Bytes[" + content.length + "]";
        }
    }

    /**
     * A text, which is written once.
     *
     * @param text the text
     * @param close whether the stream ends right after the text; otherwise it ends as with {@link Open}
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
