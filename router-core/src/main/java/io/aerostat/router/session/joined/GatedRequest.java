package io.aerostat.router.session.joined;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that {@link RequestGate} authorizes: the data to check, and the action that follows. */
sealed interface GatedRequest permits CallRequest, PublishRequest, SubscribeRequest, RegisterRequest {
    /** Returns the code of the message type, for an ERROR. */
    int type();

    long id();

    Action action();

    String uri();

    MatchPolicy match();

    Map<String, @Nullable Object> options();

    /** Checks whether the URI must not be in the reserved namespace {@code wamp.} (URI-5). */
    boolean isApplicationsOnly();

    /** Checks whether the client gets an answer if the request is refused (PS-4). */
    default boolean wantsAnswer() {
        return true;
    }

    /** Passes the request to broker or dealer. Called when the request is allowed. */
    void admit(Permit permit);

    /** Called when the request has been refused. */
    default void refused() {}
}
