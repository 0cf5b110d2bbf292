package io.aerostat.router.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MemoryEventLogTest {
    private static StoredEvent event(long publication, int bytes) {
        byte[] args = ("[\"" + "x".repeat(bytes - 4) + "\"]").getBytes(StandardCharsets.US_ASCII);
        return new StoredEvent(
                Instant.EPOCH,
                publication,
                "com.app.log",
                EventDetails.NONE,
                Audience.EVERYONE,
                Payload.validated(Serialization.JSON, args, 0, args.length, 1));
    }

    private static MemoryEventLog filled(int limit, int events) {
        MemoryEventLog log = new MemoryEventLog(limit, 10_000);
        for (int number = 1; number <= events; number++) {
            log.append(number, event(1000 + number, 10));
        }
        return log;
    }

    private static long find(EventLog log, long publication) {
        return log.find(publication).toCompletableFuture().join();
    }

    private static EventRange range(EventLog log, long from, long to) {
        return log.range(from, to).toCompletableFuture().join();
    }

    private static List<Long> publications(EventRange range) {
        return range.events().stream().map(StoredEvent::publication).toList();
    }

    @Test
    void aRangeHasTheEventsWithItsNumbers() {
        MemoryEventLog log = filled(600, 900);

        assertThat(publications(range(log, 401, 404))).containsExactly(1401L, 1402L, 1403L, 1404L);
        EventRange first = range(log, 301, 900);
        assertThat(publications(first))
                .isEqualTo(LongStream.rangeClosed(1301, 1556).boxed().toList());
        assertThat(first.next()).isEqualTo(557);
        assertThat(first.isComplete()).isTrue();
        assertThat(range(log, 300, 310).isComplete()).isFalse();
        assertThat(range(log, 890, 900).next()).isEqualTo(901);
    }

    @Test
    void publicationsAreFoundUntilTheyAreRemoved() {
        MemoryEventLog log = filled(100, 150);

        assertThat(find(log, 1051)).isEqualTo(51);
        assertThat(find(log, 1050)).isEqualTo(EventLog.NOT_FOUND);
        assertThat(find(log, EventLog.BEFORE_ALL)).isEqualTo(50);
    }

    @Test
    void afterAnEventThatIsLargerThanTheLogASubscriberCanWantEverything() {
        MemoryEventLog log = filled(100, 5);

        log.append(6, event(1006, 20_000));
        log.append(7, event(1007, 10));

        long before = find(log, EventLog.BEFORE_ALL);
        EventRange range = range(log, before + 1, 7);
        assertThat(range.isComplete()).isTrue();
        assertThat(publications(range)).containsExactly(1007L);
    }
}
