package io.aerostat.router.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests storms of newcomers on a loop with a fake clock. The test decides how long each task takes. */
@Conformance("P7")
class LoopShareStormTest {
    private static final Duration FAST = Duration.ofNanos(15_000);
    private static final Duration SLOW = Duration.ofNanos(1_000_000);
    /** How long a refusal takes in these tests. */
    private static final Duration REFUSAL = Duration.ofNanos(100_000);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final LoopShare share = LoopShare.of(channel.eventLoop());
    private int welcomed;
    private int refused;
    private Duration longestWait = Duration.ZERO;

    @BeforeEach
    void stopTheClock() {
        channel.freezeTime();
    }

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    @Test
    void aFastMachineTakesTwentyThousandNewcomersInASecond() {
        for (int i = 0; i < 20_000; i++) {
            arrive(FAST);
            channel.advanceTimeBy(50, TimeUnit.MICROSECONDS);
            nextRound();
        }
        calm();

        assertThat(welcomed).isEqualTo(20_000);
        assertThat(refused).isZero();
    }

    @Test
    void aFastMachineTakesTenThousandNewcomersAtOnce() {
        arrive(FAST, 2_000);
        nextRounds(20);
        arrive(FAST, 10_000);
        calm();

        assertThat(refused).isZero();
        assertThat(welcomed).isEqualTo(12_000);
        assertThat(longestWait).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aSlowMachineRefusesThoseWhoWouldWaitTooLong() {
        // For ten seconds, 1,000 newcomers arrive each second, twice as many as can join.
        long begin = now();
        for (int arrived = 0; arrived < 10_000; ) {
            while (arrived < 10_000 && now() - begin >= arrived * 1_000_000L) {
                arrive(SLOW);
                arrived++;
            }
            nextRound();
            channel.advanceTimeBy(10, TimeUnit.MICROSECONDS);
        }
        calm();

        assertThat(welcomed + refused).isEqualTo(10_000);
        assertThat(refused).isGreaterThan(1_000);
        assertThat(welcomed).isGreaterThan(3_000);
        assertThat(longestWait).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void newcomersAreWelcomeAsSoonAsTheStormIsOver() {
        arrive(SLOW, 20_000);
        calm();
        assertThat(refused).isPositive();
        int before = refused;

        arrive(SLOW, 100);
        calm();

        assertThat(refused).isEqualTo(before);
    }

    @Test
    void establishedSessionsWaitForOneRoundAtATime() {
        arrive(FAST, 5_000);
        Duration longest = Duration.ZERO;
        while (welcomed < 5_000) {
            long before = now();
            nextRound();
            longest = max(longest, Duration.ofNanos(now() - before));
        }

        assertThat(longest).isLessThan(Duration.ofMillis(3));
    }

    @Test
    void aJoinThatHasBegunGoesBeforeThoseThatBegin() {
        List<String> done = new ArrayList<>();
        share.take(() -> work(Duration.ofMillis(2)));
        for (int i = 1; i <= 3; i++) {
            String name = "first turn " + i;
            share.begin(surplus -> done.add(name));
        }
        for (int i = 1; i <= 5; i++) {
            String name = "begun " + i;
            share.take(() -> done.add(name));
        }

        nextRound();

        // The work of joins that have begun cannot keep newcomers out forever.
        assertThat(done)
                .containsExactly(
                        "begun 1",
                        "begun 2",
                        "begun 3",
                        "begun 4",
                        "first turn 1",
                        "begun 5",
                        "first turn 2",
                        "first turn 3");
    }

    private void arrive(Duration cost, int times) {
        for (int i = 0; i < times; i++) {
            arrive(cost);
        }
    }

    /** Adds a newcomer whose join takes two tasks. */
    private void arrive(Duration cost) {
        long since = now();
        share.begin(surplus -> {
            longestWait = max(longestWait, Duration.ofNanos(now() - since));
            if (surplus) {
                work(REFUSAL);
                refused++;
            } else {
                work(cost);
                channel.eventLoop()
                        .execute(() -> share.take(() -> {
                            work(cost);
                            welcomed++;
                        }));
            }
        });
    }

    private void work(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void nextRound() {
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    private void nextRounds(int times) {
        for (int i = 0; i < times; i++) {
            nextRound();
        }
    }

    /** Runs rounds until no task is waiting. */
    private void calm() {
        int before;
        do {
            before = welcomed + refused;
            nextRounds(10);
        } while (welcomed + refused > before);
    }

    private long now() {
        return channel.eventLoop().ticker().nanoTime();
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
