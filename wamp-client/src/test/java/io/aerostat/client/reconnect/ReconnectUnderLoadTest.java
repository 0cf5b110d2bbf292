package io.aerostat.client.reconnect;

import static io.aerostat.client.TestRuntime.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.Client;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.SessionLost;
import io.aerostat.client.fake.FakeRouter;
import io.aerostat.client.fake.FakeServer;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.session.Session;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.payload.Serialization;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tests P8 and P9 together: connections are cut while many threads call. */
class ReconnectUnderLoadTest {
    private static final int THREADS = 8;
    private static final int CUTS = 6;

    @Test
    @Conformance({"P8", "P9"})
    void everyCallEndsWithItsOwnAnswerOrALoss() {
        FakeRouter router = new FakeRouter();
        FakeServer server = FakeServer.webSocket(router, null, Serialization.CBOR);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger lost = new AtomicInteger();
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        Queue<CompletableFuture<?>> calls = new ConcurrentLinkedQueue<>();
        try (Client client = Client.builder()
                .url("ws://127.0.0.1:" + server.port() + "/ws")
                .realm("realm1")
                .reconnect(ReconnectOptions.DEFAULT.delays(Duration.ofMillis(5), Duration.ofMillis(20)))
                .build()) {
            Session session = client.connect().await(DEADLINE);
            session.register(ProcedureOffer.of("com.echo").sideBySide(), i -> i.arg(0, String.class))
                    .await(DEADLINE);
            for (int t = 0; t < THREADS; t++) {
                int thread = t;
                threads.add(new Thread(() -> {
                    for (int n = 0; !stop.get(); n++) {
                        String own = thread + "-" + n;
                        CompletableFuture<?> call = session.call("com.echo", own)
                                .as(String.class)
                                .handle((echo, failure) -> judge(own, echo, failure, answered, lost, wrong));
                        calls.add(call);
                        if (n % 20 == 0) {
                            call.join();
                        }
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (int cut = 0; cut < CUTS; cut++) {
                int before = answered.get();
                await().atMost(DEADLINE).until(() -> answered.get() > before + 200);
                server.channels.forEach(Channel::close);
            }
            int before = answered.get();
            await().atMost(DEADLINE).until(() -> answered.get() > before + 200);
            stop.set(true);

            CompletableFuture.allOf(calls.toArray(CompletableFuture<?>[]::new)).join();
            assertThat(wrong).isEmpty();
            assertThat(answered.get() + lost.get()).isEqualTo(calls.size());
            assertThat(router.peers).hasSizeGreaterThan(CUTS);
        } finally {
            stop.set(true);
            server.close();
            router.close();
        }
    }

    private static Object judge(
            String own,
            String echo,
            Throwable failure,
            AtomicInteger answered,
            AtomicInteger lost,
            Queue<String> wrong) {
        Throwable cause = failure != null && failure.getCause() != null ? failure.getCause() : failure;
        if (own.equals(echo)) {
            answered.incrementAndGet();
        } else if (cause instanceof SessionLost || cause instanceof ApplicationError) {
            lost.incrementAndGet(); // the session is lost, or the procedure is not registered again yet
        } else {
            wrong.add(own + " got " + echo + " " + cause);
        }
        return own;
    }
}
