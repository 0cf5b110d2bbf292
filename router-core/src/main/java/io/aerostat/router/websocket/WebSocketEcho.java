package io.aerostat.router.websocket;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.framing.PerMessageDeflate;
import io.aerostat.protocol.framing.Subprotocol;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.link.Link;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.LinkHandler;
import io.aerostat.router.link.TransportInfo;
import io.aerostat.router.listener.WebSocketOptions;
import java.util.Optional;

/**
 * Sends every message back, over the very code that WAMP is spoken with, so that it can be tested from outside (docs/reference/crossbar.md#echo-servers). One loop.
 */
final class WebSocketEcho extends WebSocketLink {
    private static final Subprotocol NONE = Subprotocol.unbatched(Serialization.JSON);

    WebSocketEcho(
            WebSocketOptions options,
            Optional<PerMessageDeflate> compression,
            TransportInfo transport,
            Runnable onEstablished) {
        super(options, NONE, compression, transport, Failures::new, onEstablished);
    }

    @Override
    public void message(boolean isText, byte[] bytes) {
        echo(isText, bytes);
    }

    /** There are no messages of WAMP, but violations of WebSocket. */
    private record Failures(Link link) implements LinkHandler {
        @Override
        public void onMessage(WampMessage message) {
            throw new IllegalStateException("an echo reads no WAMP");
        }

        @Override
        public void onViolation(ProtocolViolation violation) {
            link.close(LinkClose.PROTOCOL_ERROR);
        }

        @Override
        public void onClosed(String reason) {}
    }
}
