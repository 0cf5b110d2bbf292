package io.aerostat.router.session.joined;

import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.contract.PayloadSchema;
import io.aerostat.router.contract.PermittedPayloads;
import io.aerostat.router.peer.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that {@link RequestGate} authorizes: the data to check, and the action that follows. */
sealed interface GatedRequest permits CallRequest, PublicationRequest, SubscribeRequest, RegisterRequest {
    /** Returns the code of the message type, for an ERROR. */
    int type();

    long id();

    Action action();

    String uri();

    MatchPolicy match();

    Map<String, @Nullable Object> options();

    /** Checks whether the reserved namespace {@code wamp.} is forbidden for this request (URI-5). */
    boolean isApplicationsOnly();

    /** Checks whether the client gets an answer if the request is refused (PS-4). */
    default boolean wantsAnswer() {
        return true;
    }

    /**
     * Returns the schema that the payload must fit, or null if the payload is not checked.
     *
     * @param permitted the payloads that the permission allows; a contract takes precedence over them
     */
    default @Nullable PayloadSchema schema(Contracts contracts, PermittedPayloads permitted) {
        return null;
    }

    /** Returns the payload; empty if a request of this type has none. */
    default Payload payload() {
        return Payload.EMPTY;
    }

    /** Returns the keys about the encoding of the payload. */
    default Passthru passthru() {
        return Passthru.NONE;
    }

    /** Passes the request to broker or dealer. Called when the request is allowed and its payload fits. */
    void admit(Permit permit);

    /** Called when the request has been refused. */
    default void refused() {}

    /** Answers a request whose payload does not fit. */
    default void misfit(Refusal refusal) {
        throw new IllegalStateException("found a payload (expected a request without one)");
    }
}
