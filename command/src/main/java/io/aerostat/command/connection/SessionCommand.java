package io.aerostat.command.connection;

import io.aerostat.command.line.CommandDescription;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.EndBySignal;
import io.aerostat.command.line.ExitCode;
import io.aerostat.command.line.Paths;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** A command that joins a realm of a router. */
public abstract class SessionCommand implements Callable<Integer> {
    /** The realm of a node with its management procedures. */
    private static final String NODE_REALM = "aerostat.node";

    private final ConnectionOptions connection;
    private final CommandSpec spec;
    private final @Nullable Supplier<String> node;

    /** Describes the command; subclasses add their options and parameters to {@link #spec()}. */
    protected SessionCommand(String name, String description) {
        this(name, description, null);
    }

    /**
     * Describes a command that joins the management realm of a node, unless the user names a router.
     *
     * @param node the URL of the management socket of the node; null for a command that needs the URL of a router
     */
    protected SessionCommand(String name, String description, @Nullable Supplier<String> node) {
        this.node = node;
        this.connection = new ConnectionOptions(node != null);
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
            int exitCode = run(settings());
            Optional<CommandFailure> unwritten = unwritten();
            if (unwritten.isPresent()) {
                throw unwritten.get();
            }
            return exitCode;
        } catch (CommandFailure failure) {
            out().flush();
            if (!EndBySignal.hasBegun()) {
                err().println(failure.line());
            }
            return failure.exitCode();
        } catch (InvalidPathException e) {
            err().println(Paths.failure(e).line());
            return ExitCode.USAGE;
        }
    }

    private ConnectionSettings settings() throws CommandFailure {
        return node == null || connection.isRouterNamed()
                ? connection.settings(err())
                : connection.ofNode(node.get(), NODE_REALM, err());
    }

    /** Returns a failure if standard output is closed, or cannot be written for another reason. */
    protected final Optional<CommandFailure> unwritten() {
        return out().checkError()
                ? Optional.of(new CommandFailure(ExitCode.FAILED, "standard output cannot be written"))
                : Optional.empty();
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
