package io.aerostat.router.broker.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeKeysTest {
    @Test
    void aRemovedKeyIsNotChosen() {
        NodeKeys keys = NodeKeys.NONE.plus("one").plus("two").minus("one");

        assertThat(keys.choose("r")).isEqualTo("two");
    }

    @Test
    void aKeyStaysUntilItsLastHolderIsRemoved() {
        NodeKeys keys = NodeKeys.NONE.plus("one").plus("one").minus("one");

        assertThat(keys.choose("r")).isEqualTo("one");
        assertThat(keys.minus("one")).isSameAs(NodeKeys.NONE);
    }
}
