package io.aerostat.node.config;

import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.listener.ConnectionOptions;
import java.util.List;

/**
 * How RawSocket is spoken and who may join over it.
 *
 * @param serializations what is accepted
 * @param options of each connection
 * @param authentication how clients authenticate; none: everybody joins as anonymous
 */
public record RawSocketSettings(
        List<Serialization> serializations, ConnectionOptions options, List<AuthenticationMethod> authentication) {

    public RawSocketSettings {
        serializations = List.copyOf(serializations);
        authentication = List.copyOf(authentication);
    }
}
