package io.aerostat.client.auth;

import io.aerostat.client.error.JoinRefused;
import io.aerostat.protocol.authentication.ChannelBindings;
import io.aerostat.protocol.authentication.scram.ScramClient;
import io.aerostat.protocol.authentication.scram.ScramDialect;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.error.MissingLibrary;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.protocol.message.Challenge;
import io.aerostat.protocol.option.WelcomeDetails;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** WAMP-SCRAM: both sides prove that they know the password, and neither sends it (SCR-1 to SCR-15). */
final class ScramAuthentication implements Authentication {
    private final ScramDialect dialect;
    private final String authid;
    private final String password;
    private final ChannelBound bound;

    /** @param bound whether the proof is bound to the connection (SCR-14) */
    ScramAuthentication(ScramDialect dialect, String authid, String password, ChannelBound bound) {
        this.dialect = dialect;
        this.authid = authid;
        this.password = password;
        this.bound = bound;
        new ScramClient(authid, password, null); // throws an exception now if SASLprep prohibits a character
    }

    ScramAuthentication bound(ChannelBound to) {
        return new ScramAuthentication(dialect, authid, password, to);
    }

    @Override
    public String method() {
        return dialect.method();
    }

    @Override
    public Optional<String> authid() {
        return Optional.of(authid);
    }

    @Override
    public AuthenticationAttempt begin() {
        return begin(ChannelBindings.NONE);
    }

    @Override
    public AuthenticationAttempt begin(ChannelBindings connection) {
        return new Attempt(new ScramClient(authid, password, bound.of(connection), dialect));
    }

    /** Leaves out the password. */
    @Override
    public String toString() {
        return "Authentication[" + method() + "]";
    }

    private record Attempt(ScramClient client) implements AuthenticationAttempt {
        @Override
        public Map<String, @Nullable Object> helloExtra() {
            return client.authextra();
        }

        @Override
        public CompletionStage<ChallengeAnswer> answer(Challenge challenge) {
            try {
                Authenticate answer = client.answer(challenge.extra());
                return CompletableFuture.completedStage(new ChallengeAnswer(answer.signature(), answer.extra()));
            } catch (ProtocolViolation e) {
                // SCR-4: the nonce does not begin with the client's nonce, or the cost is too low to protect the
                // password, or so high that it may be an attack.
                return CompletableFuture.failedStage(
                        new JoinRefused(ErrorUris.PROTOCOL_VIOLATION, String.valueOf(e.getMessage())));
            } catch (MissingLibrary e) {
                return CompletableFuture.failedStage(
                        new JoinRefused(ErrorUris.AUTHENTICATION_DENIED, String.valueOf(e.getMessage())));
            }
        }

        @Override
        public void verify(WelcomeDetails welcome) {
            if (!client.isVerified(welcome.authextra())) {
                throw new JoinRefused(
                        ErrorUris.AUTHENTICATION_DENIED,
                        "the router has not proved that it knows the credential"); // SCR-7
            }
        }
    }
}
