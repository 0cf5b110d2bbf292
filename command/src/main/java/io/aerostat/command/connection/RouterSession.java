package io.aerostat.command.connection;

import io.aerostat.client.Client;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.ConnectFailed;
import io.aerostat.client.error.JoinRefused;
import io.aerostat.client.error.RequestRejected;
import io.aerostat.client.error.SessionLost;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.Session;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.EndBySignal;
import io.aerostat.command.line.ExitCode;
import io.aerostat.command.line.Terminal;
import io.aerostat.command.value.JsonText;
import io.aerostat.protocol.error.CloseUris;
import java.io.PrintWriter;
import java.security.cert.CertPathBuilderException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A session of a command. Each failure becomes a {@link CommandFailure} with its exit code. Confined to the command's
 * thread.
 */
public final class RouterSession implements AutoCloseable {
    private final Client client;
    private final Session session;
    private final PrintWriter err;
    private final Supplier<CompletableFuture<?>> leaving;

    private RouterSession(Client client, Session session, PrintWriter err) {
        this.client = client;
        this.session = session;
        this.err = err;
        this.leaving = () -> session.leave(CloseUris.NORMAL);
    }

    static RouterSession open(Client client, Duration timeout, PrintWriter err)
            throws CommandFailure, InterruptedException {
        try {
            // The client has deadlines of its own; this deadline covers everything else.
            Session session = result(client.join(), timeout.multipliedBy(2));
            RouterSession router = new RouterSession(client, session, err);
            EndBySignal.add(router.leaving);
            return router;
        } catch (CommandFailure | InterruptedException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    public Session session() {
        return session;
    }

    /** Returns the writer for warnings. */
    public PrintWriter err() {
        return err;
    }

    /** Waits for a future of the client. A failure of the future ends the command. */
    public static <T> T result(WampFuture<T> future, Duration timeout) throws CommandFailure, InterruptedException {
        try {
            return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            future.cancel(true);
            throw unanswered(timeout);
        }
    }

    /** Returns the failure of a request that the router has not answered in this time. */
    public static CommandFailure unanswered(Duration timeout) {
        return new CommandFailure(ExitCode.LOST, "no answer after " + text(timeout));
    }

    private static String text(Duration timeout) {
        return timeout.toMillis() % 1000 == 0 ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
    }

    /** Converts the failure of a request to a failure of the command. */
    public static CommandFailure failure(Throwable failure) {
        if (failure instanceof ApplicationError error) {
            return new CommandFailure(ExitCode.FAILED, line(error));
        }
        String message = Terminal.harmless(
                failure.getMessage() == null ? failure.toString() : String.valueOf(failure.getMessage()));
        if (failure instanceof ConnectFailed) {
            String hint = isUntrusted(failure) ? " (--ca FILE names a certificate to trust)" : "";
            return new CommandFailure(ExitCode.UNAVAILABLE, "no router answers: " + message + hint);
        }
        if (failure instanceof JoinRefused) {
            return new CommandFailure(ExitCode.REFUSED, "the join was refused: " + message);
        }
        if (failure instanceof SessionLost) {
            return new CommandFailure(ExitCode.LOST, "the session was lost: " + message);
        }
        if (failure instanceof RequestRejected) {
            return new CommandFailure(ExitCode.FAILED, "the request was not sent: " + message);
        }
        return new CommandFailure(ExitCode.FAILED, message);
    }

    /** Checks whether TLS failed because no trusted certificate vouches for the certificate of the router. */
    private static boolean isUntrusted(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathBuilderException) {
                return true;
            }
        }
        return false;
    }

    /** Returns an error as one line: its URI, its message, and its other arguments. */
    private static String line(ApplicationError error) {
        StringBuilder line = new StringBuilder(error.uri());
        boolean hasMessage = !error.args().isEmpty() && error.args().get(0) instanceof String;
        if (hasMessage) {
            line.append(": ").append(error.args().get(0));
        }
        int shown = hasMessage ? 1 : 0;
        if (error.args().size() > shown) {
            line.append(" args ")
                    .append(JsonText.write(
                            error.args().subList(shown, error.args().size())));
        }
        if (!error.kwargs().isEmpty()) {
            line.append(" kwargs ").append(JsonText.write(error.kwargs()));
        }
        return Terminal.harmless(line.toString());
    }

    /** Waits until {@code work} has ended; fails if the session ends earlier, or with the failure of {@code work}. */
    public void awaitWhileJoined(CompletableFuture<Void> work) throws CommandFailure, InterruptedException {
        try {
            CompletableFuture.anyOf(work, session.closed()).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CommandFailure failure) {
                throw failure;
            }
            throw failure(e.getCause() == null ? e : e.getCause());
        }
        if (!work.isDone()) {
            CloseReason reason = session.closed().join();
            String message = reason.message().isEmpty() ? "" : ": " + reason.message();
            throw new CommandFailure(
                    ExitCode.LOST, Terminal.harmless("the session was lost: " + reason.uri() + message));
        }
    }

    /** Leaves the realm, and ends the client's threads. */
    @Override
    public void close() {
        EndBySignal.remove(leaving);
        client.close();
    }
}
