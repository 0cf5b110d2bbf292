package io.aerostat.router.realm.running;

import io.aerostat.router.inventory.UriBranch;
import io.aerostat.router.inventory.UriEntry;
import io.aerostat.router.inventory.UriPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Groups the entries below one URI by their next URI component. Confined to one thread. */
final class UriTree<T> {
    private static final char SEPARATOR = '.';

    private final String prefix;
    private final NavigableMap<String, Branch<T>> branches = new TreeMap<>();

    private static final class Branch<T> {
        private final List<T> entries = new ArrayList<>();
        private int below;
    }

    /**
     * Creates an empty tree.
     *
     * @param parent the URI components above the tree; null for none
     */
    UriTree(@Nullable String parent) {
        this.prefix = parent == null ? "" : parent + SEPARATOR;
    }

    /** Adds an entry if its URI is below the parent. */
    void add(String uri, T entry) {
        if (!uri.startsWith(prefix)) {
            return;
        }
        int end = uri.indexOf(SEPARATOR, prefix.length());
        String name = uri.substring(prefix.length(), end < 0 ? uri.length() : end);
        Branch<T> branch = branches.computeIfAbsent(name, any -> new Branch<>());
        if (end < 0) {
            branch.entries.add(entry);
        } else {
            branch.below++;
        }
    }

    /** Returns the branches after a name. Calls {@code description} only for the entries of these branches. */
    UriPage page(@Nullable String after, int limit, Function<T, UriEntry> description) {
        NavigableMap<String, Branch<T>> rest = after == null ? branches : branches.tailMap(after, false);
        List<UriBranch> page = new ArrayList<>();
        String last = null;
        for (Map.Entry<String, Branch<T>> one : rest.entrySet()) {
            if (page.size() == limit) {
                return new UriPage(page, last);
            }
            last = one.getKey();
            page.add(new UriBranch(
                    last,
                    prefix + last,
                    one.getValue().below,
                    one.getValue().entries.stream().map(description).toList()));
        }
        return new UriPage(page, null);
    }
}
