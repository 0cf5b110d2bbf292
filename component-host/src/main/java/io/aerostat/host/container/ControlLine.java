package io.aerostat.host.container;

/**
 * Reports of a container to its router, in addition to its log: lines on its standard output that begin with a
 * character that no log line begins with. Components share that output, but a forged line affects only their own
 * container.
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
