package io.aerostat.protocol.authentication;

import io.aerostat.protocol.authentication.crypto.Nonces;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.option.OptionReader;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of one cryptosign authentication. Call {@link #authextra} and then {@link #answer} (CRY-1 to
 * CRY-12). Used by one thread at a time.
 */
public final class CryptosignClient {
    private final CryptosignKey key;
    private final @Nullable ChannelBinding binding;
    private final boolean bindingRequired;
    private final @Nullable String routerKey;
    private final byte[] challenge;

    /**
     * Creates a client.
     *
     * @param binding the binding of the connection, if the client requires one (CRY-7); otherwise null
     * @param routerKey the public key whose private key the router must prove to have, or null to ask for no proof
     *     (CRY-9)
     */
    public CryptosignClient(CryptosignKey key, @Nullable ChannelBinding binding, @Nullable String routerKey) {
        this(key, binding, true, routerKey, Nonces.bytes(Cryptosign.CHALLENGE_SIZE));
    }

    /**
     * Creates a client that asks for a channel binding, but continues without it if the router does not support it
     * (CRY-7).
     */
    public static CryptosignClient bindingIfPossible(
            CryptosignKey key, ChannelBinding binding, @Nullable String routerKey) {
        return new CryptosignClient(key, binding, false, routerKey, Nonces.bytes(Cryptosign.CHALLENGE_SIZE));
    }

    CryptosignClient(
            CryptosignKey key, @Nullable ChannelBinding binding, @Nullable String routerKey, byte[] challenge) {
        this(key, binding, true, routerKey, challenge);
    }

    private CryptosignClient(
            CryptosignKey key,
            @Nullable ChannelBinding binding,
            boolean bindingRequired,
            @Nullable String routerKey,
            byte[] challenge) {
        this.key = key;
        this.binding = binding;
        this.bindingRequired = bindingRequired;
        this.routerKey = routerKey == null
                ? null
                : Cryptosign.publicKey(routerKey)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "found \"" + routerKey + "\" as key of the router (expected 64 hexadecimal digits)"));
        this.challenge = challenge;
    }

    /** Returns the {@code authextra} of HELLO. */
    public Map<String, @Nullable Object> authextra() {
        Map<String, @Nullable Object> authextra = new LinkedHashMap<>();
        authextra.put("pubkey", key.publicKey());
        if (binding != null) {
            authextra.put("channel_binding", binding.type());
        }
        if (routerKey != null) {
            authextra.put("challenge", HexFormat.of().formatHex(challenge));
        }
        return authextra;
    }

    /**
     * Returns the signature for AUTHENTICATE.
     *
     * @throws ProtocolViolation if the challenge is malformed or lacks the requested channel binding, or if the router
     *     does not prove that it has the required private key
     */
    public String answer(Map<String, ?> challengeExtra) throws ProtocolViolation {
        OptionReader extra = new OptionReader("CHALLENGE.Extra", challengeExtra);
        String expected = binding == null ? null : binding.type();
        String found = extra.text("channel_binding");
        if (!Objects.equals(expected, found) && (bindingRequired || found != null)) {
            throw ProtocolViolation.of(
                    "CHALLENGE.Extra.channel_binding", String.valueOf(found), String.valueOf(expected));
        }
        ChannelBinding agreed = found == null ? null : binding;
        if (routerKey != null) {
            checkRouter(extra, routerKey, agreed);
        }
        String text = extra.text("challenge");
        byte[] bytes = text == null ? null : Cryptosign.hex(text, Cryptosign.CHALLENGE_SIZE);
        if (bytes == null) {
            throw ProtocolViolation.of("CHALLENGE.Extra.challenge", "another", "64 hexadecimal digits");
        }
        return Cryptosign.sign(key, bytes, agreed);
    }

    private void checkRouter(OptionReader extra, String expectedKey, @Nullable ChannelBinding agreed)
            throws ProtocolViolation {
        String publicKey = extra.text("pubkey");
        String signature = extra.text("signature");
        if (publicKey == null || signature == null) {
            throw ProtocolViolation.of(
                    "CHALLENGE.Extra", "no pubkey or signature", "both, as the router was challenged");
        }
        if (!Cryptosign.publicKey(publicKey).equals(Optional.of(expectedKey))) {
            throw ProtocolViolation.of("CHALLENGE.Extra.pubkey", "another key", expectedKey);
        }
        Optional<String> failure = Cryptosign.check(expectedKey, challenge, agreed, signature);
        if (failure.isPresent()) {
            throw new ProtocolViolation("CHALLENGE.Extra." + failure.get());
        }
    }
}
