package io.aerostat.jwt;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Makes keys and tokens for tests. */
final class Tokens {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String SECRET = "a secret of at least thirty-two bytes";

    static final PublicJsonWebKey RSA = named("rsa-1", () -> RsaJwkGenerator.generateJwk(2048));
    static final PublicJsonWebKey EC = named("ec-1", () -> EcJwkGenerator.generateJwk(EllipticCurves.P256));
    static final PublicJsonWebKey ED =
            named("ed-1", () -> OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519));
    static final PublicJsonWebKey STRANGER = named("ec-9", () -> EcJwkGenerator.generateJwk(EllipticCurves.P256));

    private Tokens() {}

    @FunctionalInterface
    private interface Generator {
        PublicJsonWebKey generate() throws JoseException;
    }

    private static PublicJsonWebKey named(String id, Generator generator) {
        try {
            PublicJsonWebKey key = generator.generate();
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a key set with the public halves of these keys. */
    static String keySet(PublicJsonWebKey... keys) {
        return new JsonWebKeySet(keys).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    /** Returns claims that the default options accept. */
    static org.jose4j.jwt.JwtClaims claims(Instant now) {
        org.jose4j.jwt.JwtClaims claims = new org.jose4j.jwt.JwtClaims();
        claims.setSubject("joe");
        claims.setStringClaim("role", "user");
        claims.setClaim("exp", now.plus(Duration.ofMinutes(5)).getEpochSecond());
        return claims;
    }

    static String sign(PublicJsonWebKey key, String algorithm, Consumer<org.jose4j.jwt.JwtClaims> change) {
        org.jose4j.jwt.JwtClaims claims = claims(NOW);
        change.accept(claims);
        return sign(key.getPrivateKey(), key.getKeyId(), algorithm, claims.toJson());
    }

    static String signWithSecret(Consumer<org.jose4j.jwt.JwtClaims> change) {
        org.jose4j.jwt.JwtClaims claims = claims(NOW);
        change.accept(claims);
        return sign(hmac(SECRET), null, "HS256", claims.toJson());
    }

    static Key hmac(String secret) {
        return new HmacKey(secret.getBytes(StandardCharsets.UTF_8));
    }

    static String sign(Key key, String id, String algorithm, String payload) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(payload);
        signature.setKey(key);
        signature.setAlgorithmHeaderValue(algorithm);
        if (id != null) {
            signature.setKeyIdHeaderValue(id);
        }
        signature.setDoKeyValidation(false);
        signature.setAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.NO_CONSTRAINTS);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, PublicJsonWebKey> byAlgorithm() {
        return Map.of("RS256", RSA, "ES256", EC, "EdDSA", ED);
    }
}
