package io.aerostat.router.broker.subscription;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The distinct {@code nkey}s of a subscription, with the number of subscribers for each key. Immutable. An {@code rkey}
 * chooses an {@code nkey} by rendezvous hashing, so that adding or removing an {@code nkey} moves only the events of
 * that {@code nkey} (SSB-1).
 */
record NodeKeys(Map<String, Integer> holders) {
    public static final NodeKeys NONE = new NodeKeys(Map.of());

    NodeKeys plus(String key) {
        Map<String, Integer> changed = new TreeMap<>(holders);
        changed.merge(key, 1, Integer::sum);
        return new NodeKeys(changed);
    }

    NodeKeys minus(String key) {
        Map<String, Integer> changed = new TreeMap<>(holders);
        changed.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
        return changed.isEmpty() ? NONE : new NodeKeys(changed);
    }

    /**
     * Returns the node key whose subscribers get the events with this resource key. Returns null if all subscribers get
     * them, because there is no resource key or no node key.
     */
    public @Nullable String choose(@Nullable String resourceKey) {
        if (resourceKey == null || holders.isEmpty()) {
            return null;
        }
        String chosen = null;
        long best = 0;
        for (String key : holders.keySet()) {
            long weight = weight(key, resourceKey);
            // The keys are sorted, so that among equal weights every JVM chooses the same key.
            if (chosen == null || weight > best) {
                chosen = key;
                best = weight;
            }
        }
        return chosen;
    }

    /**
     * Returns a well-mixed hash that is the same in every JVM, because all nodes of a cluster must make the same
     * choice.
     */
    private static long weight(String key, String resourceKey) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ 0xffff) * 0x100000001b3L;
        for (int i = 0; i < resourceKey.length(); i++) {
            hash = (hash ^ resourceKey.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }
}
