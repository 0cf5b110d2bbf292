package io.aerostat.command.line;

/**
 * The exit codes of the program. The larger numbers are those of the C header {@code sysexits.h}; Crossbar.io uses one
 * of them too.
 */
public final class ExitCode {
    /** Everything was done. */
    public static final int DONE = 0;

    /** The answer is an error: the request was refused, the configuration has problems, a change has failed. */
    public static final int FAILED = 1;

    /** The command line, or a profile that it names, is wrong. */
    public static final int USAGE = 2;

    /** No router, or no node, answers at the address. */
    public static final int UNAVAILABLE = 69;

    /** The session was lost, or the time limit was reached. */
    public static final int LOST = 75;

    /** The router does not let this client join the realm. */
    public static final int REFUSED = 77;

    private ExitCode() {}
}
