package io.aerostat.jwt;

import java.util.List;
import java.util.Optional;

/**
 * The claims of a token that identify the client.
 *
 * @param authid the claim with the authid, a string
 * @param role the claim with the authrole, a string
 * @param defaultRole the authrole of tokens without that claim; if empty, such tokens are refused
 * @param realm the claim with the realm to join instead of the requested one; if empty, clients join the realm that
 *     they request
 * @param extra the claims that are copied to {@code WELCOME.Details.authextra}
 */
public record JwtClaims(
        String authid, String role, Optional<String> defaultRole, Optional<String> realm, List<String> extra) {
    /** The default claims: {@code sub} is the authid, and {@code role} the authrole. */
    public static final JwtClaims DEFAULT = new JwtClaims("sub", "role", Optional.empty(), Optional.empty(), List.of());

    public JwtClaims {
        extra = List.copyOf(extra);
    }
}
