package io.aerostat.router.link;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.tally.TrafficTally;
import org.jspecify.annotations.Nullable;

/** Receives the events of a link. Every method is called on the link's loop. {@link #onClosed} is the last call. */
public interface LinkHandler {
    void onMessage(WampMessage message);

    /**
     * Called when the peer has sent data that is not valid WAMP; no message follows. The handler sends ABORT and closes
     * the link.
     */
    void onViolation(ProtocolViolation violation);

    /**
     * Called when a message has been skipped because it is too large; the link stays open. The handler refuses the
     * request with {@code wamp.error.payload_size_exceeded} (P21). By default, the message is treated as a violation.
     */
    default void onOversized(OversizedMessage message) {
        onViolation(new ProtocolViolation("a message of type " + message.code() + " is larger than accepted"));
    }

    /**
     * Called with a publication that the broker must make when the session ends, like a testament of WAMP; null removes
     * all earlier publications. The publication is checked and authorized like a PUBLISH, and answered with ERROR if it
     * is refused. The check of the order of request ids ignores its request id.
     */
    default void onTestament(@Nullable Publish publication) {}

    /** Called when the link could not send an event that it had accepted before. */
    default void onUndelivered(Sent outcome) {}

    /** Returns the tally that counts this link's messages; only the link's loop changes it. */
    default TrafficTally traffic() {
        return TrafficTally.UNCOUNTED;
    }

    /** Called exactly once, when either side has ended the connection. */
    void onClosed(String reason);
}
