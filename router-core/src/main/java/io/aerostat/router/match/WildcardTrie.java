package io.aerostat.router.match;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A trie of URI components. A component may be a gap, which matches any component (PBR-3). A search tries the literal
 * child before the gap, so it finds matches in the order of PBR-4: a pattern whose first gap is farther right comes
 * first; if the first gaps are equal, the second gap decides, and so on. Two patterns that match the same URI with the
 * same gaps are the same pattern, so there is never a tie.
 *
 * <p>Readers take no lock: nodes are complete when they are added, and removed when they are empty.
 * {@link PatternIndex} ensures that there is only one writer at a time.
 */
final class WildcardTrie<T> {
    private final WildcardNode<T> root = new WildcardNode<>();

    @Nullable
    T find(String pattern) {
        WildcardNode<T> node = root;
        for (String component : components(pattern)) {
            node = node.child(component);
            if (node == null) {
                return null;
            }
        }
        return node.value;
    }

    @Nullable
    T bestMatch(String uri) {
        return root.isLeaf() ? null : root.bestMatch(uri, 0);
    }

    void forEachMatch(String uri, Consumer<? super T> consumer) {
        if (!root.isLeaf()) {
            root.forEachMatch(uri, 0, consumer);
        }
    }

    void forEach(Consumer<? super T> consumer) {
        root.forEach(consumer);
    }

    boolean isEmpty() {
        return root.isLeaf();
    }

    @Nullable
    T put(String pattern, T value) {
        WildcardNode<T> node = root;
        for (String component : components(pattern)) {
            node = node.childOrNew(component);
        }
        T old = node.value;
        node.value = value;
        return old;
    }

    @Nullable
    T remove(String pattern) {
        List<String> components = components(pattern);
        List<WildcardNode<T>> path = new ArrayList<>(components.size());
        WildcardNode<T> node = root;
        for (String component : components) {
            path.add(node);
            node = node.child(component);
            if (node == null) {
                return null;
            }
        }
        T old = node.value;
        node.value = null;
        for (int i = path.size() - 1; i >= 0 && node.value == null && node.isLeaf(); i--) {
            path.get(i).removeChild(components.get(i));
            node = path.get(i);
        }
        return old;
    }

    private static List<String> components(String pattern) {
        List<String> components = new ArrayList<>();
        int start = 0;
        for (int dot = pattern.indexOf('.'); dot >= 0; dot = pattern.indexOf('.', start)) {
            components.add(pattern.substring(start, dot));
            start = dot + 1;
        }
        components.add(pattern.substring(start));
        return components;
    }
}
