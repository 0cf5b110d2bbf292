package io.aerostat.command.connection;

import io.aerostat.command.line.CommandDescription;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.ExitCode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** A command that joins a realm of a router. */
public abstract class SessionCommand implements Callable<Integer> {
    private final ConnectionOptions connection = new ConnectionOptions();
    private final CommandSpec spec;

    /** Describes the command; subclasses add their options and parameters to {@link #spec()}. */
    protected SessionCommand(String name, String description) {
        this.spec = CommandDescription.of(name, description, this);
        connection.addTo(spec);
        CommandDescription.exitCodes(
                spec,
                ExitCode.DONE,
                "everything was done",
                ExitCode.FAILED,
                "the answer is an error",
                ExitCode.USAGE,
                "the command line or the profile is wrong",
                ExitCode.UNAVAILABLE,
                "no router answers at the URL",
                ExitCode.LOST,
                "the session was lost, or there was no answer in time",
                ExitCode.REFUSED,
                "the router refused the join");
    }

    /** Returns the description of the command. */
    public final CommandSpec spec() {
        return spec;
    }

    @Override
    public final Integer call() throws InterruptedException {
        try {
            return run(connection.settings(err()));
        } catch (CommandFailure failure) {
            out().flush();
            err().println(failure.line());
            return failure.exitCode();
        }
    }

    /** Does the work; returns the exit code. */
    protected abstract int run(ConnectionSettings settings) throws CommandFailure, InterruptedException;

    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    protected final PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
