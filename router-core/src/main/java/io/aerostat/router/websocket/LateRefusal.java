package io.aerostat.router.websocket;

import io.aerostat.protocol.framing.codec.CloseCode;
import io.aerostat.protocol.framing.codec.WebSocketWriter;
import io.aerostat.protocol.negotiation.Subprotocol;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses a client whose WebSocket implementation does not report a failed opening handshake; the WAMP library of such
 * a client would never retry. The handshake succeeds, and the connection is closed at once with a code and a reason,
 * without a session or a link (P7). An ABORT would say more, but AutobahnJS does not reconnect after ABORT. Any thread.
 */
public final class LateRefusal {
    /** The User-Agent values of the built-in WebSocket of Node.js 22 (undici). */
    private static final Set<String> CLIENTS = Set.of("node", "undici");

    private LateRefusal() {}

    /**
     * Checks whether the first bytes of a request, in lower case, may come from a client that ignores HTTP responses.
     */
    public static boolean mayBeNeeded(String head) {
        return CLIENTS.stream().anyMatch(client -> head.contains("user-agent: " + client + "\r\n"));
    }

    /** Returns the headers that complete the handshake; empty if an HTTP response can refuse the client. */
    public static Optional<HttpHeaders> acceptance(HttpRequest request) {
        HttpHeaders headers = request.headers();
        if (!CLIENTS.contains(headers.get(HttpHeaderNames.USER_AGENT, "")) || !WebSocketOpening.isUpgrade(request)) {
            return Optional.empty();
        }
        Optional<String> accept = WebSocketOpening.acceptanceOf(request);
        return accept.map(value -> {
            HttpHeaders response = new DefaultHttpHeaders()
                    .set(HttpHeaderNames.UPGRADE, "websocket")
                    .set(HttpHeaderNames.CONNECTION, "Upgrade")
                    .set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, value);
            List<String> offered = Subprotocol.offered(headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL));
            if (!offered.isEmpty()) {
                // No message follows, but the client expects one of the subprotocols that it has offered.
                response.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, offered.get(0));
            }
            return response;
        });
    }

    /** Writes a close frame that tells the client as much as a response with this status. */
    public static void writeClose(ByteBuf out, HttpResponseStatus status) {
        int code = status.code() == HttpResponseStatus.SERVICE_UNAVAILABLE.code()
                ? CloseCode.TRY_AGAIN_LATER
                : CloseCode.POLICY_VIOLATION;
        try (WebSocketWriter writer = new WebSocketWriter(false, null)) {
            writer.writeClose(out, code, status.code() + " " + status.reasonPhrase());
        }
    }
}
