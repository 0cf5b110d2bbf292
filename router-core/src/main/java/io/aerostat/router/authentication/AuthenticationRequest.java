package io.aerostat.router.authentication;

import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.link.TransportInfo;
import org.jspecify.annotations.Nullable;

/**
 * A HELLO that asks to join.
 *
 * @param session the id that the session will have (SES-8)
 * @param realm as asked for, or null if the router is to assign it (SES-25)
 */
public record AuthenticationRequest(
        long session,
        @Nullable String realm,
        HelloDetails details,
        TransportInfo transport,
        Serialization serialization) {}
