package io.aerostat.testkit;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last messages that a peer has sent and received, as lines for failure texts. */
final class Transcript {
    private static final int LINES = 40;

    private final String wire;
    private final Deque<String> lines = new ArrayDeque<>();

    Transcript(String wire) {
        this.wire = wire;
    }

    void note(String line) {
        if (lines.size() == LINES) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    AssertionError failure(String text) {
        return new AssertionError(wire + ": " + text + "\n" + String.join("\n", lines));
    }
}
