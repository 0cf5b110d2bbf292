package io.aerostat.router.match;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One edge of a {@link PrefixTrie} and the nodes below it. The children are sorted by the first character of their
 * label, which is different for each child.
 */
final class PrefixNode<T> {
    private static final PrefixNode<?>[] NO_CHILDREN = new PrefixNode<?>[0];

    final String label;
    volatile @Nullable T value;
    private volatile PrefixNode<T>[] children;

    PrefixNode(String label) {
        this(label, noChildren());
    }

    private PrefixNode(String label, PrefixNode<T>[] children) {
        this.label = label;
        this.children = children;
    }

    boolean isLeaf() {
        return children.length == 0;
    }

    @Nullable
    PrefixNode<T> child(char first) {
        PrefixNode<T>[] all = children;
        int found = indexOf(all, first);
        return found < 0 ? null : all[found];
    }

    /** Returns the child whose complete label occurs in {@code uri} at position {@code at}, or null. */
    @Nullable
    PrefixNode<T> childAlong(String uri, int at) {
        if (at >= uri.length()) {
            return null;
        }
        PrefixNode<T> child = child(uri.charAt(at));
        return child != null && uri.startsWith(child.label, at) ? child : null;
    }

    int commonLength(String text, int at) {
        int length = Math.min(label.length(), text.length() - at);
        int i = 0;
        while (i < length && label.charAt(i) == text.charAt(at + i)) {
            i++;
        }
        return i;
    }

    void add(PrefixNode<T> child) {
        PrefixNode<T>[] all = children;
        int place = -indexOf(all, child.label.charAt(0)) - 1;
        PrefixNode<T>[] more = Arrays.copyOf(all, all.length + 1);
        System.arraycopy(all, place, more, place + 1, all.length - place);
        more[place] = child;
        children = more;
    }

    /** Inserts a node between this node and a child, and splits the label of the child there. */
    PrefixNode<T> split(PrefixNode<T> child, int length) {
        PrefixNode<T> lower = new PrefixNode<>(child.label.substring(length), child.children);
        lower.value = child.value;
        PrefixNode<T>[] one = Arrays.copyOf(PrefixNode.<T>noChildren(), 1);
        one[0] = lower;
        PrefixNode<T> upper = new PrefixNode<>(child.label.substring(0, length), one);
        replace(child, upper);
        return upper;
    }

    /** Removes a child that has no value and no children, or merges it with its only child. */
    void tidy(PrefixNode<T> child) {
        PrefixNode<T>[] below = child.children;
        if (child.value != null || below.length > 1) {
            return;
        }
        if (below.length == 1) {
            PrefixNode<T> joined = new PrefixNode<>(child.label + below[0].label, below[0].children);
            joined.value = below[0].value;
            replace(child, joined);
        } else {
            PrefixNode<T>[] all = children;
            int place = indexOf(all, child.label.charAt(0));
            PrefixNode<T>[] fewer = Arrays.copyOf(all, all.length - 1);
            System.arraycopy(all, place + 1, fewer, place, fewer.length - place);
            children = fewer;
        }
    }

    /** Calls the consumer for all values. Uses no recursion, because clients control the depth of the tree. */
    void forEach(Consumer<? super T> consumer) {
        Deque<PrefixNode<T>> open = new ArrayDeque<>();
        open.add(this);
        for (PrefixNode<T> node = open.poll(); node != null; node = open.poll()) {
            T here = node.value;
            if (here != null) {
                consumer.accept(here);
            }
            for (PrefixNode<T> child : node.children) {
                open.add(child);
            }
        }
    }

    private void replace(PrefixNode<T> child, PrefixNode<T> other) {
        PrefixNode<T>[] changed = children.clone();
        changed[indexOf(changed, child.label.charAt(0))] = other;
        children = changed;
    }

    /** Returns the index of the child, or {@code -index - 1} with the index at which to insert it. */
    private static int indexOf(PrefixNode<?>[] children, char first) {
        int low = 0;
        int high = children.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            char found = children[middle].label.charAt(0);
            if (found < first) {
                low = middle + 1;
            } else if (found > first) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -low - 1;
    }

    @SuppressWarnings("unchecked") // the array is empty
    private static <T> PrefixNode<T>[] noChildren() {
        return (PrefixNode<T>[]) NO_CHILDREN;
    }
}
