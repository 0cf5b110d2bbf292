package io.aerostat.acceptance.endurance;

import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.GOODBYE;
import static io.aerostat.testkit.MessageType.INTERRUPT;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.MessageType.YIELD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.testkit.Framing;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests peers and routers that vanish while calls or events are in flight. */
@Timeout(180)
class LostUnderLoadIT {

    @Test
    void aCallerThatDiesInFlightFreesItsCalleeAndLeavesNothing() throws Exception {
        try (RouterAtWork router = RouterAtWork.start();
                RawPeer callee = Framing.RAW_SOCKET.join(router.port())) {
            callee.register("com.app.slow");
            Map<String, Long> before = router.tables();
            RawPeer caller = Framing.RAW_SOCKET.join(router.port());
            for (int i = 0; i < 100; i++) {
                caller.call("com.app.slow");
            }
            for (int i = 0; i < 100; i++) {
                callee.expect(INVOCATION);
            }

            caller.reset();

            for (int i = 0; i < 100; i++) {
                callee.expect(INTERRUPT); // RPC-8
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> router.tables().equals(before));
            callee.send(YIELD, 1, Map.of(), List.of()); // A late answer harms no session (P2).
            callee.call("wamp.session.count");
            callee.expect(RESULT);
        }
    }

    @Test
    void theCallersOfALostCalleeGetErrorsAtOnce() throws Exception {
        try (RouterAtWork router = RouterAtWork.start();
                RawPeer caller = Framing.RAW_SOCKET.join(router.port())) {
            Map<String, Long> before = router.tables();
            RawPeer callee = Framing.RAW_SOCKET.join(router.port());
            callee.register("com.app.slow");
            for (int i = 0; i < 100; i++) {
                caller.call("com.app.slow");
                callee.expect(INVOCATION);
            }

            callee.reset();

            for (int i = 0; i < 100; i++) {
                assertThat(caller.expect(ERROR).text(4)).isEqualTo("wamp.error.canceled"); // RPC-9
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> router.tables().equals(before));
            try (RawPeer next = Framing.RAW_SOCKET.join(router.port())) {
                next.register("com.app.slow");
            }
        }
    }

    @Test
    void sigtermUnderLoadAnswersOrTakesLeave() throws Exception {
        try (RouterAtWork router = RouterAtWork.start()) {
            List<CompletableFuture<Message>> load = load(router);

            router.process().terminate();

            for (CompletableFuture<Message> last : load) {
                Message word = last.get(30, TimeUnit.SECONDS);
                assertThat(word).as("the last message").isNotNull();
                assertThat(word.type()).isEqualTo(GOODBYE);
                assertThat(word.text(2)).isEqualTo("wamp.close.system_shutdown");
            }
            assertThat(router.process().awaitExit(Duration.ofSeconds(60))).isZero();
        }
    }

    @Test
    void aKilledRouterUnderLoadLeavesNoClientWaitingAndItsPlaceFree() throws Exception {
        RouterAtWork router = RouterAtWork.start();
        try {
            List<CompletableFuture<Message>> load = load(router);

            router.process().kill();

            for (CompletableFuture<Message> last : load) {
                last.get(30, TimeUnit.SECONDS);
            }
            router.restart();
            try (RawPeer peer = Framing.RAW_SOCKET.join(router.port())) {
                peer.register("com.app.again");
            }
        } finally {
            router.close();
        }
    }

    /**
     * Starts pairs of caller and callee that work until they are disconnected. Each future belongs to one peer, and
     * completes with the last message that this peer received, or null if there was none.
     */
    private static List<CompletableFuture<Message>> load(RouterAtWork router) throws Exception {
        List<CompletableFuture<Message>> peers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String procedure = "com.app.echo" + i;
            RawPeer callee = Framing.RAW_SOCKET.join(router.port());
            RawPeer caller = Framing.RAW_SOCKET.join(router.port());
            callee.register(procedure);
            CompletableFuture<Void> answered = new CompletableFuture<>();
            peers.add(run(callee, message -> {
                if (message.type() == INVOCATION) {
                    callee.yield(message, 1);
                }
            }));
            caller.call(procedure);
            peers.add(run(caller, message -> {
                if (message.type() == RESULT) {
                    answered.complete(null);
                    caller.call(procedure);
                }
            }));
            answered.get(30, TimeUnit.SECONDS);
        }
        return peers;
    }

    private interface Work {
        void on(Message message);
    }

    private static CompletableFuture<Message> run(RawPeer peer, Work work) {
        CompletableFuture<Message> last = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    @Nullable Message message = null;
                    try (peer) {
                        Optional<Message> next = peer.receiveUnlessEnded();
                        while (next.isPresent()) {
                            message = next.get();
                            if (message.type() != GOODBYE) {
                                work.on(message);
                            }
                            next = peer.receiveUnlessEnded();
                        }
                        last.complete(message);
                    } catch (RuntimeException | AssertionError e) {
                        last.completeExceptionally(e);
                    }
                },
                "load");
        thread.setDaemon(true);
        thread.start();
        return last;
    }
}
