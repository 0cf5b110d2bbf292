package io.aerostat.router.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Deadline deadline = new Deadline(channel.eventLoop());
    private final List<String> passed = new ArrayList<>();

    @Test
    void theTaskRunsOnceWhenTheTimeHasPassed() {
        set(5, "a");

        advance(4);
        assertThat(passed).isEmpty();
        advance(1);
        advance(10);
        assertThat(passed).containsExactly("a");
    }

    @Test
    void aLaterDeadlineReplacesTheFirst() {
        set(5, "a");
        advance(3);
        set(5, "b");

        advance(4);
        assertThat(passed).isEmpty();
        advance(1);
        assertThat(passed).containsExactly("b");
    }

    @Test
    void anEarlierDeadlineReplacesTheFirst() {
        set(10, "a");
        set(2, "b");

        advance(2);
        assertThat(passed).containsExactly("b");
        advance(20);
        assertThat(passed).containsExactly("b");
    }

    @Test
    void aClearedDeadlineDoesNotPassAndAnotherOneMayFollow() {
        set(5, "a");
        deadline.clear();
        advance(6);
        assertThat(passed).isEmpty();

        set(5, "b");
        advance(5);
        assertThat(passed).containsExactly("b");
    }

    @Test
    void aTaskMaySetTheNextDeadline() {
        deadline.set(Duration.ofSeconds(1), () -> set(1, "b"));

        advance(1);
        advance(1);
        assertThat(passed).containsExactly("b");
    }

    @Test
    void allStepsHaveOneTimerAndACancelledDeadlineHasNone() {
        set(5, "a");
        set(6, "b");
        set(7, "c");
        assertThat(nextTimer()).isEqualTo(5);

        deadline.cancel();
        assertThat(nextTimer()).isEqualTo(-1);
    }

    private void set(int seconds, String name) {
        deadline.set(Duration.ofSeconds(seconds), () -> passed.add(name));
    }

    private void advance(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    /** Returns the seconds until the next timer of the loop, or -1 if there is none. */
    private long nextTimer() {
        long nanos = channel.runScheduledPendingTasks();
        return nanos < 0 ? -1 : Math.round(nanos / 1e9);
    }
}
