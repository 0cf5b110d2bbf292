package io.aerostat.router.session.joined;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that {@link RequestGate} authorizes: what to check, and what to do afterwards. */
sealed interface GatedRequest permits CallRequest, PublishRequest, SubscribeRequest, RegisterRequest {
    /** Returns the type code that an ERROR names. */
    int type();

    long id();

    Action action();

    String uri();

    MatchPolicy match();

    Map<String, @Nullable Object> options();

    /** Checks whether the URI must lie outside of the reserved {@code wamp.} (URI-5). */
    boolean isApplicationsOnly();

    /** Checks whether the client wants an answer to a refusal (PS-4). */
    default boolean wantsAnswer() {
        return true;
    }

    /** Passes the request to broker or dealer; called when it is allowed. */
    void admit(Permit permit);

    /** Called when the request has been refused. */
    default void refused() {}
}
