package io.aerostat.client.auth;

import static io.aerostat.client.TestRuntime.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.TestRuntime;
import io.aerostat.client.error.ConnectFailed;
import io.aerostat.client.error.JoinRefused;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.fake.FakeRouter;
import io.aerostat.client.fake.ReadableConnection;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.client.session.Session;
import io.aerostat.client.session.exchange.ClientSessionOptions;
import io.aerostat.client.session.life.Joining;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.protocol.authentication.CryptosignServer;
import io.aerostat.protocol.authentication.WampCra;
import io.aerostat.protocol.authentication.scram.ScramCost;
import io.aerostat.protocol.authentication.scram.ScramCredential;
import io.aerostat.protocol.authentication.scram.ScramDialect;
import io.aerostat.protocol.authentication.scram.ScramServer;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.protocol.message.Challenge;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.Registered;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.protocol.option.WelcomeDetails;
import io.aerostat.protocol.payload.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthenticationTest {
    private final FakeRouter router = new FakeRouter();
    private final TestRuntime runtime = new TestRuntime();

    @AfterEach
    void close() {
        runtime.close();
        router.close();
    }

    /** Answers every HELLO with these challenges, one after the other, and sends WELCOME after the last answer. */
    private void challengeWith(Challenge... challenges) {
        List<Challenge> left = new ArrayList<>(List.of(challenges));
        router.intercept((peer, message) -> {
            if (message instanceof Hello || message instanceof Authenticate) {
                if (!left.isEmpty()) {
                    peer.deliver(left.remove(0));
                    return true;
                }
                peer.deliver(new Welcome(peer.session, FakeRouter.welcome(Roles.NONE, challenges[0].authmethod())));
                return true;
            }
            return false;
        });
    }

    private Session join(JoinRequest request) {
        return runtime.joining(router, request).await(DEADLINE);
    }

    private Hello hello() {
        return router.peer(0).received(Hello.class).get(0);
    }

    private Authenticate answer() {
        return router.peer(0).received(Authenticate.class).get(0);
    }

    @Test
    @Conformance("AUT-2")
    void helloListsTheMethodsInTheOrderOfPreference() {
        challengeWith(new Challenge("ticket", Map.of()));
        join(JoinRequest.of("realm1")
                .authentication(Authentications.wampCra("joe", "secret"))
                .authentication(Authentications.ticket("joe", "t-1"))
                .authrole("admin")
                .authextra(Map.of("hint", 1)));

        assertThat(hello().realm()).isEqualTo("realm1");
        assertThat(hello().details().authmethods()).containsExactly("wampcra", "ticket");
        assertThat(hello().details().authid()).isEqualTo("joe");
        assertThat(hello().details().authrole()).isEqualTo("admin");
        assertThat(hello().details().authextra()).containsExactly(Map.entry("hint", 1L));
    }

    private WampFuture<Session> joiningReadably(UnaryOperator<ClientSessionOptions> settings, String method) {
        challengeWith(new Challenge(method, Map.of("challenge", "{}")));
        JoinRequest request = JoinRequest.of("realm1")
                .authentication(Authentications.ticket("joe", "t-1"))
                .authentication(Authentications.wampCra("joe", "secret"))
                .authentication(Authentications.jwt(() -> "token"));
        return Joining.join(
                ReadableConnection.over(runtime.connector(router)),
                () -> CompletableFuture.completedStage(request),
                settings.apply(runtime.settings()));
    }

    @Test
    @Conformance("TIC-3")
    void sendsNoTicketThatOthersCouldRead() {
        assertThatThrownBy(() -> joiningReadably(settings -> settings, "ticket").await(DEADLINE))
                .isInstanceOfSatisfying(JoinRefused.class, refused -> {
                    assertThat(refused.uri()).isEqualTo(ErrorUris.AUTHENTICATION_DENIED);
                    assertThat(refused.isFatal()).isTrue();
                })
                .hasMessageContaining("expected TLS");

        await().atMost(DEADLINE)
                .until(() -> !router.peer(0).received(Abort.class).isEmpty());
        assertThat(router.peer(0).received(Authenticate.class)).isEmpty();
    }

    @Test
    @Conformance("TIC-3")
    void sendsTicketsWithoutTlsIfPermitted() {
        joiningReadably(ClientSessionOptions::allowTicketsInClear, "ticket").await(DEADLINE);

        assertThat(answer().signature()).isEqualTo("t-1");
    }

    @Test
    @Conformance("TIC-3")
    void sendsOtherProofsWithoutTls() {
        joiningReadably(settings -> settings, "wampcra").await(DEADLINE);

        assertThat(router.peer(0).received(Authenticate.class)).hasSize(1);
    }

    @Test
    void sendsATokenThatIsFreshForEachAttempt() {
        challengeWith(new Challenge("jwt", Map.of()));
        AtomicInteger tokens = new AtomicInteger();

        join(JoinRequest.of("realm1").authentication(Authentications.jwt(() -> "token " + tokens.incrementAndGet())));

        assertThat(answer().signature()).isEqualTo("token 1");
        assertThat(answer().extra()).isEmpty();
    }

    @Test
    void sendsNoTokenThatOthersCouldRead() {
        assertThatThrownBy(() -> joiningReadably(settings -> settings, "jwt").await(DEADLINE))
                .isInstanceOf(JoinRefused.class)
                .hasMessageContaining("expected TLS");
    }

    @Test
    @Conformance("TIC-2")
    void sendsATicket() {
        challengeWith(new Challenge("ticket", Map.of("ignored", true)));
        join(JoinRequest.of("realm1").authentication(Authentications.ticket("joe", "t-1")));

        assertThat(answer().signature()).isEqualTo("t-1");
    }

    @Test
    @Conformance("CRA-2")
    void signsAChallengeAsItWasSent() {
        String challenge = "{ \"nonce\" :  \"abc\",\"session\":1 }";
        challengeWith(new Challenge("wampcra", Map.of("challenge", challenge)));
        join(JoinRequest.of("realm1").authentication(Authentications.wampCra("joe", "secret2")));

        assertThat(answer().signature()).isEqualTo(WampCra.sign(challenge, "secret2"));
    }

    @Test
    @Conformance("CRA-4")
    void derivesTheKeyOfASaltedSecret() {
        challengeWith(new Challenge(
                "wampcra", Map.of("challenge", "{}", "salt", "salt123", "iterations", 100L, "keylen", 16L)));
        join(JoinRequest.of("realm1").authentication(Authentications.wampCra("anohni", "secret1")));

        assertThat(answer().signature()).isEqualTo(WampCra.sign("{}", "prq7+YkJ1/KlW1X0YczMHw=="));
    }

    @Test
    @Conformance("CRA-8")
    void refusesCostsThatMeanHarm() {
        challengeWith(new Challenge("wampcra", Map.of("challenge", "{}", "salt", "s", "iterations", 1L << 31)));

        assertThatThrownBy(() -> join(JoinRequest.of("realm1").authentication(Authentications.wampCra("joe", "x"))))
                .isInstanceOf(JoinRefused.class);
        await().atMost(DEADLINE)
                .until(() -> router.peer(0).received(Abort.class).size() == 1);
        assertThat(router.peer(0).received(Authenticate.class)).isEmpty();
    }

    @Test
    @Conformance("AUT-12")
    void abortsWhenAskedForAMethodItDidNotOffer() {
        challengeWith(new Challenge("ticket", Map.of()));

        assertThatThrownBy(() -> join(JoinRequest.of("realm1").authentication(Authentications.wampCra("joe", "x"))))
                .isInstanceOfSatisfying(
                        JoinRefused.class, e -> assertThat(e.uri()).isEqualTo(ErrorUris.NO_MATCHING_AUTH_METHOD));
        await().atMost(DEADLINE)
                .until(() -> router.peer(0).received(Abort.class).size() == 1);
        assertThat(router.peer(0).received(Authenticate.class)).isEmpty();
    }

    @Test
    @Conformance("AUT-8")
    void answersTwoRounds() {
        challengeWith(new Challenge("ticket", Map.of()), new Challenge("ticket", Map.of("second", true)));
        List<Challenge> asked = new CopyOnWriteArrayList<>();
        join(JoinRequest.of("realm1").authentication(Authentications.answeredBy("ticket", challenge -> {
            asked.add(challenge);
            return CompletableFuture.supplyAsync(() -> ChallengeAnswer.of("t" + asked.size()));
        })));

        assertThat(asked).hasSize(2);
        assertThat(router.peer(0).received(Authenticate.class))
                .extracting(Authenticate::signature)
                .containsExactly("t1", "t2");
    }

    @Test
    @Conformance({"CRA-7", "SES-12"})
    void answersOffTheLoopAndAbortsWhenThereIsNone() {
        challengeWith(new Challenge("ticket", Map.of()));

        assertThatThrownBy(() ->
                        join(JoinRequest.of("realm1").authentication(Authentications.answeredBy("ticket", c -> {
                            assertThat(Thread.currentThread().getName()).doesNotContain("loop");
                            throw new IllegalStateException("the vault is sealed");
                        }))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the vault is sealed");
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(router.peer(0).received(Abort.class))
                        .singleElement()
                        .satisfies(abort -> {
                            assertThat(abort.reason()).isEqualTo(ErrorUris.AUTHENTICATION_FAILED);
                            assertThat(abort.details().message()).doesNotContain("vault");
                        }));
    }

    @Test
    @Conformance("SCR-7")
    void abortsWhenTheRouterCannotProveItself() {
        challengeWith(new Challenge("mutual", Map.of()));
        Authentication mutual = new Authentication() {
            @Override
            public String method() {
                return "mutual";
            }

            @Override
            public AuthenticationAttempt begin() {
                return new AuthenticationAttempt() {
                    @Override
                    public Map<String, @Nullable Object> helloExtra() {
                        return Map.of("nonce", "n");
                    }

                    @Override
                    public CompletionStage<ChallengeAnswer> answer(Challenge challenge) {
                        return CompletableFuture.completedStage(ChallengeAnswer.of("x"));
                    }

                    @Override
                    public void verify(WelcomeDetails welcome) {
                        throw new JoinRefused(ErrorUris.AUTHENTICATION_FAILED, "no verifier");
                    }
                };
            }
        };

        assertThatThrownBy(() -> join(JoinRequest.of("realm1").authentication(mutual)))
                .hasMessageContaining("no verifier");
        assertThat(hello().details().authextra()).containsEntry("nonce", "n");
        await().atMost(DEADLINE)
                .until(() -> router.peer(0).received(Abort.class).size() == 1);
    }

    /** Runs SCRAM as a router does. WELCOME contains the correct verifier after {@code verifier} has changed it. */
    private void scramWith(ScramCredential credential, UnaryOperator<String> verifier) {
        scramWith(ScramDialect.SPECIFICATION, credential, verifier);
    }

    private void scramWith(ScramDialect dialect, ScramCredential credential, UnaryOperator<String> verifier) {
        AtomicReference<ScramServer> server = new AtomicReference<>();
        router.intercept((peer, message) -> {
            try {
                if (message instanceof Hello hello) {
                    server.set(ScramServer.begin(
                            dialect,
                            String.valueOf(hello.details().authid()),
                            hello.details().authextra(),
                            credential,
                            null));
                    peer.deliver(new Challenge(dialect.method(), server.get().challenge()));
                    return true;
                }
                if (message instanceof Authenticate answer) {
                    peer.deliver(
                            server.get().check(answer).isPresent()
                                    ? new Abort(CloseDetails.NONE, ErrorUris.AUTHENTICATION_DENIED, Payload.EMPTY)
                                    : new Welcome(
                                            5,
                                            new WelcomeDetails(
                                                    Roles.NONE,
                                                    "fake",
                                                    "realm1",
                                                    "joe",
                                                    "user",
                                                    dialect.method(),
                                                    "static",
                                                    Map.of(
                                                            dialect == ScramDialect.CROSSBAR
                                                                    ? "scram_server_signature"
                                                                    : "verifier",
                                                            verifier.apply(
                                                                    server.get().verifier())))));
                    return true;
                }
            } catch (ProtocolViolation e) {
                throw new IllegalStateException(e);
            }
            return false;
        });
    }

    @Test
    @Conformance({"SCR-1", "SCR-5", "SCR-7"})
    void provesAPasswordAndHasItProved() {
        scramWith(ScramCredential.create("pencil", ScramCost.pbkdf2(4096)), UnaryOperator.identity());

        Session session = join(JoinRequest.of("realm1").authentication(Authentications.scram("joe", "pencil")));

        assertThat(session.details().authid()).isEqualTo("joe");
        assertThat(hello().details().authmethods()).containsExactly("wamp-scram");
    }

    @Test
    @Conformance("SCR-15")
    void provesAPasswordInTheDialectOfCrossbar() {
        ScramCredential credential =
                ScramCredential.create("pencil", ScramCost.argon2id(2, 8192), ScramDialect.CROSSBAR);
        scramWith(ScramDialect.CROSSBAR, credential, UnaryOperator.identity());

        Session session = join(JoinRequest.of("realm1").authentication(Authentications.crossbarScram("joe", "pencil")));

        assertThat(session.details().authid()).isEqualTo("joe");
        assertThat(hello().details().authmethods()).containsExactly("scram");
    }

    @Test
    void aWrongPasswordIsDenied() {
        scramWith(ScramCredential.create("pencil", ScramCost.pbkdf2(4096)), UnaryOperator.identity());

        assertThatThrownBy(() -> join(JoinRequest.of("realm1").authentication(Authentications.scram("joe", "pen"))))
                .isInstanceOfSatisfying(
                        JoinRefused.class, e -> assertThat(e.uri()).isEqualTo(ErrorUris.AUTHENTICATION_DENIED));
    }

    @Test
    @Conformance("SCR-7")
    void leavesARouterThatDoesNotKnowThePassword() {
        scramWith(ScramCredential.create("pencil", ScramCost.pbkdf2(4096)), verifier -> "AAAA" + verifier.substring(4));

        assertThatThrownBy(() -> join(JoinRequest.of("realm1").authentication(Authentications.scram("joe", "pencil"))))
                .isInstanceOf(JoinRefused.class);
        await().atMost(DEADLINE)
                .until(() -> router.peer(0).received(Abort.class).size() == 1);
    }

    @Test
    @Conformance({"CRY-1", "CRY-4", "CRY-9"})
    void signsWithAKey() throws Exception {
        CryptosignKey key = CryptosignKey.generate();
        CryptosignKey routerKey = CryptosignKey.generate();
        AtomicReference<CryptosignServer> server = new AtomicReference<>();
        CompletableFuture<Optional<String>> checked = new CompletableFuture<>();
        router.intercept((peer, message) -> {
            try {
                if (message instanceof Hello hello) {
                    server.set(CryptosignServer.begin(hello.details().authextra(), null));
                    peer.deliver(new Challenge("cryptosign", server.get().challenge(routerKey)));
                    return true;
                }
                if (message instanceof Authenticate answer) {
                    checked.complete(server.get().check(answer.signature()));
                    peer.deliver(new Welcome(5, FakeRouter.welcome(Roles.NONE, "cryptosign")));
                    return true;
                }
            } catch (ProtocolViolation e) {
                throw new IllegalStateException(e);
            }
            return false;
        });

        join(JoinRequest.of("realm1").authentication(Authentications.cryptosignMutually(key, routerKey.publicKey())));

        assertThat(checked.get()).isEmpty();
        assertThat(server.get().publicKey()).isEqualTo(key.publicKey());
        assertThatThrownBy(() -> join(JoinRequest.of("realm1")
                        .authentication(Authentications.cryptosignMutually(
                                key, CryptosignKey.generate().publicKey()))))
                .isInstanceOf(JoinRefused.class);
    }

    @Test
    @Conformance("PV-3")
    void anythingElseBeforeWelcomeIsAProtocolViolation() {
        router.intercept((peer, message) -> {
            if (message instanceof Hello) {
                peer.deliver(new Registered(1, 2));
                return true;
            }
            return false;
        });

        assertThatThrownBy(() -> join(JoinRequest.of("realm1")))
                .isInstanceOfSatisfying(
                        JoinRefused.class, e -> assertThat(e.uri()).isEqualTo(ErrorUris.PROTOCOL_VIOLATION));
        await().atMost(DEADLINE)
                .until(() -> router.peer(0).received(Abort.class).size() == 1);
    }

    @Test
    void doesNotWaitForARouterThatIsSilent() {
        router.intercept((peer, message) -> true);
        ClientSessionOptions impatient = runtime.settings().handshakeTimeout(Duration.ofMillis(50));

        assertThatThrownBy(() -> Joining.join(
                                runtime.connector(router),
                                () -> CompletableFuture.completedStage(JoinRequest.of("realm1")),
                                impatient)
                        .await(DEADLINE))
                .isInstanceOf(ConnectFailed.class)
                .hasMessageContaining("no WELCOME");
        await().atMost(DEADLINE).until(() -> !router.peer(0).isOpen());
    }

    @Test
    void secretsAreInNoText() {
        assertThat(Authentications.ticket("joe", "hidden").toString()).doesNotContain("hidden");
        assertThat(Authentications.wampCra("joe", "hidden").toString()).doesNotContain("hidden");
        assertThat(Authentications.scram("joe", "hidden").toString()).doesNotContain("hidden");
        assertThat(ChallengeAnswer.of("hidden").toString()).doesNotContain("hidden");
        assertThat(JoinRequest.of("r").authextra(Map.of("x", "hidden")).toString())
                .doesNotContain("hidden");
    }
}
