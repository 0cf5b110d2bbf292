package io.aerostat.router.match;

import io.aerostat.protocol.uri.MatchPolicy;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Values under a URI and a match policy, at most one for each pair, and the search for those that match a concrete URI. The same URI may stand
 * under all three policies (PBR-6). Prefixes and wildcards are tries: those that do not match cost a search almost nothing.
 *
 * <p>Any thread. Searches see every change that was complete before they began. They take no lock, but for one case: the search for the best match
 * looks into three places, and where they changed meanwhile it looks again, this time behind the writers.
 */
public final class PatternIndex<T> {
    // The tries bear one writer at a time; readers never wait for it but in bestMatch, and there for a few steps.
    private final StampedLock lock = new StampedLock();
    private final ConcurrentHashMap<String, T> exact = new ConcurrentHashMap<>();
    private final PrefixTrie<T> prefixes = new PrefixTrie<>();
    private final WildcardTrie<T> wildcards = new WildcardTrie<>();

    /** What stands under exactly this pattern, or null. */
    public @Nullable T find(String pattern, MatchPolicy policy) {
        return switch (policy) {
            case EXACT -> exact.get(pattern);
            case PREFIX -> prefixes.find(pattern);
            case WILDCARD -> wildcards.find(pattern);
        };
    }

    /**
     * Puts a value in the place of the one that stands there.
     *
     * @return the old value, or null
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
     * Removes what stands under exactly this pattern.
     *
     * @return the old value, or null
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

    /** Gives everything that matches a concrete URI: the exact entry, the prefixes from short to long, the wildcards from best to worst. */
    public void forEachMatch(String uri, Consumer<? super T> consumer) {
        T same = exact.get(uri);
        if (same != null) {
            consumer.accept(same);
        }
        prefixes.forEachMatch(uri, consumer);
        wildcards.forEachMatch(uri, consumer);
    }

    /**
     * The one entry that counts where there may be only one, or null (PBR-4): the exact one; else the longest prefix; else the wildcard whose
     * literal components reach farthest before its first gap, then before the next, and so on.
     *
     * <p>Prefixes that all end inside a component come last. So says the specification's table: of prefix {@code a1.b2.c3} and wildcard {@code
     * a1.b2.c33..e5}, the latter serves {@code a1.b2.c33.d4.e5}; and yet such a prefix does match (PBR-2).
     */
    public @Nullable T bestMatch(String uri) {
        T same = exact.get(uri);
        if (same != null) {
            return same;
        }
        // Who looks into one place after another while entries move between them might find none although there was
        // always one (PBR-8).
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

    /** Gives every value under one policy, in no particular order; what is put or removed meanwhile may or may not appear. */
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
