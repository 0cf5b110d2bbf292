package io.aerostat.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final long GENERATION = -7;

    private static final Journal.Changes IGNORED = new Journal.Changes() {
        @Override
        public void put(String map, long key, byte[] value) {}

        @Override
        public void put(String map, String key, byte @Nullable [] value) {}
    };

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("journal");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes frames with one change each; {@code first} is the key of the first change, and the keys count up. */
    private void write(long generation, long first, int frames) throws IOException {
        try (Journal journal = Journal.open(file())) {
            journal.begin(generation);
            for (long key = first; key < first + frames; key++) {
                journal.add("log", key, bytes("event " + key));
                journal.write(false);
            }
        }
    }

    private List<String> replayed(long generation) {
        List<String> changes = new ArrayList<>();
        try (Journal journal = Journal.open(file())) {
            journal.replay(generation, new Journal.Changes() {
                @Override
                public void put(String map, long key, byte[] value) {
                    changes.add(map + " " + key + " " + new String(value, StandardCharsets.UTF_8));
                }

                @Override
                public void put(String map, String key, byte @Nullable [] value) {
                    changes.add(map + " " + key + " "
                            + (value == null ? "removed" : new String(value, StandardCharsets.UTF_8)));
                }
            });
        }
        return changes;
    }

    @Test
    void allChangesAreMadeAgainInTheirOrder() throws IOException {
        try (Journal journal = Journal.open(file())) {
            journal.begin(GENERATION);
            journal.add("log", 1, bytes("one"));
            journal.add("log", Long.MAX_VALUE, bytes("x".repeat(100_000)));
            journal.add("topics", "com.app", bytes("äöü"));
            journal.add("topics", "com.app", null);
            journal.write(true);
            journal.add("log", 2, bytes(""));
            journal.write(false);
            journal.add("log", 3, bytes("discarded"));
            journal.discard();
            journal.write(false);
        }

        assertThat(replayed(GENERATION))
                .containsExactly(
                        "log 1 one",
                        "log " + Long.MAX_VALUE + " " + "x".repeat(100_000),
                        "topics com.app äöü",
                        "topics com.app removed",
                        "log 2 ");
    }

    @Test
    void framesOfAnEarlierGenerationAreIgnored() throws IOException {
        write(GENERATION, 1, 5);
        write(GENERATION + 1, 10, 2);

        assertThat(replayed(GENERATION + 1)).containsExactly("log 10 event 10", "log 11 event 11");
        assertThat(replayed(GENERATION)).isEmpty();
    }

    @Test
    void changesFollowThoseThatWereMadeAgain() throws IOException {
        write(GENERATION, 1, 3);
        try (Journal journal = Journal.open(file())) {
            journal.replay(GENERATION, IGNORED);
            journal.add("log", 4, bytes("event 4"));
            journal.write(false);
        }

        assertThat(replayed(GENERATION)).hasSize(4).endsWith("log 4 event 4");
    }

    /** A loss of power, or a kill, leaves such a frame if it happens during a write. */
    @Test
    void aFrameThatIsCutOffIsIgnored() throws IOException {
        write(GENERATION, 1, 3);
        byte[] whole = Files.readAllBytes(file());
        List<String> all = replayed(GENERATION);

        for (int length = 0; length <= whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            List<String> found = replayed(GENERATION);
            assertThat(found).isEqualTo(all.subList(0, found.size())).hasSize(length * 3 / whole.length);
        }
    }

    @Test
    void aDamagedFrameAndThoseBehindAreNeverReturned() throws IOException {
        write(GENERATION, 1, 3);
        byte[] whole = Files.readAllBytes(file());
        List<String> all = replayed(GENERATION);

        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(file(), damaged);
            assertThat(replayed(GENERATION)).isEqualTo(all.subList(0, at * 3 / whole.length));
        }
    }

    @Test
    void framesBehindADamagedOneStayLost() throws IOException {
        write(GENERATION, 1, 3);
        byte[] damaged = Files.readAllBytes(file());
        damaged[damaged.length / 2] ^= 1;
        Files.write(file(), damaged);
        try (Journal journal = Journal.open(file())) {
            journal.replay(GENERATION, IGNORED);
            journal.add("log", 4, bytes("event 4"));
            journal.write(false);
        }

        assertThat(replayed(GENERATION)).containsExactly("log 1 event 1", "log 4 event 4");
    }
}
