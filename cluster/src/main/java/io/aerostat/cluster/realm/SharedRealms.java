package io.aerostat.cluster.realm;

import io.netty.util.collection.LongCollections;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The realms of this node by number. A look-up for each record must be fast, so it needs neither a lock nor a boxed
 * number; a change copies the map. Any thread.
 */
final class SharedRealms {
    private volatile LongObjectMap<SharedRealm> realms = LongCollections.emptyMap(); // never changed, only replaced

    @Nullable
    SharedRealm get(long number) {
        return realms.get(number);
    }

    /** Adds a realm. Returns the realm that already has the same number; null if the realm was added. */
    synchronized @Nullable SharedRealm addIfAbsent(SharedRealm realm) {
        SharedRealm present = realms.get(realm.number());
        if (present == null) {
            LongObjectMap<SharedRealm> changed = copy();
            changed.put(realm.number(), realm);
            realms = changed;
        }
        return present;
    }

    /** Returns false if this realm is not present. */
    synchronized boolean remove(SharedRealm realm) {
        if (realms.get(realm.number()) != realm) {
            return false;
        }
        LongObjectMap<SharedRealm> changed = copy();
        changed.remove(realm.number());
        realms = changed;
        return true;
    }

    private LongObjectMap<SharedRealm> copy() {
        LongObjectMap<SharedRealm> copy = new LongObjectHashMap<>(realms.size() + 1);
        copy.putAll(realms);
        return copy;
    }

    Stream<SharedRealm> stream() {
        return realms.values().stream();
    }
}
