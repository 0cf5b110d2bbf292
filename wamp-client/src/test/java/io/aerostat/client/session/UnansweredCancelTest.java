package io.aerostat.client.session;

import static io.aerostat.client.TestRuntime.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.TestRuntime;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.RequestRejected;
import io.aerostat.client.fake.FakeRouter;
import io.aerostat.client.rpc.CallHandle;
import io.aerostat.client.session.exchange.ClientSessionOptions;
import io.aerostat.client.session.life.Joining;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.ResultDetails;
import io.aerostat.protocol.payload.Payload;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests calls at a router that does not answer CANCEL, such as Crossbar.io with mode {@code skip}. */
class UnansweredCancelTest {
    private final FakeRouter router = new FakeRouter();
    private final TestRuntime runtime = new TestRuntime();

    @BeforeEach
    void answerNoCalls() {
        router.intercept((peer, message) -> message instanceof Call || message instanceof Cancel);
    }

    @AfterEach
    void close() {
        runtime.close();
        router.close();
    }

    /** Joins with a limit of one call in flight. */
    private Session join(Duration answerTimeout) {
        ClientSessionOptions defaults = runtime.settings();
        ClientSessionOptions options = new ClientSessionOptions(
                defaults.executor(),
                defaults.timer(),
                defaults.mapper(),
                defaults.errors(),
                defaults.handshakeTimeout(),
                answerTimeout,
                1,
                defaults.maxQueued(),
                defaults.agent(),
                defaults.codec(),
                defaults.ticketsInClear(),
                defaults.tracing());
        return Joining.join(
                        runtime.connector(router),
                        () -> CompletableFuture.completedStage(JoinRequest.of("realm1")),
                        options)
                .await(DEADLINE);
    }

    private void awaitReceived(Class<? extends WampMessage> type, int count) {
        await().atMost(DEADLINE).until(() -> router.lastPeer().received(type).size() == count);
    }

    @ParameterizedTest
    @EnumSource(
            value = CancelMode.class,
            names = {"SKIP", "KILLNOWAIT"})
    void theCallEndsAsCanceled(CancelMode mode) {
        Session session = join(Duration.ofMillis(50));
        CallHandle call = session.call("com.slow");

        call.cancel(mode);

        assertThatThrownBy(() -> call.await(DEADLINE)).isInstanceOfSatisfying(ApplicationError.class, error -> {
            assertThat(error.uri()).isEqualTo(ErrorUris.CANCELED);
            assertThat(error.args()).containsExactly("the router has not answered CANCEL");
        });
        session.call("com.next"); // There is room for another call.
        awaitReceived(Call.class, 2);
    }

    /** Routers such as serverwamp and fox-wamp support no canceling. */
    @Test
    void withoutTheFeatureTheClientEndsTheCallItself() {
        router.announce(Roles.NONE);
        Session session = join(DEADLINE);
        CallHandle call = session.call("com.slow");

        call.cancel(CancelMode.SKIP);

        assertThatThrownBy(() -> call.await(DEADLINE))
                .isInstanceOfSatisfying(
                        ApplicationError.class, error -> assertThat(error.uri()).isEqualTo(ErrorUris.CANCELED));
        session.call("com.next");
        awaitReceived(Call.class, 2);
        assertThat(router.lastPeer().received(Cancel.class)).isEmpty();
    }

    @Test
    void aCallOfModeKillWaitsForTheCallee() {
        Session session = join(Duration.ofMillis(1));
        CallHandle call = session.call("com.slow");

        call.cancel(CancelMode.KILL);
        awaitReceived(Cancel.class, 1);
        CallHandle refused = session.call("com.next");

        assertThatThrownBy(() -> refused.await(DEADLINE)).isInstanceOf(RequestRejected.class);
        long request = router.lastPeer().received(Call.class).get(0).request();
        router.lastPeer().deliver(new Result(request, new ResultDetails(false, Passthru.NONE), Payload.EMPTY));
        assertThat(call.await(DEADLINE).args()).isEmpty();
    }

    @Test
    void aCanceledFutureMakesRoomForTheNextCallAtOnce() {
        Session session = join(DEADLINE);
        CallHandle call = session.call("com.slow");
        awaitReceived(Call.class, 1);

        assertThat(call.cancel(true)).isTrue();
        session.call("com.next");

        awaitReceived(Call.class, 2);
        assertThat(router.lastPeer().received(Cancel.class)).hasSize(1);
    }
}
