package io.aerostat.router.session.joined;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that names a URI, as {@link RequestGate} looks at it: what is to be checked, and what follows. */
sealed interface GatedRequest permits CallRequest, PublishRequest, SubscribeRequest, RegisterRequest {
    /** The type code, for an ERROR. */
    int type();

    long id();

    Action action();

    String uri();

    MatchPolicy match();

    Map<String, @Nullable Object> options();

    /** Whether the URI may not lie in the protocol's own namespace (URI-5). */
    boolean isApplicationsOnly();

    /** Whether a refusal is answered (PS-4). */
    default boolean wantsAnswer() {
        return true;
    }

    /** It is allowed: on to broker or dealer. */
    void admit(Permit permit);

    /** It was refused. */
    default void refused() {}
}
