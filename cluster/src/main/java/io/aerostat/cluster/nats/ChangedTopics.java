package io.aerostat.cluster.nats;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The names of topics that wait to be written, each with the future that its publishers wait for. The memory for the
 * names is bounded. Guarded by the lock of the copy.
 */
final class ChangedTopics {
    /** About how much memory a topic needs in addition to its name, in bytes. */
    private static final int OVERHEAD = 256;

    private final long mostBytes;
    private final Map<String, CompletableFuture<Void>> topics = new LinkedHashMap<>();
    private long bytes;

    /** @param mostBytes about how much memory the topics may need */
    ChangedTopics(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    private static int bytesOf(String topic) {
        return topic.length() + OVERHEAD;
    }

    boolean isEmpty() {
        return topics.isEmpty();
    }

    /** Checks whether the topics need more than half of the memory. */
    boolean isHalfFull() {
        return bytes > mostBytes / 2;
    }

    /** Adds a topic, unless it waits already. Returns null if no memory is left for the topic. */
    @Nullable
    CompletableFuture<Void> add(String topic) {
        CompletableFuture<Void> present = topics.get(topic);
        if (present != null) {
            return present;
        }
        if (bytes + bytesOf(topic) > mostBytes) {
            return null;
        }
        CompletableFuture<Void> added = new CompletableFuture<>();
        topics.put(topic, added);
        bytes += bytesOf(topic);
        return added;
    }

    /** Moves the topics that have waited for the longest time to a batch. */
    void moveTo(Map<String, CompletableFuture<Void>> batch, int most) {
        Iterator<Map.Entry<String, CompletableFuture<Void>>> each =
                topics.entrySet().iterator();
        while (each.hasNext() && batch.size() < most) {
            Map.Entry<String, CompletableFuture<Void>> next = each.next();
            batch.put(next.getKey(), next.getValue());
            bytes -= bytesOf(next.getKey());
            each.remove();
        }
    }

    /** Adds the topics of a batch again, regardless of the memory that they need: a batch is small. */
    void putBack(Iterable<String> batch) {
        for (String topic : batch) {
            if (topics.put(topic, new CompletableFuture<>()) == null) {
                bytes += bytesOf(topic);
            }
        }
    }

    /** Gives each topic a new future. Returns the old futures. */
    List<CompletableFuture<Void>> replaceFutures() {
        List<CompletableFuture<Void>> old = new ArrayList<>(topics.values());
        topics.replaceAll((topic, replaced) -> new CompletableFuture<>());
        return old;
    }

    /** Removes all topics. Returns their futures. */
    List<CompletableFuture<Void>> clear() {
        List<CompletableFuture<Void>> removed = List.copyOf(topics.values());
        topics.clear();
        bytes = 0;
        return removed;
    }
}
