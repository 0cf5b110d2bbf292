package io.aerostat.router.websocket;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.framing.FrameReceiver;
import io.aerostat.protocol.framing.Framing;
import io.aerostat.protocol.framing.WebSocketFraming;
import io.aerostat.protocol.framing.WebSocketFramingOptions;
import io.aerostat.protocol.framing.codec.MessageDeflater;
import io.aerostat.protocol.framing.codec.MessageInflater;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.connection.ChannelLink;
import io.aerostat.router.link.Link;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.LinkHandler;
import org.jspecify.annotations.Nullable;

/**
 * Echoes every WebSocket message instead of passing it to a session, so that external tools can test the WebSocket code
 * that WAMP connections use. Each connection has its own object, confined to the connection's loop.
 */
final class WebSocketEcho implements FrameReceiver {
    /**
     * A text subprotocol: the framing delivers text messages to {@link #message}, and binary ones to {@link #mistyped}.
     */
    static final Subprotocol SUBPROTOCOL = Subprotocol.unbatched(Serialization.JSON);

    private final ChannelLink link;
    private final WebSocketFraming framing;

    private WebSocketEcho(
            ChannelLink link,
            WebSocketFramingOptions options,
            @Nullable MessageInflater inflater,
            @Nullable MessageDeflater deflater) {
        this.link = link;
        this.framing = new WebSocketFraming(options, SUBPROTOCOL, inflater, deflater, this);
    }

    /** Returns a framing for {@code link} that echoes messages instead of delivering them. */
    static Framing framing(
            ChannelLink link,
            WebSocketFramingOptions options,
            @Nullable MessageInflater inflater,
            @Nullable MessageDeflater deflater) {
        return new WebSocketEcho(link, options, inflater, deflater).framing;
    }

    @Override
    public void message(byte[] bytes) {
        sendBack(bytes, true);
    }

    @Override
    public void mistyped(byte[] bytes, ProtocolViolation violation) {
        sendBack(bytes, false);
    }

    private void sendBack(byte[] bytes, boolean asText) {
        framing.writeMessage(link.batch().nextControl(bytes.length), bytes, asText);
        link.batch().flushLater();
    }

    @Override
    public void ping(byte[] payload) {
        link.ping(payload);
    }

    @Override
    public void pong() {
        link.pong();
    }

    @Override
    public void peerCloses(int code, String reason) {
        link.peerCloses(code, reason);
    }

    @Override
    public void oversized(byte[] head) {
        link.oversized(head);
    }

    @Override
    public void violation(ProtocolViolation violation) {
        link.violation(violation);
    }

    @Override
    public void broken(String why) {
        link.broken(why);
    }

    /** Takes the place of a session. No WAMP messages arrive, but the peer may violate the WebSocket protocol. */
    record Failures(Link link) implements LinkHandler {
        @Override
        public void onMessage(WampMessage message) {
            throw new IllegalStateException("found a message of WAMP (expected none on an echoing connection)");
        }

        @Override
        public void onViolation(ProtocolViolation violation) {
            link.close(LinkClose.PROTOCOL_ERROR);
        }

        @Override
        public void onClosed(String reason) {}
    }
}
