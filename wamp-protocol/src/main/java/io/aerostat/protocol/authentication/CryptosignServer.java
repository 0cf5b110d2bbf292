package io.aerostat.protocol.authentication;

import io.aerostat.protocol.authentication.crypto.Nonces;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.option.OptionReader;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The router's side of one cryptosign authentication. Call {@link #challenge} and then {@link #check} (CRY-1 to
 * CRY-12). The caller decides which public keys are accepted (CRY-6). Used by one thread at a time.
 */
public final class CryptosignServer {
    private final String publicKey;
    private final @Nullable ChannelBinding binding;
    private final byte[] clientChallenge;
    private final byte[] challenge;

    private CryptosignServer(
            String publicKey, @Nullable ChannelBinding binding, byte[] clientChallenge, byte[] challenge) {
        this.publicKey = publicKey;
        this.binding = binding;
        this.clientChallenge = clientChallenge;
        this.challenge = challenge;
    }

    /**
     * Begins an authentication with the details of HELLO.
     *
     * @param binding the binding of this end of the connection, or null to continue without one (CRY-7)
     * @throws ProtocolViolation if there is no public key, or if the client's challenge is malformed
     */
    public static CryptosignServer begin(Map<String, ?> authextra, @Nullable ChannelBinding binding)
            throws ProtocolViolation {
        return begin(authextra, binding, Nonces.bytes(Cryptosign.CHALLENGE_SIZE));
    }

    static CryptosignServer begin(Map<String, ?> authextra, @Nullable ChannelBinding binding, byte[] challenge)
            throws ProtocolViolation {
        OptionReader extra = new OptionReader("HELLO.Details.authextra", authextra);
        String publicKey = extra.text("pubkey");
        String normalized =
                publicKey == null ? null : Cryptosign.publicKey(publicKey).orElse(null);
        if (normalized == null) {
            throw ProtocolViolation.of("HELLO.Details.authextra.pubkey", "none", "64 hexadecimal digits");
        }
        String clientChallenge = extra.text("challenge");
        byte[] bytes =
                clientChallenge == null ? new byte[0] : Cryptosign.hex(clientChallenge, Cryptosign.CHALLENGE_SIZE);
        if (bytes == null) {
            throw ProtocolViolation.of("HELLO.Details.authextra.challenge", "another", "64 hexadecimal digits");
        }
        return new CryptosignServer(normalized, binding, bytes, challenge);
    }

    /** Returns the channel binding type that HELLO requests, or empty. */
    public static Optional<String> requestedBinding(Map<String, ?> authextra) throws ProtocolViolation {
        return Optional.ofNullable(new OptionReader("HELLO.Details.authextra", authextra).text("channel_binding"));
    }

    /** Returns the public key that the client claims to have, in lower case. */
    public String publicKey() {
        return publicKey;
    }

    /**
     * Returns the {@code extra} of CHALLENGE (CRY-3).
     *
     * @param routerKey the key with which the router answers a challenge of the client, or null if the router has none
     *     (CRY-9)
     */
    public Map<String, @Nullable Object> challenge(@Nullable CryptosignKey routerKey) {
        Map<String, @Nullable Object> extra = new LinkedHashMap<>();
        extra.put("challenge", HexFormat.of().formatHex(challenge));
        extra.put("channel_binding", binding == null ? null : binding.type());
        if (routerKey != null && clientChallenge.length > 0) {
            extra.put("pubkey", routerKey.publicKey());
            extra.put("signature", Cryptosign.sign(routerKey, clientChallenge, binding));
        }
        return extra;
    }

    /**
     * Returns the fault of the client's signature, or empty if it is valid (CRY-5). Takes about a tenth of a
     * millisecond.
     */
    public Optional<String> check(String signature) {
        return Cryptosign.check(publicKey, challenge, binding, signature);
    }
}
