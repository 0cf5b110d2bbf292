package io.aerostat.node.config;

import java.util.List;
import java.util.Optional;

/**
 * How RawSocket is spoken and who may join over it.
 *
 * @param serializers what is accepted; empty: everything there is
 * @param maxMessageSize the longest message in octets that is accepted
 * @param authentication how clients authenticate; empty: everybody joins as anonymous
 */
public record RawSocketSettings(
        List<SerializerName> serializers, int maxMessageSize, Optional<Authentication> authentication) {

    public RawSocketSettings {
        serializers = List.copyOf(serializers);
    }
}
