package io.aerostat.router.session.state;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Challenge;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.AuthenticationStep.Challenged;
import io.aerostat.router.authentication.AuthenticationStep.Granted;
import io.aerostat.router.authentication.AuthenticationStep.Refused;
import io.aerostat.router.authentication.method.AuthenticationMethods.Begun;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.OversizedMessage;
import io.aerostat.router.peer.Refusal;
import io.aerostat.router.session.SessionTimeouts;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state while an authentication method is deciding. */
final class Authenticating implements ConnectionState {
    private static final Logger LOG = LoggerFactory.getLogger(Authenticating.class);

    private final WampConnection connection;
    private final AuthenticationRequest request;
    private final String method;
    private final Duration patience;

    private Authenticating(WampConnection connection, AuthenticationRequest request, String method, Duration patience) {
        this.connection = connection;
        this.request = request;
        this.method = method;
        this.patience = patience;
    }

    /**
     * Begins the first round after HELLO. Refuses a client that is locked out, and delays a client that is slowed down.
     */
    static void begin(WampConnection connection, AuthenticationRequest request) {
        Duration delay = connection.logins().delayOf(request);
        if (refuseLockedOut(connection, request)) {
            return;
        }
        if (delay.isZero()) {
            beginNow(connection, request);
        } else {
            connection.become(new Slowed(connection, request, delay));
        }
    }

    /**
     * Refuses a client whose address is locked out, without asking the method. Returns true if the client is locked
     * out.
     */
    static boolean refuseLockedOut(WampConnection connection, AuthenticationRequest request) {
        long nanos = connection.logins().lockedFor(request.transport());
        if (nanos > 0) {
            connection.refuse(Applicant.of(request), Refusal.ofRate("failed_logins", nanos), LinkClose.POLICY);
        }
        return nanos > 0;
    }

    /** Begins the first round at once. */
    static void beginNow(WampConnection connection, AuthenticationRequest request) {
        Begun begun = connection.authentication().begin(request);
        new Authenticating(connection, request, begun.method(), begun.patience()).await(begun.step());
    }

    /** Begins a further round, after AUTHENTICATE. */
    static void proceed(
            WampConnection connection,
            AuthenticationRequest request,
            String method,
            Duration patience,
            CompletionStage<AuthenticationStep> step) {
        new Authenticating(connection, request, method, patience).await(step);
    }

    private void await(CompletionStage<AuthenticationStep> step) {
        connection.become(this);
        step.whenComplete((next, failure) -> {
            if (connection.link().loop().inEventLoop()) {
                onStep(next, failure);
            } else {
                connection.link().loop().execute(() -> onStep(next, failure));
            }
        });
    }

    private void onStep(@Nullable AuthenticationStep step, @Nullable Throwable failure) {
        if (connection.state() != this) {
            return; // The client has left meanwhile, or the deadline has passed.
        }
        if (step instanceof Granted granted) {
            connection.logins().granted(request, method, granted);
            Joined.join(connection, request, method, granted);
        } else if (step instanceof Challenged challenged) {
            connection.become(new Challenging(connection, request, method, patience, challenged));
            connection.link().write(new Challenge(method, challenged.extra()));
        } else if (step instanceof Refused refused) {
            connection.logins().refused(request, method, refused);
            refuse(refused);
        } else {
            LOG.atError().setCause(failure).log("{}: authentication method {} failed", connection, method);
            refuse(new Refused(ErrorUris.AUTHENTICATION_FAILED, "authentication failed")); // AUT-5, P10
        }
    }

    private void refuse(Refused refused) {
        connection.refuse(
                Applicant.of(request),
                refused.reason(),
                new CloseDetails(refused.message(), refused.scram()),
                LinkClose.NORMAL);
    }

    @Override
    public void onMessage(WampMessage message) {
        if (message instanceof Abort) {
            connection.close(LinkClose.NORMAL); // SES-12
        } else {
            ConnectionState.violateBeforeJoin(connection, message, "nothing while authentication runs");
        }
    }

    @Override
    public void onOversized(OversizedMessage message) {
        ConnectionState.violateBeforeJoin(connection, message);
    }

    @Override
    public Duration deadline(SessionTimeouts timeouts) {
        return patience.compareTo(timeouts.handshake()) > 0 ? patience : timeouts.handshake();
    }

    @Override
    public void onDeadline() {
        refuse(new Refused(ErrorUris.AUTHENTICATION_FAILED, "authentication took too long")); // P10
    }

    @Override
    public void onShutDown(String reason) {
        ConnectionState.abortJoining(connection, reason);
    }

    @Override
    public String toString() {
        return "authenticating by " + method;
    }
}
