package io.aerostat.client.meta;

import org.jspecify.annotations.Nullable;

/**
 * A subscription of the realm. What the router leaves out, or leaves empty, has its default.
 *
 * @param created ISO 8601, as the router tells it; may be empty
 * @param match {@code exact}, {@code prefix} or {@code wildcard}
 */
public record SubscriptionInfo(long id, String created, String uri, String match) {
    // Jackson gives null for what is absent.
    public SubscriptionInfo(long id, @Nullable String created, String uri, @Nullable String match) {
        this.id = id;
        this.created = created == null ? "" : created;
        this.uri = uri;
        this.match = match == null || match.isEmpty() ? "exact" : match;
    }
}
