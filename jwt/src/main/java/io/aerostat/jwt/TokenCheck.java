package io.aerostat.jwt;

import io.aerostat.router.session.Principal;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/** Checks tokens and reads their claims. Immutable; any thread, but not an event loop, because signatures are slow. */
final class TokenCheck {
    /** The longest token to check, in characters. */
    static final int MAX_TOKEN = 16 * 1024;

    /** The end of the year 9999. A later expiry is reduced to this time. */
    private static final long LATEST_EXPIRY =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private final JwtOptions options;
    private final Supplier<Instant> clock;
    private final AlgorithmConstraints algorithms;

    TokenCheck(JwtOptions options, Supplier<Instant> clock) {
        this.options = options;
        this.clock = clock;
        this.algorithms = new AlgorithmConstraints(
                ConstraintType.PERMIT,
                options.algorithms().stream().map(JwtAlgorithm::wire).toArray(String[]::new));
    }

    /**
     * Returns the id of the key that a token names, or null if it names none. Does not check the token.
     *
     * @throws InvalidTokenException if the text is not a signed token, or its algorithm is not accepted
     */
    @Nullable
    String keyId(String token) throws InvalidTokenException {
        if (token.length() > MAX_TOKEN) {
            throw new InvalidTokenException(
                    "found a token of " + token.length() + " characters (expected at most " + MAX_TOKEN + ")");
        }
        try {
            if (!(JsonWebStructure.fromCompactSerialization(token) instanceof JsonWebSignature signature)) {
                throw new InvalidTokenException("found no signed token (expected a JSON Web Token with a signature)");
            }
            algorithms.checkConstraint(signature.getAlgorithmHeaderValue());
            return signature.getKeyIdHeaderValue();
        } catch (JoseException | RuntimeException e) {
            throw new InvalidTokenException(
                    "found no token with an accepted signature (expected a JSON Web Token signed by one of "
                            + options.algorithms() + ")");
        }
    }

    /**
     * Checks the signature and the claims of a token, and returns the identity that its claims describe.
     *
     * @throws InvalidTokenException if the token is not accepted
     */
    Identity check(String token, KeySet keys) throws InvalidTokenException {
        try {
            org.jose4j.jwt.JwtClaims claims = consumer(keys).processToClaims(token);
            return identity(claims);
        } catch (InvalidJwtException e) {
            throw new InvalidTokenException(reason(e));
        } catch (MalformedClaimException e) {
            throw new InvalidTokenException("a claim of the token has a wrong type");
        }
    }

    private JwtConsumer consumer(KeySet keys) {
        Instant now = clock.get();
        JwtConsumerBuilder builder = new JwtConsumerBuilder()
                .setVerificationKeyResolver((signature, nested) -> key(signature, keys.keys()))
                .setJwsAlgorithmConstraints(algorithms)
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                .setAllowedClockSkewInSeconds((int) options.clockSkew().toSeconds());
        if (options.issuers().isEmpty()) {
            builder.setExpectedIssuer(false, (String) null);
        } else {
            builder.setExpectedIssuers(true, options.issuers().toArray(String[]::new));
        }
        if (options.audiences().isEmpty()) {
            builder.setSkipDefaultAudienceValidation();
        } else {
            builder.setExpectedAudience(true, options.audiences().toArray(String[]::new));
        }
        return builder.build();
    }

    private static Key key(JsonWebSignature signature, List<JsonWebKey> keys) throws UnresolvableKeyException {
        try {
            JsonWebKey key = new VerificationJwkSelector().select(signature, keys);
            if (key != null) {
                return key.getKey();
            }
        } catch (JoseException e) {
            throw new UnresolvableKeyException("no key", e);
        }
        throw new UnresolvableKeyException("no key");
    }

    private Identity identity(org.jose4j.jwt.JwtClaims claims) throws MalformedClaimException, InvalidTokenException {
        JwtClaims meaning = options.claims();
        String authid = text(claims, meaning.authid());
        if (authid == null) {
            throw new InvalidTokenException("the token has no claim \"" + meaning.authid() + "\" with an authid");
        }
        String role = text(claims, meaning.role());
        if (role == null) {
            role = meaning.defaultRole().orElse(null);
        }
        if (role == null) {
            throw new InvalidTokenException("the token has no claim \"" + meaning.role() + "\" with a role");
        }
        if (role.equals(Principal.TRUSTED)) {
            // The trusted role may do everything. A token cannot grant it: an issuer may use the same name for
            // something else.
            throw new InvalidTokenException("the token has the role \"" + role + "\" (expected one of the realm)");
        }
        String realm =
                meaning.realm().isPresent() ? text(claims, meaning.realm().get()) : null;
        Map<String, @Nullable Object> extra = new LinkedHashMap<>();
        for (String name : meaning.extra()) {
            if (claims.hasClaim(name)) {
                extra.put(name, claims.getClaimValue(name));
            }
        }
        long expiry = Math.min(claims.getExpirationTime().getValue(), LATEST_EXPIRY);
        return new Identity(
                authid, role, realm, extra, Instant.ofEpochSecond(expiry).plus(options.clockSkew()));
    }

    private static @Nullable String text(org.jose4j.jwt.JwtClaims claims, String name) throws MalformedClaimException {
        String text = claims.getStringClaimValue(name);
        return text == null || text.isEmpty() ? null : text;
    }

    /** Returns what is wrong with a token, without revealing what the router would accept. */
    private static String reason(InvalidJwtException e) {
        if (e.hasErrorCode(ErrorCodes.EXPIRED)) {
            return "the token has expired";
        }
        if (e.hasErrorCode(ErrorCodes.EXPIRATION_MISSING)) {
            return "the token has no expiry (expected a claim \"exp\")";
        }
        if (e.hasErrorCode(ErrorCodes.NOT_YET_VALID) || e.hasErrorCode(ErrorCodes.ISSUED_AT_INVALID_FUTURE)) {
            return "the token is not valid yet";
        }
        if (e.hasErrorCode(ErrorCodes.ISSUER_MISSING) || e.hasErrorCode(ErrorCodes.ISSUER_INVALID)) {
            return "the issuer of the token is not accepted";
        }
        if (e.hasErrorCode(ErrorCodes.AUDIENCE_MISSING) || e.hasErrorCode(ErrorCodes.AUDIENCE_INVALID)) {
            return "the token is for another audience";
        }
        return "the token is invalid";
    }

    /** Returns a key set with the shared secret as its only key. */
    static KeySet secret(JwtKeys.Secret secret) {
        return KeySet.of(new org.jose4j.jwk.OctetSequenceJsonWebKey(
                new org.jose4j.keys.HmacKey(secret.secret().getBytes(StandardCharsets.UTF_8))));
    }

    /**
     * The identity that a valid token gives its client.
     *
     * @param realm the realm to join, or null for the requested one
     * @param until when the session ends
     */
    record Identity(
            String authid, String role, @Nullable String realm, Map<String, @Nullable Object> extra, Instant until) {}
}
