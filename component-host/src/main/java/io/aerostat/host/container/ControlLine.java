package io.aerostat.host.container;

/**
 * The lines by which a container reports its state to its router. They are among the log lines on its standard output,
 * but begin with a character with which no log line begins. Components can write to the same output, but a forged line
 * affects only their own container.
 */
final class ControlLine {

    private static final char MARK = '\u0001';

    /** All components are ready. */
    static final String READY = MARK + "ready";

    /** Begins a line with the reason why the components are not ready at their first attempt. */
    static final String NOT_READY = MARK + "not ready: ";

    /** The container ends by itself, because of its {@code shutdown} option. */
    static final String OVER = MARK + "over";

    private ControlLine() {}

    static boolean isOne(String line) {
        return !line.isEmpty() && line.charAt(0) == MARK;
    }
}
