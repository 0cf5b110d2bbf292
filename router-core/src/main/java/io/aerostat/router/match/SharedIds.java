package io.aerostat.router.match;

import io.aerostat.protocol.id.Ids;
import io.aerostat.protocol.uri.MatchPolicy;

/**
 * Computes ids of subscriptions and registrations that are the same on every node of a cluster (ID-3). An id depends
 * only on the URI, the match policy and a generation, so the nodes agree on ids without communicating.
 */
public final class SharedIds {
    private SharedIds() {}

    /**
     * Returns the id of an entry, from 1 to 2^53.
     *
     * @param generation the number of times that the entry has been replaced; callers also pass a larger number if the
     *     id is already in use
     */
    public static long of(String uri, MatchPolicy match, long generation) {
        long hash = 0xcbf29ce484222325L; // FNV-1a
        for (int i = 0; i < uri.length(); i++) {
            hash = (hash ^ uri.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (match.ordinal() + 1)) * 0x100000001b3L;
        hash ^= generation * 0x9e3779b97f4a7c15L;
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL; // the finalizer of MurmurHash3
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return (hash & (Ids.MAX - 1)) + 1;
    }
}
