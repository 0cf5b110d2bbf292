package io.aerostat.router.authentication;

import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.session.TransportInfo;
import org.jspecify.annotations.Nullable;

/**
 * A client's request to join, as its HELLO describes it.
 *
 * @param session the id that the session will have (SES-8)
 * @param realm the requested realm, or null if the router is to assign one (SES-25)
 */
public record AuthenticationRequest(
        long session,
        @Nullable String realm,
        HelloDetails details,
        TransportInfo transport,
        Serialization serialization) {}
