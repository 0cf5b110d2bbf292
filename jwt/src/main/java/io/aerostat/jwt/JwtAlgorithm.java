package io.aerostat.jwt;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The signatures that tokens may have (RFC 7518, RFC 8037). Tokens without a signature are never accepted. */
public enum JwtAlgorithm {
    /** HMAC with SHA-256: issuer and router share a secret. */
    HS256("HS256"),
    /** RSA with SHA-256, keys of at least 2,048 bits. */
    RS256("RS256"),
    /** ECDSA on the curve P-256. */
    ES256("ES256"),
    /** Ed25519. */
    EDDSA("EdDSA");

    /** The algorithms that check signatures with a public key. */
    public static final Set<JwtAlgorithm> OF_PUBLIC_KEYS = Set.of(RS256, ES256, EDDSA);

    private final String wire;

    JwtAlgorithm(String wire) {
        this.wire = wire;
    }

    /** Returns the name in a token's header. */
    public String wire() {
        return wire;
    }

    /** Returns the algorithm that a token's header names, if the router supports that algorithm. */
    public static Optional<JwtAlgorithm> ofWire(String name) {
        return Stream.of(values())
                .filter(algorithm -> algorithm.wire.equals(name))
                .findFirst();
    }
}
