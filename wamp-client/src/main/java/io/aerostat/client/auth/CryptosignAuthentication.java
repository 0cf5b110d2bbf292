package io.aerostat.client.auth;

import io.aerostat.client.error.JoinRefused;
import io.aerostat.protocol.authentication.ChannelBinding;
import io.aerostat.protocol.authentication.ChannelBindings;
import io.aerostat.protocol.authentication.Cryptosign;
import io.aerostat.protocol.authentication.CryptosignClient;
import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Challenge;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * WAMP-cryptosign: an Ed25519 key signs the router's challenge, and the router may have to sign a challenge of the
 * client, too (CRY-1 to CRY-12).
 *
 * @param routerKey the public key that the router must prove to own (CRY-9)
 * @param bound whether the proof is bound to the connection (CRY-7)
 */
record CryptosignAuthentication(
        Optional<String> authid, CryptosignKey key, Optional<String> routerKey, ChannelBound bound)
        implements Authentication {
    CryptosignAuthentication {
        new CryptosignClient(key, null, routerKey.orElse(null)); // throws an exception now if the text is not a key
    }

    @Override
    public String method() {
        return Cryptosign.METHOD;
    }

    @Override
    public AuthenticationAttempt begin() {
        return begin(ChannelBindings.NONE);
    }

    @Override
    public AuthenticationAttempt begin(ChannelBindings connection) {
        ChannelBinding binding = bound.of(connection);
        String expected = routerKey.orElse(null);
        return new Attempt(
                binding == null || bound.required()
                        ? new CryptosignClient(key, binding, expected)
                        : CryptosignClient.bindingIfPossible(key, binding, expected));
    }

    @Override
    public String toString() {
        return "Authentication[" + Cryptosign.METHOD + ", " + key.publicKey() + "]";
    }

    private record Attempt(CryptosignClient client) implements AuthenticationAttempt {
        @Override
        public Map<String, @Nullable Object> helloExtra() {
            return client.authextra();
        }

        @Override
        public CompletionStage<ChallengeAnswer> answer(Challenge challenge) {
            try {
                return CompletableFuture.completedStage(ChallengeAnswer.of(client.answer(challenge.extra())));
            } catch (ProtocolViolation e) {
                return CompletableFuture.failedStage(
                        new JoinRefused(ErrorUris.PROTOCOL_VIOLATION, String.valueOf(e.getMessage())));
            }
        }
    }
}
