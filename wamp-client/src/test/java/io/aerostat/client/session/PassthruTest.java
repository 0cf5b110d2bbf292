package io.aerostat.client.session;

import static io.aerostat.client.TestRuntime.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.TestRuntime;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.RequestRejected;
import io.aerostat.client.error.UnreadablePayload;
import io.aerostat.client.fake.FakeRouter;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.Reply;
import io.aerostat.client.session.life.Joining;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.passthru.EncryptingCodec;
import io.aerostat.protocol.passthru.PassthruKey;
import io.aerostat.protocol.passthru.PatternKeyRing;
import io.aerostat.protocol.passthru.PayloadCipher;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.uri.MatchPolicy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two clients exchange payloads that the router cannot read (PPT-7, PPT-12). */
class PassthruTest {
    private final FakeRouter router = new FakeRouter();
    private final TestRuntime runtime = new TestRuntime();

    @AfterEach
    void close() {
        runtime.close();
        router.close();
    }

    private Session join(String keyId, int secret) {
        byte[] bytes = new byte[PayloadCipher.KEY_SIZE];
        bytes[0] = (byte) secret;
        EncryptingCodec codec = new EncryptingCodec(PatternKeyRing.builder()
                .send(MatchPolicy.PREFIX, "com.secret.", new PassthruKey(keyId, PayloadCipher.values()[0], bytes))
                .build());
        return Joining.join(
                        runtime.connector(router),
                        () -> CompletableFuture.completedStage(JoinRequest.of("realm1")),
                        runtime.settings().codec(codec))
                .await(DEADLINE);
    }

    private static boolean shows(Payload payload, String text) {
        return new String(payload.toByteArray(), StandardCharsets.ISO_8859_1).contains(text);
    }

    @Test
    @Conformance({"PPT-1", "PPT-7", "PPT-12"})
    void callsResultsErrorsAndEventsAreHidden() {
        Session callee = join("k1", 1);
        Session caller = join("k1", 1);
        callee.register("com.secret.echo", i -> Reply.of(i.args().toArray()).kwargs(i.kwargs()))
                .await(DEADLINE);
        callee.register("com.secret.fail", i -> {
                    throw new ApplicationError("com.no", "hidden reason");
                })
                .await(DEADLINE);
        List<Object> events = new CopyOnWriteArrayList<>();
        callee.subscribe("com.secret.t", e -> events.add(e.args())).await(DEADLINE);

        assertThat(caller.call(Call.of("com.secret.echo").args("attack").kwarg("at", "dawn"))
                        .await(DEADLINE)
                        .kwargs())
                .isEqualTo(Map.of("at", "dawn"));
        assertThatThrownBy(() -> caller.call("com.secret.fail").await(DEADLINE))
                .isInstanceOfSatisfying(
                        ApplicationError.class, e -> assertThat(e.args()).containsExactly("hidden reason"));
        caller.publishAcknowledged("com.secret.t", "moves").await(DEADLINE);
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(events).containsExactly(List.of("moves")));

        assertThat(router.peer(1).received(io.aerostat.protocol.message.Call.class))
                .allSatisfy(call -> assertThat(shows(call.payload(), "attack")).isFalse());
        assertThat(router.peer(1).received(Publish.class))
                .allSatisfy(p -> assertThat(p.options().passthru().isUsed()).isTrue());
        assertThat(router.peer(0).received(Yield.class))
                .allSatisfy(y -> assertThat(shows(y.payload(), "dawn")).isFalse());
        assertThat(router.peer(0).received(ErrorMessage.class))
                .allSatisfy(e -> assertThat(shows(e.payload(), "hidden reason")).isFalse());
    }

    @Test
    void otherUrisAreSentPlainly() {
        Session session = join("k1", 1);
        session.register("com.open", i -> i.arg(0, String.class)).await(DEADLINE);

        assertThat(session.call("com.open", "plain").as(String.class).await(DEADLINE))
                .isEqualTo("plain");
        assertThat(shows(router.peer(0).received(Yield.class).get(0).payload(), "plain"))
                .isTrue();
    }

    @Test
    @Conformance("PPT-9")
    void anUndecryptableCallIsAnInvalidArgument() {
        Session callee = join("k2", 2);
        Session plain = runtime.join(router);
        Session caller = join("k1", 1);
        List<Object> invoked = new CopyOnWriteArrayList<>();
        callee.register("com.secret.a", i -> invoked.add("a")).await(DEADLINE);
        plain.register("com.secret.b", i -> invoked.add("b")).await(DEADLINE);

        for (String procedure : List.of("com.secret.a", "com.secret.b")) {
            assertThatThrownBy(() -> caller.call(procedure, "x").await(DEADLINE))
                    .isInstanceOfSatisfying(
                            ApplicationError.class, e -> assertThat(e.uri()).isEqualTo(ErrorUris.INVALID_ARGUMENT));
        }
        assertThat(invoked).isEmpty();
    }

    @Test
    void aResultThatCannotBeOpenedFailsTheCall() {
        Session callee = join("k1", 1);
        Session caller = runtime.join(router);
        callee.register("com.secret.p", i -> "hidden").await(DEADLINE);

        assertThatThrownBy(() -> caller.call("com.secret.p").await(DEADLINE)).isInstanceOf(UnreadablePayload.class);
    }

    @Test
    @Conformance("PPT-6")
    void anEventThatCannotBeOpenedIsDropped() {
        Session publisher = join("k1", 1);
        Session plain = runtime.join(router);
        List<Object> events = new CopyOnWriteArrayList<>();
        plain.subscribe("com.secret.t", e -> events.add(e.args())).await(DEADLINE);
        plain.subscribe("com.open.t", e -> events.add(e.args())).await(DEADLINE);
        publisher.publish("com.secret.t", "hidden").await(DEADLINE);
        publisher.publish(Publication.of("com.open.t").args("open")).await(DEADLINE);

        await().atMost(DEADLINE).untilAsserted(() -> assertThat(events).containsExactly(List.of("open")));
        assertThat(plain.isJoined()).isTrue();
    }

    @Test
    @Conformance("PV-10")
    void nothingSecretIsSentToARouterThatCannotPassItThrough() {
        router.announce(Roles.NONE);
        Session session = join("k1", 1);

        assertThatThrownBy(() -> session.call("com.secret.p", "hidden").await(DEADLINE))
                .isInstanceOf(RequestRejected.class);
        assertThatThrownBy(() -> session.publish("com.secret.t", "hidden").await(DEADLINE))
                .isInstanceOf(RequestRejected.class);
        assertThat(router.peer(0).received).hasSize(1);
    }
}
