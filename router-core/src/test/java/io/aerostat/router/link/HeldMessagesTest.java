package io.aerostat.router.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeldMessagesTest {
    private final HeldMessages<String> held = new HeldMessages<>();

    @Test
    void nothingIsHeldWhileReadingGoesOn() {
        assertThat(held.isHolding()).isFalse();
        assertThat(held.resume()).isFalse();
        assertThat(held.next()).isNull();
    }

    @Test
    void messagesWaitWhileReadingIsPausedAndComeInOrderAfterwards() {
        held.pause();
        assertThat(held.isHolding()).isTrue();
        held.add("first");
        held.add("second");
        assertThat(held.next()).isNull();

        assertThat(held.resume()).isTrue();
        assertThat(held.next()).isEqualTo("first");
        assertThat(held.next()).isEqualTo("second");
        assertThat(held.next()).isNull();
    }

    @Test
    void aMessageDoesNotOvertakeThoseThatStillWait() {
        held.pause();
        held.add("first");
        held.resume();

        assertThat(held.isHolding()).isTrue();
        held.next();
        assertThat(held.isHolding()).isFalse();
    }

    @Test
    void aPauseInBetweenHoldsTheRest() {
        held.pause();
        held.add("first");
        held.add("second");
        held.resume();
        held.next();
        held.pause();

        assertThat(held.next()).isNull();
        assertThat(held.size()).isEqualTo(1);
    }

    @Test
    void droppedMessagesDoNotCome() {
        held.pause();
        held.add("first");
        held.clear();
        held.resume();

        assertThat(held.next()).isNull();
    }
}
