package io.aerostat.router.match;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A node of a {@link WildcardTrie}, with the components that may follow it. */
final class WildcardNode<T> {
    /** The position after the last component of a URI. */
    private static final int END = -1;

    volatile @Nullable T value;
    private volatile @Nullable WildcardNode<T> gap;
    private volatile @Nullable ConcurrentHashMap<String, WildcardNode<T>> literals;

    boolean isLeaf() {
        return gap == null && literals == null;
    }

    /** Returns the child for a component of a pattern; an empty component is a gap. */
    @Nullable
    WildcardNode<T> child(String component) {
        return component.isEmpty() ? gap : literal(component);
    }

    private @Nullable WildcardNode<T> literal(String component) {
        ConcurrentHashMap<String, WildcardNode<T>> known = literals;
        return known == null ? null : known.get(component);
    }

    WildcardNode<T> childOrNew(String component) {
        WildcardNode<T> child = child(component);
        if (child != null) {
            return child;
        }
        child = new WildcardNode<>();
        if (component.isEmpty()) {
            gap = child;
            return child;
        }
        ConcurrentHashMap<String, WildcardNode<T>> known = literals;
        if (known == null) {
            known = new ConcurrentHashMap<>();
            literals = known;
        }
        known.put(component, child);
        return child;
    }

    void removeChild(String component) {
        ConcurrentHashMap<String, WildcardNode<T>> known = literals;
        if (component.isEmpty()) {
            gap = null;
        } else if (known != null) {
            known.remove(component);
            if (known.isEmpty()) {
                literals = null;
            }
        }
    }

    /**
     * Returns the best match for the rest of a URI, or null.
     *
     * @param start where the next component begins, or {@link #END}
     */
    @Nullable
    T bestMatch(String uri, int start) {
        if (start == END) {
            return value;
        }
        int end = componentEnd(uri, start);
        int next = next(uri, end);
        WildcardNode<T> literal = literal(uri, start, end);
        if (literal != null) {
            T found = literal.bestMatch(uri, next);
            if (found != null) {
                return found;
            }
        }
        WildcardNode<T> any = gap;
        return any == null || start == end ? null : any.bestMatch(uri, next);
    }

    void forEachMatch(String uri, int start, Consumer<? super T> consumer) {
        if (start == END) {
            T here = value;
            if (here != null) {
                consumer.accept(here);
            }
            return;
        }
        int end = componentEnd(uri, start);
        int next = next(uri, end);
        WildcardNode<T> literal = literal(uri, start, end);
        if (literal != null) {
            literal.forEachMatch(uri, next, consumer);
        }
        WildcardNode<T> any = gap;
        if (any != null && start != end) {
            any.forEachMatch(uri, next, consumer);
        }
    }

    void forEach(Consumer<? super T> consumer) {
        Deque<WildcardNode<T>> open = new ArrayDeque<>();
        open.add(this);
        for (WildcardNode<T> node = open.poll(); node != null; node = open.poll()) {
            T here = node.value;
            if (here != null) {
                consumer.accept(here);
            }
            WildcardNode<T> any = node.gap;
            if (any != null) {
                open.add(any);
            }
            ConcurrentHashMap<String, WildcardNode<T>> known = node.literals;
            if (known != null) {
                open.addAll(known.values());
            }
        }
    }

    /**
     * Returns the child for a literal component of a URI, or null. Creates a string only if there are children to
     * compare.
     */
    private @Nullable WildcardNode<T> literal(String uri, int start, int end) {
        ConcurrentHashMap<String, WildcardNode<T>> known = literals;
        return known == null ? null : known.get(uri.substring(start, end));
    }

    private static int componentEnd(String uri, int start) {
        int dot = uri.indexOf('.', start);
        return dot < 0 ? uri.length() : dot;
    }

    private static int next(String uri, int end) {
        return end == uri.length() ? END : end + 1;
    }
}
