package io.aerostat.command.line;

/** Ends a command with an exit code and one line for the user. */
public final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** Makes the failure of a command. */
    public CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Makes the failure of a command line that asks for something impossible. */
    public static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }

    /** Returns one of the {@link ExitCode}s. */
    public int exitCode() {
        return exitCode;
    }

    /** Returns the line for the user. */
    public String line() {
        return String.valueOf(getMessage());
    }
}
