package io.aerostat.node.config;

import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.listener.WebSocketOptions;
import java.util.List;
import java.util.Optional;

/**
 * How WebSocket is spoken and who may join over it.
 *
 * @param serializations what is accepted
 * @param options of the protocol
 * @param authentication how clients authenticate; none: everybody joins as anonymous
 * @param cookie by which browsers are recognized, if wanted
 */
public record WebSocketSettings(
        List<Serialization> serializations,
        WebSocketOptions options,
        List<AuthenticationMethod> authentication,
        Optional<CookieSettings> cookie) {

    public WebSocketSettings {
        serializations = List.copyOf(serializations);
        authentication = List.copyOf(authentication);
    }
}
