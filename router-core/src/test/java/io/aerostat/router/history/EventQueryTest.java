package io.aerostat.router.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@Conformance("HIS-1")
class EventQueryTest {
    private static final Instant START = Instant.parse("2024-02-29T12:00:00Z");

    /** The publications 101 to 106, one second apart, alternately with the topics a and b. */
    private final List<StoredEvent> log = new ArrayList<>();

    EventQueryTest() {
        for (int i = 1; i <= 6; i++) {
            log.add(new StoredEvent(
                    START.plusSeconds(i),
                    100 + i,
                    i % 2 == 1 ? "a" : "b",
                    EventDetails.NONE,
                    Audience.EVERYONE,
                    Payload.EMPTY));
        }
    }

    private List<Long> select(EventQuery query) {
        return query.select(log, event -> true).events().stream()
                .map(StoredEvent::publication)
                .toList();
    }

    private static EventQuery times(
            @Nullable Instant from, @Nullable Instant after, @Nullable Instant before, @Nullable Instant until) {
        return new EventQuery(false, 0, from, after, before, until, null, 0, 0, 0, 0);
    }

    private static EventQuery publications(long from, long after, long before, long until) {
        return new EventQuery(false, 0, null, null, null, null, null, from, after, before, until);
    }

    @Test
    void allEventsComeInTheOrderOfArrival() {
        assertThat(select(EventQuery.ALL)).containsExactly(101L, 102L, 103L, 104L, 105L, 106L);
    }

    @Test
    void timesIncludeOrExcludeTheirBounds() {
        Instant three = START.plusSeconds(3);
        assertThat(select(times(three, null, null, null))).containsExactly(103L, 104L, 105L, 106L);
        assertThat(select(times(null, three, null, null))).containsExactly(104L, 105L, 106L);
        assertThat(select(times(null, null, three, null))).containsExactly(101L, 102L);
        assertThat(select(times(null, null, null, three))).containsExactly(101L, 102L, 103L);
        assertThat(select(times(START.plusSeconds(2), null, START.plusSeconds(5), null)))
                .containsExactly(102L, 103L, 104L);
    }

    @Test
    void publicationsIncludeOrExcludeTheirBounds() {
        assertThat(select(publications(103, 0, 0, 0))).containsExactly(103L, 104L, 105L, 106L);
        assertThat(select(publications(0, 103, 0, 0))).containsExactly(104L, 105L, 106L);
        assertThat(select(publications(0, 0, 103, 0))).containsExactly(101L, 102L);
        assertThat(select(publications(0, 0, 0, 103))).containsExactly(101L, 102L, 103L);
        assertThat(select(publications(0, 102, 0, 104))).containsExactly(103L, 104L);
        assertThat(select(publications(104, 0, 103, 0))).isEmpty();
    }

    @Conformance("HIS-8")
    @Test
    void anUnknownPublicationMakesTheAnswerEmpty() {
        assertThat(select(publications(999, 0, 0, 0))).isEmpty();
        assertThat(select(publications(0, 999, 0, 0))).isEmpty();
        assertThat(select(publications(0, 0, 999, 0))).isEmpty();
        assertThat(select(publications(0, 0, 0, 999))).isEmpty();
    }

    @Test
    void allFiltersMustHold() {
        EventQuery query = new EventQuery(false, 0, START.plusSeconds(2), null, null, null, "a", 0, 0, 0, 105);
        assertThat(select(query)).containsExactly(103L, 105L);
    }

    @Conformance("HIS-8")
    @Test
    void theLimitCutsAfterOrdering() {
        EventQuery forward = new EventQuery(false, 2, null, null, null, null, null, 0, 0, 0, 0);
        EventQuery backward = new EventQuery(true, 2, null, null, null, null, null, 0, 0, 0, 0);
        assertThat(select(forward)).containsExactly(101L, 102L);
        assertThat(select(backward)).containsExactly(106L, 105L);

        EventQuery nextForward = new EventQuery(false, 2, null, null, null, null, null, 0, 102, 0, 0);
        EventQuery nextBackward = new EventQuery(true, 2, null, null, null, null, null, 0, 0, 105, 0);
        assertThat(select(nextForward)).containsExactly(103L, 104L);
        assertThat(select(nextBackward)).containsExactly(104L, 103L);
    }

    @Conformance("HIS-2")
    @Test
    void thePageSaysWhetherMoreEventsMatch() {
        EventQuery six = new EventQuery(false, 6, null, null, null, null, null, 0, 0, 0, 0);
        EventQuery five = new EventQuery(false, 5, null, null, null, null, null, 0, 0, 0, 0);
        assertThat(six.select(log, event -> true).limitReached()).isFalse();
        assertThat(five.select(log, event -> true).limitReached()).isTrue();
        // Events that the querying session may not see are not counted.
        assertThat(five.select(log, event -> event.publication() != 106).limitReached())
                .isFalse();
    }

    @Test
    void aLogIsBoundedInBytesToo() {
        MemoryEventLog small = new MemoryEventLog(100, 10);
        for (int number = 1; number <= 3; number++) {
            append(small, number, 4);
        }
        assertThat(all(small)).containsExactly(2L, 3L);

        append(small, 4, 11);
        assertThat(all(small))
                .as("the rest of a log has no gap after an event that is larger than the log")
                .isEmpty();
    }

    private static void append(MemoryEventLog log, int number, int size) {
        Payload payload = Payload.validated(Serialization.JSON, new byte[size], 0, size, 1);
        log.append(number, new StoredEvent(START, number, "a", EventDetails.NONE, Audience.EVERYONE, payload));
    }

    private static List<Long> all(MemoryEventLog log) {
        return log.read(EventQuery.ALL, event -> true).toCompletableFuture().join().events().stream()
                .map(StoredEvent::publication)
                .toList();
    }
}
