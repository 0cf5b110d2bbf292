package io.aerostat.cluster.nats;

import io.aerostat.cluster.nats.RetainedStream.StoredTopic;
import io.aerostat.router.history.RetainedCopy;
import io.aerostat.router.history.RetainedRecord;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One comparison of the stream with the retained events in memory. It finds the topics whose events are missing or
 * different in the stream, and removes from the stream the topics that have no event in memory. Runs in steps; the
 * caller writes changes between the steps. Blocks; used by one thread.
 *
 * <p>The memory of this node may lack a topic that another node has just written, or has written while this node was
 * cut off. So a comparison removes only messages that are old enough, and removes none soon after an outage.
 */
final class RetainedComparison {
    /** The number of messages to read, or of topics to find, in one step. */
    private static final int AT_ONCE = 256;

    private final RetainedStream stream;
    private final RetainedCopy.Original original;
    private final Duration settling;
    /** The topics in memory that have not been found in the stream. */
    private final Set<String> missing = new HashSet<>();

    private RetainedStream.@Nullable Extent extent; // null before the first step
    /** A message that is newer than this time is not removed. */
    private Instant newestToRemove = Instant.MIN;

    private long next = 1;
    private boolean isRead;
    private boolean isComplete = true;
    private int removed;
    private int written;

    /** @param settling the age, by the clock of the servers, from which a message may be removed */
    RetainedComparison(RetainedStream stream, RetainedCopy.Original original, Duration settling) {
        this.stream = stream;
        this.original = original;
        this.settling = settling;
    }

    /**
     * Compares some topics. Can be repeated after a failure.
     *
     * @param isSettled whether events of other nodes have had the time to arrive since the last outage; the first step
     *     decides for the whole comparison
     * @param toWrite called with each topic whose events in memory must be written
     */
    void step(Connection connection, boolean isSettled, Consumer<String> toWrite)
            throws IOException, JetStreamApiException {
        RetainedStream.Extent range = extent;
        if (range == null) {
            range = stream.extent(connection);
            extent = range;
            newestToRemove = isSettled ? range.time().minus(settling) : Instant.MIN;
            missing.addAll(original.topics());
        }
        for (int i = 0; i < AT_ONCE && !isRead; i++) {
            StoredTopic found = next > range.last() ? null : stream.next(connection, next);
            if (found == null || found.number() > range.last()) {
                isRead = true;
            } else {
                compare(connection, found, toWrite);
                next = found.number() + 1;
            }
        }
        if (isRead) {
            writeMissing(toWrite);
        }
    }

    private void compare(Connection connection, StoredTopic found, Consumer<String> toWrite)
            throws IOException, JetStreamApiException {
        String topic = found.topic();
        if (topic == null) {
            return; // a message that this version cannot read
        }
        missing.remove(topic);
        List<RetainedRecord> here = original.events(topic);
        if (!here.isEmpty()) {
            if (!ids(here).equals(ids(found.events())) && newestPlace(here) >= newestPlace(found.events())) {
                write(topic, toWrite);
            }
        } else if (!found.time().isAfter(newestToRemove)) {
            stream.remove(connection, topic, found.number());
            removed++;
        } else {
            isComplete = false;
        }
    }

    private static List<Long> ids(List<RetainedRecord> events) {
        List<Long> ids = new ArrayList<>(events.size());
        events.forEach(each -> ids.add(each.event().publication()));
        return ids;
    }

    private static long newestPlace(List<RetainedRecord> events) {
        return events.stream().mapToLong(RetainedRecord::place).max().orElse(0);
    }

    private void writeMissing(Consumer<String> toWrite) {
        Iterator<String> each = missing.iterator();
        for (int i = 0; i < AT_ONCE && each.hasNext(); i++) {
            write(each.next(), toWrite);
            each.remove();
        }
    }

    private void write(String topic, Consumer<String> toWrite) {
        toWrite.accept(topic);
        written++;
    }

    boolean hasEnded() {
        return isRead && missing.isEmpty();
    }

    /** Checks whether all messages without an event in memory were removed. */
    boolean isComplete() {
        return isComplete;
    }

    /** Returns the number of topics that were written or removed. */
    int changes() {
        return written + removed;
    }

    /** Returns what the comparison has done, for operators. */
    @Override
    public String toString() {
        return written + " topics written, " + removed + " removed";
    }
}
