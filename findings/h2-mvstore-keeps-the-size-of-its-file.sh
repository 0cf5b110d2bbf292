#!/usr/bin/env bash
# H2's MVStore 2.4.240 keeps its file at full size after 95 % of the entries have been removed and the store has been
# closed.
#
# Guess: close() moves the rest of the entries to the front of the file and truncates it, at the latest when the store
# has been opened and closed again, so the file shrinks with its content.
# Seen: with autoCommitDisabled(), which programs that commit themselves set, neither close() nor close(5000), which may
# compact for five seconds, makes the file smaller: 10 MB for 0.5 MB of entries. Only close(-1), a full compaction,
# does. The file of a store that was large once therefore stays large. Call close(-1) when the program ends, at least
# if the file is much larger than its content.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mvn -q -ntp dependency:copy -Dartifact=com.h2database:h2-mvstore:2.4.240 -DoutputDirectory=lib >&2
cat >Try.java <<'JAVA'
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

public class Try {
    static final Path FILE = Path.of("store");
    static long full;

    static MVStore open() {
        return new MVStore.Builder().fileName(FILE.toString()).autoCommitDisabled().open();
    }

    static void print(String when) throws Exception {
        long size = Files.size(FILE);
        full = Math.max(full, size);
        String part = size * 10 > full * 8 ? "more than 80 %" : size * 10 < full ? "less than 10 %" : "10 to 80 %";
        System.out.println(when + ": " + part + " of the largest size");
    }

    public static void main(String[] args) throws Exception {
        Random random = new Random(1);
        MVStore store = open();
        MVMap<Long, byte[]> map = store.openMap("map");
        for (long key = 0; key < 5_000; key++) {
            byte[] value = new byte[2_000];
            random.nextBytes(value);
            map.put(key, value);
            if (key % 200 == 0) store.commit();
        }
        store.commit();
        print("5,000 entries");
        for (long key = 0; key < 5_000; key++) {
            if (key % 20 != 0) map.remove(key);
        }
        store.commit();
        print("95 % removed and committed");
        store.close();
        print("after close()");
        for (int i = 0; i < 2; i++) {
            store = open();
            store.<Long, byte[]>openMap("map").put(1L, new byte[1]);
            store.close();
        }
        print("after two more changes, each with close()");
        store = open();
        store.close(5_000);
        print("after close(5000)");
        store = open();
        store.close(-1);
        print("after close(-1)");
        store = open();
        System.out.println("entries: " + store.openMap("map").size());
        store.close();
    }
}
JAVA
cat >expected <<'TEXT'
5,000 entries: more than 80 % of the largest size
95 % removed and committed: more than 80 % of the largest size
after close(): more than 80 % of the largest size
after two more changes, each with close(): more than 80 % of the largest size
after close(5000): more than 80 % of the largest size
after close(-1): less than 10 % of the largest size
entries: 251
TEXT
timeout 120 java -cp 'lib/*' Try.java | tee seen
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
