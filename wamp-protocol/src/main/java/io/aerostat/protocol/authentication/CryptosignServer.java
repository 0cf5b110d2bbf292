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
 * The router's side of one cryptosign authentication: {@link #challenge}, then {@link #check} (CRY-1 to CRY-12). Which public keys may
 * authenticate is the caller's concern (CRY-6). One thread at a time.
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
     * Begins with what HELLO said.
     *
     * @param binding what this end knows of the connection, or null to go on without (CRY-7)
     * @throws ProtocolViolation if there is no public key, or a client challenge that is none
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

    /** The channel binding type that a HELLO asks for, if any. */
    public static Optional<String> requestedBinding(Map<String, ?> authextra) throws ProtocolViolation {
        return Optional.ofNullable(new OptionReader("HELLO.Details.authextra", authextra).text("channel_binding"));
    }

    /** The key that the client says is its own; in its one spelling. */
    public String publicKey() {
        return publicKey;
    }

    /**
     * The {@code extra} of CHALLENGE (CRY-3).
     *
     * @param routerKey with which the router answers a challenge of the client, if it has one (CRY-9)
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

    /** What is wrong with the client's signature, or nothing (CRY-5). About a tenth of a millisecond of work. */
    public Optional<String> check(String signature) {
        return Cryptosign.check(publicKey, challenge, binding, signature);
    }
}
