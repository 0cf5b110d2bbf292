package io.aerostat.node.config;

import io.aerostat.protocol.payload.Serialization;
import java.util.List;

/**
 * How RawSocket is spoken and who may join over it.
 *
 * @param serializations what is accepted
 * @param maxMessageSize the longest message in octets that is accepted
 * @param authentication how clients authenticate; none: everybody joins as anonymous
 */
public record RawSocketSettings(
        List<Serialization> serializations, int maxMessageSize, List<AuthenticationMethod> authentication) {

    public RawSocketSettings {
        serializations = List.copyOf(serializations);
        authentication = List.copyOf(authentication);
    }
}
