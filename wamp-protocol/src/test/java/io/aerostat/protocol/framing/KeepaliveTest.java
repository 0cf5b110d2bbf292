package io.aerostat.protocol.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** P3: tests the keepalive with a clock that the test moves. */
@Conformance({"RAW-9", "WS-4", "P3"})
class KeepaliveTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<String> done = new ArrayList<>();
    private final Keepalive keepalive =
            new Keepalive(channel.eventLoop(), Duration.ofSeconds(10), Duration.ofSeconds(20), new Keepalive.Watched() {
                @Override
                public void ping() {
                    done.add("ping");
                }

                @Override
                public void peerIsDead() {
                    done.add("dead");
                }
            });

    @BeforeEach
    void start() {
        channel.freezeTime();
        keepalive.start();
    }

    private void after(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void aSilentPeerGetsAPingAndIsThenReportedDead() {
        after(9);
        assertThat(done).isEmpty();
        after(1);
        assertThat(done).containsExactly("ping");
        after(10);
        after(9);
        assertThat(done).containsExactly("ping");
        after(1);
        assertThat(done).containsExactly("ping", "dead");
        after(1000);
        assertThat(done).containsExactly("ping", "dead");
    }

    @Test
    void aPeerThatAnswersAPingGetsAnotherOneLater() {
        for (int i = 0; i < 5; i++) {
            after(10);
            after(1);
            keepalive.heard();
        }
        after(10);

        assertThat(done).doesNotContain("dead").contains("ping");
    }

    @Test
    void aPeerThatSendsMessagesGetsNoPing() {
        for (int i = 0; i < 30; i++) {
            after(3);
            keepalive.heard();
        }

        assertThat(done).isEmpty();
    }

    @Test
    void timeDoesNotCountWhileTheConnectionIsNotRead() {
        after(10);
        keepalive.suspend();
        after(10);
        after(100);
        assertThat(done).containsExactly("ping");

        keepalive.resume();
        after(10);
        after(10);
        assertThat(done).containsExactly("ping", "ping");
        after(20);
        assertThat(done).containsExactly("ping", "ping", "dead");
    }

    @Test
    void nothingHappensAfterTheStop() {
        keepalive.stop();
        after(1000);

        assertThat(done).isEmpty();
    }
}
