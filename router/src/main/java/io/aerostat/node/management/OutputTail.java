package io.aerostat.node.management;

import java.util.ArrayDeque;
import java.util.List;

/** The last lines that a process has written. Any thread. */
public final class OutputTail {
    private static final int LINES = 200;
    private static final int LONGEST_LINE = 500;

    private final ArrayDeque<String> lines = new ArrayDeque<>();

    /** Adds a line, cut if it is too long. Forgets the oldest line if there are too many. */
    public synchronized void add(String line) {
        if (lines.size() == LINES) {
            lines.removeFirst();
        }
        lines.addLast(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line);
    }

    /** Returns the last lines, the oldest first. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
