package io.aerostat.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.EventPage;
import io.aerostat.router.history.EventQuery;
import io.aerostat.router.history.RetainedLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process, at random moments, while it appends events and changes retained events. Then checks that the store
 * has every acknowledged event and change. The system property {@code kills} sets the number of kills; {@code
 * scripts/kill-store.sh} runs a hundred of them.
 */
class KilledProcessTest {
    private static final int KILLS = Integer.getInteger("kills", 5);
    private static final int MOST_LINES = 3_000;

    @TempDir
    Path folder;

    @Test
    @Conformance("P25")
    void nothingAcknowledgedIsLostWhenTheProcessIsKilled() throws Exception {
        Random random = new Random(KILLS);
        long next = 0;
        for (int i = 0; i < KILLS; i++) {
            long acknowledged = appendUntilKilled(next, 1 + random.nextInt(MOST_LINES));

            List<Long> found = found();
            assertThat((long) found.size()).as("the events after kill %d", i).isGreaterThan(acknowledged);
            assertThat(found)
                    .as("a gap after kill %d", i)
                    .isEqualTo(LongStream.range(0, found.size()).boxed().toList());
            assertRetained(acknowledged, found.size());
            next = found.size();
        }
    }

    /** Returns the highest number that the process has printed, after at least this number of lines. */
    private long appendUntilKilled(long from, int lines) throws IOException, InterruptedException {
        Process process = AppendingProcess.start(folder, from);
        long highest = -1;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < lines; i++) {
                highest = Math.max(highest, Long.parseLong(out.readLine()));
            }
            process.toHandle().destroyForcibly(); // in contrast to the method of Process, this leaves the stream open
            // Lines that were printed before the end count as well, but the last one may be cut off.
            String line = out.readLine();
            for (String following = out.readLine(); following != null; following = out.readLine()) {
                highest = Math.max(highest, Long.parseLong(line));
                line = following;
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(highest).isGreaterThanOrEqualTo(from);
        return highest;
    }

    /** Checks that each topic is in the state of a change that is not older than the last acknowledged one. */
    private void assertRetained(long acknowledged, long events) throws Exception {
        Map<String, Long> retained = retained();
        for (int topic = 0; topic < AppendingProcess.TOPICS; topic++) {
            long last = acknowledged - Math.floorMod(acknowledged - topic, AppendingProcess.TOPICS);
            Long present = retained.get(AppendingProcess.topic(topic));
            List<Long> possible = new ArrayList<>();
            for (long number = last; number <= events + AppendingProcess.IN_FLIGHT; number += AppendingProcess.TOPICS) {
                possible.add(number < 0 || AppendingProcess.removes(number) ? null : number);
            }
            assertThat(possible)
                    .as("the states of topic %d after %d", topic, last)
                    .contains(present);
        }
    }

    private Map<String, Long> retained() throws Exception {
        RetainedLog log = AppendingProcess.openRetained(folder);
        try {
            Map<String, Long> found = Events.places(log);
            assertThat(log.totals().events()).isEqualTo(found.size());
            return found;
        } finally {
            log.close();
        }
    }

    /** Reads the numbers of all events. The answer to one query has at most 4 MB, so there may be several queries. */
    private List<Long> found() {
        List<Long> found = new ArrayList<>();
        EventLog log = AppendingProcess.open(folder);
        try {
            EventQuery query = EventQuery.ALL;
            while (true) {
                EventPage page =
                        log.read(query, event -> true).toCompletableFuture().join();
                page.events().forEach(event -> found.add(event.publication() - 1000));
                if (!page.limitReached()) {
                    return found;
                }
                long last = found.get(found.size() - 1) + 1000;
                query = new EventQuery(false, 0, null, null, null, null, null, 0, last, 0, 0);
            }
        } finally {
            log.close();
        }
    }
}
