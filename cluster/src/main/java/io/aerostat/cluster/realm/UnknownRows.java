package io.aerostat.cluster.realm;

import io.aerostat.cluster.link.Member;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows that other nodes have sent for realms which this router lacks or has not started, until the realm
 * starts. Synchronized, because rows arrive on the threads of the lanes while a realm starts on another thread.
 */
final class UnknownRows {
    /** Receives one row. */
    interface Consumer {
        void accept(Member owner, byte[] key, byte[] value);
    }

    private final Map<Long, Map<Member, Map<ByteBuffer, byte[]>>> byRealm = new LinkedHashMap<>();

    /**
     * Stores or removes a row, unless the row's realm has started in the meantime.
     *
     * @param value the value of the row; null if the row has been removed
     * @return the realm if it has started, otherwise null
     */
    synchronized @Nullable SharedRealm addUnless(
            Supplier<@Nullable SharedRealm> started, long realm, Member owner, byte[] key, byte @Nullable [] value) {
        SharedRealm known = started.get();
        if (known != null) {
            return known;
        }
        Map<ByteBuffer, byte[]> rows = byRealm.computeIfAbsent(realm, none -> new LinkedHashMap<>())
                .computeIfAbsent(owner, none -> new LinkedHashMap<>());
        if (value == null) {
            rows.remove(ByteBuffer.wrap(key));
        } else {
            rows.put(ByteBuffer.wrap(key), value);
        }
        return null;
    }

    /** Starts a realm, passes the realm's rows to the consumer, and then forgets the rows. */
    synchronized void replay(long realm, Runnable start, Consumer consumer) {
        Map<Member, Map<ByteBuffer, byte[]>> owners = byRealm.remove(realm);
        start.run();
        if (owners != null) {
            owners.forEach((owner, rows) -> rows.forEach((key, value) -> consumer.accept(owner, key.array(), value)));
        }
    }

    /** Forgets the rows of a node. */
    synchronized void remove(Member owner) {
        byRealm.values().forEach(owners -> owners.remove(owner));
        byRealm.values().removeIf(Map::isEmpty);
    }
}
