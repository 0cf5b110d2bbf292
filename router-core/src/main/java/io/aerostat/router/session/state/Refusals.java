package io.aerostat.router.session.state;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.router.audit.Observers;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.link.RefusalLog;
import io.aerostat.router.observation.ObservedSession;
import io.aerostat.router.observation.RefusedJoin;
import io.aerostat.router.session.Principal;
import io.aerostat.router.session.TransportInfo;
import io.aerostat.router.tally.NamedCounters;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the clients that could not join, by reason, and informs the observers of the router. Any thread. */
final class Refusals {
    private final Observers observers;
    private final NamedCounters byReason = new NamedCounters();

    Refusals(Observers observers) {
        this.observers = observers;
    }

    /** Returns a joining session as observers see it; null if there are no observers. */
    @Nullable
    ObservedSession observe(AuthenticationRequest request, Principal principal) {
        if (observers.isEmpty()) {
            return null;
        }
        return new ObservedSession(
                request.session(),
                principal.realm(),
                RefusalLog.printable(principal.authid()),
                principal.authrole(),
                principal.authmethod(),
                name(request.transport()),
                request.transport().peer(),
                RefusalLog.printable(request.details().agent()));
    }

    /** Counts a client that could not join. */
    void count(Applicant applicant, TransportInfo transport, String reason, @Nullable String message) {
        byReason.count(word(reason));
        if (!observers.isEmpty()) {
            observers.refused(new RefusedJoin(
                    RefusalLog.printable(applicant.realm()),
                    RefusalLog.printable(applicant.authid()),
                    name(transport),
                    transport.peer(),
                    RefusalLog.printable(reason),
                    RefusalLog.reason(message)));
        }
    }

    private static String name(TransportInfo transport) {
        return transport.framing() + "/" + transport.channelType();
    }

    /**
     * Returns the label for a reason. The URIs of authenticators share one label, because their number is not limited.
     */
    private static String word(String reason) {
        return switch (reason) {
            case ErrorUris.NO_SUCH_REALM -> "no_such_realm";
            case ErrorUris.NO_SUCH_ROLE -> "no_such_role";
            case ErrorUris.NO_MATCHING_AUTH_METHOD -> "no_matching_auth_method";
            case ErrorUris.INVALID_URI, ErrorUris.PROTOCOL_VIOLATION -> "protocol_violation";
            case ErrorUris.LIMIT_EXCEEDED -> "limit";
            case ErrorUris.TOO_MANY_REQUESTS -> "locked_out";
            default -> "authentication";
        };
    }

    /** Returns the number of refused clients by reason. */
    Map<String, Long> read() {
        return byReason.read();
    }
}
