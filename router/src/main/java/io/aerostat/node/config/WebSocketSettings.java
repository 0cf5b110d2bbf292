package io.aerostat.node.config;

import java.util.List;
import java.util.Optional;

/**
 * How WebSocket is spoken and who may join over it.
 *
 * @param serializers what is accepted; empty: everything there is
 * @param options of the protocol
 * @param cookie whether and how browsers are recognized
 * @param authentication how clients authenticate; empty: everybody joins as anonymous
 */
public record WebSocketSettings(
        List<SerializerName> serializers,
        WebSocketOptions options,
        Optional<CookieSettings> cookie,
        Optional<Authentication> authentication) {

    public WebSocketSettings {
        serializers = List.copyOf(serializers);
    }
}
