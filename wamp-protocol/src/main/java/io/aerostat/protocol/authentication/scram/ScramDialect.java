package io.aerostat.protocol.authentication.scram;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.aerostat.protocol.authentication.ChannelBinding;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two dialects of SCRAM that WAMP peers use. The name of the authentication method distinguishes them (SCR-15). */
public enum ScramDialect {
    /** {@code wamp-scram}, the dialect of the specification. */
    SPECIFICATION(Scram.METHOD) {
        @Override
        String kdf(ScramKdf kdf) {
            return kdf.wire();
        }

        @Override
        List<String> authMessages(
                String authid,
                String clientNonce,
                String nonce,
                String salt,
                int iterations,
                @Nullable ChannelBinding binding) {
            return List.of(ScramAuthMessage.of(authid, clientNonce, nonce, salt, iterations, binding));
        }

        @Override
        byte[] derive(ScramCost cost, String password, byte[] salt) {
            return cost.derive(password, salt);
        }

        @Override
        boolean continues(String nonce, String clientNonce) {
            return nonce.startsWith(clientNonce);
        }
    },
    /**
     * {@code scram}, the dialect of Crossbar.io and Autobahn|Python: {@code argon2id-13}, no binding header, unprepared
     * authids, the Argon2 key as unpadded base64 text, and an AUTHENTICATE without the nonce.
     */
    CROSSBAR(Scram.OTHER_METHOD) {
        @Override
        String kdf(ScramKdf kdf) {
            return kdf == ScramKdf.ARGON2ID13 ? "argon2id-13" : kdf.wire();
        }

        @Override
        List<String> authMessages(
                String authid,
                String clientNonce,
                String nonce,
                String salt,
                int iterations,
                @Nullable ChannelBinding binding) {
            List<String> specified = SPECIFICATION.authMessages(authid, clientNonce, nonce, salt, iterations, binding);
            // A channel binding must be part of the signed text; only the specification's text contains the binding.
            return binding != null
                    ? specified
                    : List.of(
                            ScramAuthMessage.ofCrossbar(authid, clientNonce, nonce, salt, iterations),
                            specified.get(0));
        }

        @Override
        byte[] derive(ScramCost cost, String password, byte[] salt) {
            byte[] key = cost.derive(password, salt);
            return cost.kdf() == ScramKdf.ARGON2ID13
                    ? Base64.getEncoder().withoutPadding().encodeToString(key).getBytes(US_ASCII)
                    : key;
        }

        /** Also accepts the nonce of Crossbar.io, which encodes the concatenated bytes of both nonces. */
        @Override
        boolean continues(String nonce, String clientNonce) {
            byte[] whole = Scram.base64(nonce);
            byte[] start = Scram.base64(clientNonce);
            return nonce.startsWith(clientNonce)
                    || (whole != null
                            && start != null
                            && whole.length > start.length
                            && Arrays.equals(whole, 0, start.length, start, 0, start.length));
        }
    };

    private final String method;

    ScramDialect(String method) {
        this.method = method;
    }

    /** Returns the authentication method that uses this dialect. */
    public String method() {
        return method;
    }

    /** Returns the name of a key derivation in CHALLENGE. */
    abstract String kdf(ScramKdf kdf);

    /** Returns the texts that a client may have signed. This project's client signs the first text. */
    abstract List<String> authMessages(
            String authid,
            String clientNonce,
            String nonce,
            String salt,
            int iterations,
            @Nullable ChannelBinding binding);

    /** Returns the salted password. Slow: must not be called on an event loop. */
    abstract byte[] derive(ScramCost cost, String password, byte[] salt);

    /** Checks whether a nonce begins with the client's nonce. */
    abstract boolean continues(String nonce, String clientNonce);
}
