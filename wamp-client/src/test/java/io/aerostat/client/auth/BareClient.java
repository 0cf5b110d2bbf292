package io.aerostat.client.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aerostat.client.TestRuntime;
import io.aerostat.client.fake.FakeRouter;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.protocol.authentication.CryptosignServer;
import io.aerostat.protocol.authentication.WampCra;
import io.aerostat.protocol.authentication.crypto.BouncyCastle;
import io.aerostat.protocol.authentication.scram.ScramCost;
import io.aerostat.protocol.authentication.scram.ScramCredential;
import io.aerostat.protocol.authentication.scram.ScramDialect;
import io.aerostat.protocol.authentication.scram.ScramServer;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.protocol.message.Challenge;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.option.WelcomeDetails;
import io.aerostat.protocol.passthru.PassthruKey;
import io.aerostat.protocol.passthru.PayloadCipher;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * A program that uses one feature of the client, and returns the outcome as a text. A separate class loader loads the
 * program.
 */
public final class BareClient implements Function<String, String> {
    private static final String OPENSSH =
            "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n";

    @Override
    public String apply(String feature) {
        try {
            return switch (feature) {
                case "wampcra" -> joined(new CraRouter(), Authentications.wampCra("joe", "secret"));
                case "cryptosign" -> {
                    KeyRouter router = new KeyRouter();
                    yield joined(
                            router,
                            Authentications.cryptosignMutually(CryptosignKey.generate(), router.key.publicKey()));
                }
                case "wamp-scram" -> joined(new ScramRouter(), Authentications.scram("joe", "pencil"));
                case "argon2id13" -> joined(new Argon2Router(), Authentications.scram("joe", "pencil"));
                case "openssh" -> CryptosignKey.ofOpenSsh(OPENSSH).publicKey();
                case "aes256gcm" -> encrypted(PayloadCipher.AES256GCM);
                case "xsalsa20poly1305" -> encrypted(PayloadCipher.XSALSA20POLY1305);
                default -> String.valueOf(BouncyCastle.isPresent());
            };
        } catch (Exception e) {
            Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            return cause.getClass().getSimpleName() + ": " + cause.getMessage();
        }
    }

    private static String encrypted(PayloadCipher cipher) {
        return "a key for "
                + new PassthruKey("k", cipher, new byte[32]).cipher().wire();
    }

    private static String joined(RouterSide side, Authentication authentication) {
        try (TestRuntime runtime = new TestRuntime();
                FakeRouter router = new FakeRouter()) {
            router.intercept((peer, message) -> {
                try {
                    if (message instanceof Hello hello) {
                        peer.deliver(side.challenge(hello));
                        return true;
                    }
                    if (message instanceof Authenticate answer) {
                        peer.deliver(new Welcome(5, side.welcome(answer)));
                        return true;
                    }
                    return false;
                } catch (ProtocolViolation e) {
                    throw new IllegalStateException(e);
                }
            });
            return "joined by "
                    + runtime.joining(router, JoinRequest.of("realm1").authentication(authentication))
                            .await(TestRuntime.DEADLINE)
                            .details()
                            .authmethod();
        }
    }

    /** The router's part in a join. */
    private interface RouterSide {
        Challenge challenge(Hello hello) throws ProtocolViolation;

        /** Checks the proof of the client. */
        WelcomeDetails welcome(Authenticate answer) throws ProtocolViolation;
    }

    private static void check(boolean isProof) {
        if (!isProof) {
            throw new IllegalStateException("the client's proof is wrong");
        }
    }

    private static final class CraRouter implements RouterSide {
        @Override
        public Challenge challenge(Hello hello) {
            return new Challenge(WampCra.METHOD, Map.of("challenge", "{}"));
        }

        @Override
        public WelcomeDetails welcome(Authenticate answer) {
            check(answer.signature().equals(WampCra.sign("{}", "secret")));
            return FakeRouter.welcome(Roles.NONE, WampCra.METHOD);
        }
    }

    private static final class KeyRouter implements RouterSide {
        final CryptosignKey key = CryptosignKey.generate();
        private CryptosignServer server;

        @Override
        public Challenge challenge(Hello hello) throws ProtocolViolation {
            server = CryptosignServer.begin(hello.details().authextra(), null);
            return new Challenge("cryptosign", server.challenge(key));
        }

        @Override
        public WelcomeDetails welcome(Authenticate answer) {
            check(server.check(answer.signature()).isEmpty());
            return FakeRouter.welcome(Roles.NONE, "cryptosign");
        }
    }

    private static final class ScramRouter implements RouterSide {
        private ScramServer server;

        @Override
        public Challenge challenge(Hello hello) throws ProtocolViolation {
            server = ScramServer.begin(
                    ScramDialect.SPECIFICATION,
                    "joe",
                    hello.details().authextra(),
                    ScramCredential.create("pencil", ScramCost.pbkdf2(4096)),
                    null);
            return new Challenge("wamp-scram", server.challenge());
        }

        @Override
        public WelcomeDetails welcome(Authenticate answer) throws ProtocolViolation {
            check(server.check(answer).isEmpty());
            return new WelcomeDetails(
                    Roles.NONE,
                    "fake",
                    "realm1",
                    "joe",
                    "user",
                    "wamp-scram",
                    "static",
                    Map.of("verifier", server.verifier()));
        }
    }

    private static final class Argon2Router implements RouterSide {
        @Override
        public Challenge challenge(Hello hello) {
            String nonce = hello.details().authextra().get("nonce") + "AAAA";
            String salt = java.util.Base64.getEncoder().encodeToString("a salt of 16 byt".getBytes(UTF_8));
            return new Challenge(
                    "wamp-scram",
                    Map.of("nonce", nonce, "salt", salt, "kdf", "argon2id13", "iterations", 3L, "memory", 65_536L));
        }

        @Override
        public WelcomeDetails welcome(Authenticate answer) {
            throw new IllegalStateException("the client has answered a challenge that it cannot answer");
        }
    }
}
