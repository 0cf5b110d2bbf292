package io.aerostat.router.websocket;

import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.router.bridge.BridgedProtocol;
import io.aerostat.router.connection.HttpHeaderMap;
import io.aerostat.router.connection.ListenerEnvironment;
import io.aerostat.router.connection.Peers;
import io.aerostat.router.connection.RequestSource;
import io.aerostat.router.connection.SocketBridge;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.listener.BridgedWebSocket;
import io.aerostat.router.listener.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;

/** Checks the opening requests of WebSocket clients that speak a bridged protocol. Any thread. */
public final class BridgedOpening {
    private final BridgedWebSocket service;
    private final LinkAcceptor acceptor;
    private final ListenerEnvironment environment;
    private final OriginPolicy origins;

    /** The result of a successful negotiation: the key of the response, and the chosen subprotocol. */
    public record Agreement(String accept, String subprotocol) {
        /** Returns the first part of the response that completes the upgrade. */
        public StringBuilder responseHead() {
            return WebSocketOpening.Agreement.beginning(accept, subprotocol);
        }
    }

    /** Creates an object that checks the opening requests to one service. */
    public BridgedOpening(BridgedWebSocket service, LinkAcceptor acceptor, ListenerEnvironment environment) {
        this.service = service;
        this.acceptor = acceptor;
        this.environment = environment;
        this.origins = new OriginPolicy(service.allowedOrigins(), service.allowNullOrigin(), service.externalPort());
    }

    private BridgedProtocol protocol() {
        return service.bridged().protocol();
    }

    /** Checks the opening request, and chooses a subprotocol. */
    public Agreement judge(HttpRequest request, RequestSource source) throws WebSocketRefused {
        String accept = WebSocketOpening.handshake(request);
        origins.check(request.headers(), source);
        List<String> spoken = protocol().subprotocols();
        for (String offered : Subprotocol.offered(request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL))) {
            if (spoken.contains(offered)) {
                return new Agreement(accept, offered);
            }
        }
        throw WebSocketOpening.refused("This path only speaks WebSocket subprotocols " + String.join(", ", spoken));
    }

    /**
     * Makes the handler of a connection that has been upgraded.
     *
     * @param source the source of the request
     */
    public ChannelHandler open(Agreement agreement, HttpRequest request, Channel channel, RequestSource source) {
        Transport.Bridged bridged = service.bridged();
        EarlyBytes early = new EarlyBytes();
        SocketBridge connection = new SocketBridge(
                channel,
                bridged.connection(),
                bridged.handshakeTimeout(),
                acceptor,
                environment,
                () -> Peers.describe(
                        channel,
                        protocol().name(),
                        source,
                        agreement.subprotocol(),
                        HttpHeaderMap.of(request.headers()),
                        null),
                early::end);
        return new WebSocketBytes(bridged.connection().maxMessageSize(), early, protocol(), connection);
    }
}
