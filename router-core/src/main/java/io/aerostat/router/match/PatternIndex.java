package io.aerostat.router.match;

import io.aerostat.protocol.uri.MatchPolicy;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Maps a URI and a match policy to a value, and finds the values that match a concrete URI. The same URI may have a
 * value under all three policies (PBR-6). Prefixes and wildcards are stored in tries, so a search takes little longer
 * when there are many patterns that do not match.
 *
 * <p>Thread-safe. A search sees every change that was complete before it began. It takes no lock, with one exception:
 * the search for the best match reads three structures, and if one of them changes meanwhile, it searches again under
 * the lock.
 */
public final class PatternIndex<T> {
    // The tries allow one writer at a time. Readers take the lock only in bestMatch, and only briefly.
    private final StampedLock lock = new StampedLock();
    private final ConcurrentHashMap<String, T> exact = new ConcurrentHashMap<>();
    private final PrefixTrie<T> prefixes = new PrefixTrie<>();
    private final WildcardTrie<T> wildcards = new WildcardTrie<>();

    /** Returns the value of exactly this pattern, or null. */
    public @Nullable T find(String pattern, MatchPolicy policy) {
        return switch (policy) {
            case EXACT -> exact.get(pattern);
            case PREFIX -> prefixes.find(pattern);
            case WILDCARD -> wildcards.find(pattern);
        };
    }

    /**
     * Sets the value of a pattern.
     *
     * @return the previous value, or null
     */
    public @Nullable T put(String pattern, MatchPolicy policy, T value) {
        long stamp = lock.writeLock();
        try {
            return switch (policy) {
                case EXACT -> exact.put(pattern, value);
                case PREFIX -> prefixes.put(pattern, value);
                case WILDCARD -> wildcards.put(pattern, value);
            };
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /**
     * Removes the value of exactly this pattern.
     *
     * @return the previous value, or null
     */
    public @Nullable T remove(String pattern, MatchPolicy policy) {
        long stamp = lock.writeLock();
        try {
            return switch (policy) {
                case EXACT -> exact.remove(pattern);
                case PREFIX -> prefixes.remove(pattern);
                case WILDCARD -> wildcards.remove(pattern);
            };
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /**
     * Calls the consumer for all matches of a concrete URI: first the exact entry, then prefixes from short to long,
     * then wildcards from best to worst.
     */
    public void forEachMatch(String uri, Consumer<? super T> consumer) {
        T same = exact.get(uri);
        if (same != null) {
            consumer.accept(same);
        }
        prefixes.forEachMatch(uri, consumer);
        wildcards.forEachMatch(uri, consumer);
    }

    /**
     * Returns the best match of a concrete URI, or null (PBR-4): the exact entry; else the longest prefix; else the
     * wildcard with the most literal components before its first gap. If this number is equal for several wildcards,
     * the position of the second gap decides, and so on.
     *
     * <p>If all matching prefixes end inside a component, a wildcard is better. This follows the table in the
     * specification: the wildcard {@code a1.b2.c33..e5}, and not the prefix {@code a1.b2.c3}, serves
     * {@code a1.b2.c33.d4.e5}, although both match (PBR-2).
     */
    public @Nullable T bestMatch(String uri) {
        T same = exact.get(uri);
        if (same != null) {
            return same;
        }
        // A search during changes might find nothing, although there was a match at every moment (PBR-8): the matching
        // prefix may be added after the search of the prefixes, and the matching wildcard removed before the search of
        // the wildcards.
        long stamp = lock.tryOptimisticRead();
        T best = search(uri);
        if (!lock.validate(stamp)) {
            stamp = lock.readLock();
            try {
                best = search(uri);
            } finally {
                lock.unlockRead(stamp);
            }
        }
        return best;
    }

    private @Nullable T search(String uri) {
        T same = exact.get(uri);
        if (same != null) {
            return same;
        }
        T prefix = prefixes.longestMatch(uri);
        if (prefix != null && prefixes.matchesWholeComponents(uri)) {
            return prefix;
        }
        T wildcard = wildcards.bestMatch(uri);
        return wildcard != null ? wildcard : prefix;
    }

    /**
     * Calls the consumer for all values with one match policy, in no particular order. Concurrent changes may be
     * missed.
     */
    public void forEach(MatchPolicy policy, Consumer<? super T> consumer) {
        switch (policy) {
            case EXACT -> exact.values().forEach(consumer);
            case PREFIX -> prefixes.forEach(consumer);
            case WILDCARD -> wildcards.forEach(consumer);
        }
    }

    public boolean isEmpty() {
        return exact.isEmpty() && prefixes.isEmpty() && wildcards.isEmpty();
    }
}
