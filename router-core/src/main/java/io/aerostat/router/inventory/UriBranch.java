package io.aerostat.router.inventory;

import java.util.List;

/**
 * A branch of a tree of URIs.
 *
 * @param name the URI component of this branch; may be empty
 * @param uri the components from the root to this branch
 * @param below the number of entries in the branches below this one
 * @param entries the registrations or subscriptions whose URI ends here, one for each match policy
 */
public record UriBranch(String name, String uri, int below, List<UriEntry> entries) {
    public UriBranch {
        entries = List.copyOf(entries);
    }
}
