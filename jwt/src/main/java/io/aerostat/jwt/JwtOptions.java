package io.aerostat.jwt;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The rules by which a router accepts tokens. A token must have an expiry ({@code exp}).
 *
 * @param algorithms the accepted signature algorithms; HS256 and algorithms with public keys are never accepted
 *     together, because then a client could use a public key as the secret
 * @param issuers the accepted values of {@code iss}; empty to accept any
 * @param audiences the accepted audiences, one of which must be in {@code aud}; empty to accept any audience, or none
 * @param clockSkew the largest accepted difference between the clocks of issuer and router
 */
public record JwtOptions(
        JwtKeys keys,
        Set<JwtAlgorithm> algorithms,
        List<String> issuers,
        List<String> audiences,
        Duration clockSkew,
        JwtClaims claims) {
    /** The default clock skew. */
    public static final Duration DEFAULT_CLOCK_SKEW = Duration.ofSeconds(10);

    public JwtOptions {
        algorithms = Set.copyOf(algorithms);
        issuers = List.copyOf(issuers);
        audiences = List.copyOf(audiences);
        Set<JwtAlgorithm> possible = possible(keys);
        if (algorithms.isEmpty() || !possible.containsAll(algorithms)) {
            throw new IllegalArgumentException(
                    "algorithms: found " + algorithms + " (expected one or more of " + possible + " for these keys)");
        }
        if (clockSkew.isNegative()) {
            throw new IllegalArgumentException("clockSkew: found " + clockSkew + " (expected zero or more)");
        }
    }

    /** Creates options that accept every token that is signed with these keys, whatever its issuer and audience. */
    public JwtOptions(JwtKeys keys) {
        this(keys, possible(keys), List.of(), List.of(), DEFAULT_CLOCK_SKEW, JwtClaims.DEFAULT);
    }

    public JwtOptions withAlgorithms(Set<JwtAlgorithm> accepted) {
        return new JwtOptions(keys, accepted, issuers, audiences, clockSkew, claims);
    }

    public JwtOptions withIssuers(List<String> accepted) {
        return new JwtOptions(keys, algorithms, accepted, audiences, clockSkew, claims);
    }

    public JwtOptions withAudiences(List<String> accepted) {
        return new JwtOptions(keys, algorithms, issuers, accepted, clockSkew, claims);
    }

    public JwtOptions withClockSkew(Duration skew) {
        return new JwtOptions(keys, algorithms, issuers, audiences, skew, claims);
    }

    /** Returns the options with another meaning of the claims. */
    public JwtOptions withClaims(JwtClaims meaning) {
        return new JwtOptions(keys, algorithms, issuers, audiences, clockSkew, meaning);
    }

    /** Returns the algorithms that work with keys of this source. */
    public static Set<JwtAlgorithm> possible(JwtKeys keys) {
        return keys instanceof JwtKeys.Secret ? Set.of(JwtAlgorithm.HS256) : JwtAlgorithm.OF_PUBLIC_KEYS;
    }
}
