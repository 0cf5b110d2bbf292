package io.aerostat.router.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Conformance("P7")
class LoopShareTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final LoopShare share = LoopShare.of(channel.eventLoop());
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    /** A task that uses up the share of a whole round. */
    static void spin() {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < 2 * LoopShare.NANOS_OF_A_ROUND) {
            Thread.onSpinWait();
        }
    }

    private void longWork(String name) {
        share.take(() -> {
            done.add(name);
            spin();
        });
    }

    private void nextRound() {
        channel.runScheduledPendingTasks();
    }

    @Test
    void aLoopHasOneShare() {
        assertThat(LoopShare.of(channel.eventLoop())).isSameAs(share);
        assertThat(LoopShare.of(new EmbeddedChannel().eventLoop())).isNotSameAs(share);
    }

    @Test
    void workIsDoneAtOnceAsLongAsTimeIsLeft() {
        share.take(() -> done.add("first"));

        assertThat(done).containsExactly("first");
    }

    @Test
    void whatComesTooLateWaitsForRoundsOfItsOwnInItsOrder() {
        longWork("first");
        longWork("second");
        longWork("third");
        share.take(() -> done.add("fourth"));
        assertThat(done).containsExactly("first");

        nextRound();
        assertThat(done).containsExactly("first", "second");
        nextRound();
        assertThat(done).containsExactly("first", "second", "third");
        nextRound();
        assertThat(done).containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void anErrorDoesNotEndTheRounds() {
        longWork("first");
        share.take(() -> {
            throw new AssertionError("for this test");
        });
        share.take(() -> done.add("third"));

        nextRound();
        nextRound();

        assertThat(done).containsExactly("first", "third");
    }

    @Test
    void aRoundThatNobodyWaitsForEndsTheWaiting() {
        longWork("first");
        nextRound();

        share.take(() -> done.add("second"));

        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void whatWorkLeadsToIsDoneWithIt() {
        share.take(() -> {
            spin();
            share.take(() -> done.add("inner"));
            done.add("outer");
        });

        assertThat(done).containsExactly("inner", "outer");
    }

    @Test
    void aFailureHoldsNobodyUp() {
        longWork("first");
        share.take(() -> {
            throw new IllegalStateException("a bug, as this test wants it");
        });
        share.take(() -> done.add("third"));

        nextRound();
        nextRound();

        assertThat(done).containsExactly("first", "third");
    }
}
