package io.aerostat.acceptance.endurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Peers and routers that are gone while something is in flight. */
@Timeout(180)
class LostUnderLoadIT {
    private static final int GOODBYE = 6;
    private static final int ERROR = 8;
    private static final int RESULT = 50;
    private static final int INVOCATION = 68;
    private static final int INTERRUPT = 69;

    @Test
    void aCallerThatDiesInFlightFreesItsCalleeAndLeavesNothing() throws Exception {
        try (RouterAtWork router = RouterAtWork.start();
                SocketPeer callee = SocketPeer.join(router.port())) {
            callee.register("com.app.slow");
            Map<String, Long> before = router.tables();
            SocketPeer caller = SocketPeer.join(router.port());
            for (int i = 0; i < 100; i++) {
                caller.send("[48, " + caller.nextRequest() + ", {}, \"com.app.slow\"]");
            }
            for (int i = 0; i < 100; i++) {
                callee.expect(INVOCATION);
            }

            caller.reset();

            for (int i = 0; i < 100; i++) {
                callee.expect(INTERRUPT); // RPC-8
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> router.tables().equals(before));
            callee.send("[70, 1, {}, []]"); // A late answer is nobody's harm (P2).
            callee.send("[48, 1000, {}, \"wamp.session.count\"]");
            callee.expect(RESULT);
        }
    }

    @Test
    void aCalleeThatDiesInFlightIsToldToItsCallersAtOnce() throws Exception {
        try (RouterAtWork router = RouterAtWork.start();
                SocketPeer caller = SocketPeer.join(router.port())) {
            Map<String, Long> before = router.tables();
            SocketPeer callee = SocketPeer.join(router.port());
            callee.register("com.app.slow");
            for (int i = 0; i < 100; i++) {
                caller.send("[48, " + caller.nextRequest() + ", {}, \"com.app.slow\"]");
                callee.expect(INVOCATION);
            }

            callee.reset();

            for (int i = 0; i < 100; i++) {
                assertThat(caller.expect(ERROR).get(4).stringValue()).isEqualTo("wamp.error.canceled"); // RPC-9
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> router.tables().equals(before));
            try (SocketPeer next = SocketPeer.join(router.port())) {
                next.register("com.app.slow");
            }
        }
    }

    @Test
    void sigtermUnderLoadAnswersOrTakesLeave() throws Exception {
        try (RouterAtWork router = RouterAtWork.start()) {
            List<CompletableFuture<JsonNode>> load = load(router);

            router.process().terminate();

            for (CompletableFuture<JsonNode> last : load) {
                JsonNode word = last.get(30, TimeUnit.SECONDS);
                assertThat(word).as("the last message").isNotNull();
                assertThat(word.get(0).asInt()).isEqualTo(GOODBYE);
                assertThat(word.get(2).stringValue()).isEqualTo("wamp.close.system_shutdown");
            }
            assertThat(router.process().awaitExit(Duration.ofSeconds(60))).isZero();
        }
    }

    @Test
    void aKilledRouterUnderLoadLeavesNobodyWaitingAndItsPlaceFree() throws Exception {
        RouterAtWork router = RouterAtWork.start();
        try {
            List<CompletableFuture<JsonNode>> load = load(router);

            router.process().kill();

            for (CompletableFuture<JsonNode> last : load) {
                last.get(30, TimeUnit.SECONDS);
            }
            router.restart();
            try (SocketPeer peer = SocketPeer.join(router.port())) {
                peer.register("com.app.again");
            }
        } finally {
            router.close();
        }
    }

    /** Pairs of caller and callee that do not cease; each completes with the last message that it got, null for none. */
    private static List<CompletableFuture<JsonNode>> load(RouterAtWork router) throws Exception {
        List<CompletableFuture<JsonNode>> peers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String procedure = "com.app.echo" + i;
            SocketPeer callee = SocketPeer.join(router.port());
            SocketPeer caller = SocketPeer.join(router.port());
            callee.register(procedure);
            CompletableFuture<Void> answered = new CompletableFuture<>();
            peers.add(run(callee, message -> {
                if (message.get(0).asInt() == INVOCATION) {
                    callee.send("[70, " + message.get(1).asLong() + ", {}, [1]]");
                }
            }));
            caller.send("[48, " + caller.nextRequest() + ", {}, \"" + procedure + "\"]");
            peers.add(run(caller, message -> {
                if (message.get(0).asInt() == RESULT) {
                    answered.complete(null);
                    caller.send("[48, " + caller.nextRequest() + ", {}, \"" + procedure + "\"]");
                }
            }));
            answered.get(30, TimeUnit.SECONDS);
        }
        return peers;
    }

    private interface Work {
        void on(JsonNode message) throws IOException;
    }

    private static CompletableFuture<JsonNode> run(SocketPeer peer, Work work) {
        CompletableFuture<JsonNode> last = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    @Nullable JsonNode message = null;
                    try (peer) {
                        while (true) {
                            message = peer.receive();
                            if (message.get(0).asInt() != GOODBYE) {
                                work.on(message);
                            }
                        }
                    } catch (IOException e) {
                        last.complete(message);
                    }
                },
                "load");
        thread.setDaemon(true);
        thread.start();
        return last;
    }
}
