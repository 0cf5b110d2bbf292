package io.aerostat.cluster.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ChangedTopicsTest {
    /** Memory for four topics with names of one character. */
    private final ChangedTopics topics = new ChangedTopics(4 * 257);

    private final Map<String, CompletableFuture<Void>> batch = new LinkedHashMap<>();

    @Test
    void aTopicBeyondTheMemoryIsNotAdded() {
        for (String topic : List.of("a", "b", "c", "d")) {
            assertThat(topics.add(topic)).isNotNull();
        }

        assertThat(topics.add("e")).isNull();
        assertThat(topics.add("a")).as("waits already").isNotNull();
    }

    @Test
    void aBatchFreesItsMemoryAndNeedsItAgainWhenItIsPutBack() {
        for (String topic : List.of("a", "b", "c", "d")) {
            topics.add(topic);
        }
        topics.moveTo(batch, 3);
        assertThat(batch).containsOnlyKeys("a", "b", "c");
        assertThat(topics.add("b")).isNotNull().isNotSameAs(batch.get("b"));

        topics.putBack(batch.keySet());

        assertThat(topics.add("e")).isNull();
        assertThat(topics.clear()).hasSize(4);
        assertThat(topics.isEmpty()).isTrue();
    }

    @Test
    void itIsHalfFullBeyondHalfOfTheMemory() {
        topics.add("a");
        topics.add("b");
        assertThat(topics.isHalfFull()).isFalse();

        topics.add("c");

        assertThat(topics.isHalfFull()).isTrue();
        assertThat(new ChangedTopics(1).isHalfFull()).isFalse();
    }
}
