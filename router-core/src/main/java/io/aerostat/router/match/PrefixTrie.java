package io.aerostat.router.match;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A compressed trie of character prefixes (PBR-2). Of two prefixes of a URI, the longer one has at least as many
 * components, so the deepest value on the path of the URI is the best match.
 *
 * <p>Readers take no lock: each change is one volatile write that replaces a part of the tree with the same part plus
 * or minus one value. {@link PatternIndex} ensures that there is only one writer at a time.
 */
final class PrefixTrie<T> {
    private final PrefixNode<T> root = new PrefixNode<>("");

    @Nullable
    T find(String prefix) {
        PrefixNode<T> node = root;
        int at = 0;
        while (at < prefix.length()) {
            PrefixNode<T> child = node.child(prefix.charAt(at));
            if (child == null || !prefix.startsWith(child.label, at)) {
                return null;
            }
            at += child.label.length();
            node = child;
        }
        return node.value;
    }

    @Nullable
    T longestMatch(String uri) {
        T best = null;
        int at = 0;
        for (PrefixNode<T> node = root; node != null; node = node.childAlong(uri, at)) {
            at += node.label.length();
            T value = node.value;
            if (value != null) {
                best = value;
            }
        }
        return best;
    }

    /** Checks whether any of the matching prefixes ends at the end of a component of {@code uri}. */
    boolean matchesWholeComponents(String uri) {
        int at = 0;
        for (PrefixNode<T> node = root; node != null; node = node.childAlong(uri, at)) {
            at += node.label.length();
            boolean isWhole = at == 0 || at == uri.length() || uri.charAt(at) == '.' || uri.charAt(at - 1) == '.';
            if (isWhole && node.value != null) {
                return true;
            }
        }
        return false;
    }

    void forEachMatch(String uri, Consumer<? super T> consumer) {
        int at = 0;
        for (PrefixNode<T> node = root; node != null; node = node.childAlong(uri, at)) {
            at += node.label.length();
            T value = node.value;
            if (value != null) {
                consumer.accept(value);
            }
        }
    }

    void forEach(Consumer<? super T> consumer) {
        root.forEach(consumer);
    }

    boolean isEmpty() {
        return root.value == null && root.isLeaf();
    }

    @Nullable
    T put(String prefix, T value) {
        PrefixNode<T> node = root;
        int at = 0;
        while (at < prefix.length()) {
            PrefixNode<T> child = node.child(prefix.charAt(at));
            if (child == null) {
                PrefixNode<T> leaf = new PrefixNode<>(prefix.substring(at));
                leaf.value = value;
                node.add(leaf);
                return null;
            }
            int common = child.commonLength(prefix, at);
            if (common < child.label.length()) {
                child = node.split(child, common);
            }
            at += common;
            node = child;
        }
        T old = node.value;
        node.value = value;
        return old;
    }

    @Nullable
    T remove(String prefix) {
        PrefixNode<T> grandparent = null;
        PrefixNode<T> parent = null;
        PrefixNode<T> node = root;
        int at = 0;
        while (at < prefix.length()) {
            PrefixNode<T> child = node.child(prefix.charAt(at));
            if (child == null || !prefix.startsWith(child.label, at)) {
                return null;
            }
            at += child.label.length();
            grandparent = parent;
            parent = node;
            node = child;
        }
        T old = node.value;
        node.value = null;
        if (old != null && parent != null) {
            parent.tidy(node);
            if (grandparent != null) {
                // The parent may now have no value and only one child.
                grandparent.tidy(parent);
            }
        }
        return old;
    }
}
