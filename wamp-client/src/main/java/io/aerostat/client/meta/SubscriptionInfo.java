package io.aerostat.client.meta;

import org.jspecify.annotations.Nullable;

/**
 * A subscription of the realm. Missing and empty entries have their default values.
 *
 * @param created the time of the creation in ISO 8601, as sent by the router; may be empty
 * @param match {@code exact}, {@code prefix} or {@code wildcard}
 */
public record SubscriptionInfo(long id, String created, String uri, String match) {
    // Jackson passes null for a missing key.
    public SubscriptionInfo(long id, @Nullable String created, String uri, @Nullable String match) {
        this.id = id;
        this.created = created == null ? "" : created;
        this.uri = uri;
        this.match = match == null || match.isEmpty() ? "exact" : match;
    }
}
