#!/usr/bin/env bash
# H2's MVStore 2.4.240: if a thread is interrupted while it uses the store, the store no longer works for any thread.
#
# Guess: an interrupted commit fails or is completed, like that of a database; the store stays open, and the next commit
# of another thread writes all changes.
# Seen: the interrupt closes the channel of the file, which the store does not open again. After an interrupted commit,
# the store is closed, all maps with it, and the changes since the last commit are lost. An interrupted read closes the
# channel as well, but isClosed() stays false: changes are accepted, and lost at the next commit, which fails. So
# Future.cancel(true), or ExecutorService.shutdownNow() of one pool, ends the persistence of the whole program. Use the
# store only in threads that nobody interrupts.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mvn -q -ntp dependency:copy -Dartifact=com.h2database:h2-mvstore:2.4.240 -DoutputDirectory=lib >&2
cat >Try.java <<'JAVA'
import java.util.concurrent.Callable;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

public class Try {
    static void attempt(String what, Callable<Object> step) {
        String seen;
        try {
            seen = String.valueOf(step.call());
        } catch (Exception e) {
            seen = e.getClass().getSimpleName();
        }
        System.out.println(what + ": " + seen);
    }

    static MVStore open(String file) {
        return new MVStore.Builder().fileName(file).cacheSize(0).autoCommitDisabled().open();
    }

    static void attempt(boolean isCommit) {
        String file = isCommit ? "commit" : "read";
        MVStore first = open(file);
        MVMap<Integer, String> entries = first.openMap("map");
        for (int key = 0; key < 10_000; key++) {
            entries.put(key, "a value that is long enough to fill several pages " + key);
        }
        first.close();

        MVStore store = open(file);
        MVMap<Integer, String> map = store.openMap("map");
        String name = file + " of an interrupted thread";
        map.put(10_000, "before");
        Thread.currentThread().interrupt();
        attempt(name, () -> isCommit ? store.commit() > 0 : map.get(5_000).length() > 0);
        Thread.interrupted();
        attempt(name + ", isClosed()", store::isClosed);
        attempt(name + ", another read", () -> map.get(9_000).length() > 0);
        attempt(name + ", another put", () -> map.put(10_001, "after") == null);
        attempt(name + ", another commit", () -> store.commit() > 0);
        store.close();
        MVStore again = open(file);
        attempt(name + ", entries after reopening", () -> again.openMap("map").size());
        again.close();
    }

    public static void main(String[] args) {
        attempt(true);
        attempt(false);
    }
}
JAVA
cat >expected <<'TEXT'
commit of an interrupted thread: MVStoreException
commit of an interrupted thread, isClosed(): true
commit of an interrupted thread, another read: MVStoreException
commit of an interrupted thread, another put: MVStoreException
commit of an interrupted thread, another commit: MVStoreException
commit of an interrupted thread, entries after reopening: 10000
read of an interrupted thread: MVStoreException
read of an interrupted thread, isClosed(): false
read of an interrupted thread, another read: MVStoreException
read of an interrupted thread, another put: true
read of an interrupted thread, another commit: MVStoreException
read of an interrupted thread, entries after reopening: 10000
TEXT
timeout 120 java -cp 'lib/*' Try.java | tee seen
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
