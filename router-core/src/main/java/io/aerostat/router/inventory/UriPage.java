package io.aerostat.router.inventory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of one level of a tree of URIs.
 *
 * @param branches in the order of their names
 * @param next the name after which the next page begins; null if this page is the last
 */
public record UriPage(List<UriBranch> branches, @Nullable String next) {
    public UriPage {
        branches = List.copyOf(branches);
    }
}
