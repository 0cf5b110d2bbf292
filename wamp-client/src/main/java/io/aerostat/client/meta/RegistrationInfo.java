package io.aerostat.client.meta;

import org.jspecify.annotations.Nullable;

/**
 * A registration of the realm. What the router leaves out, or leaves empty, has its default (RM-3).
 *
 * @param created ISO 8601, as the router tells it; may be empty
 * @param match {@code exact}, {@code prefix} or {@code wildcard}
 * @param invoke the invocation policy
 */
public record RegistrationInfo(long id, String created, String uri, String match, String invoke) {
    // Jackson gives null for what is absent.
    public RegistrationInfo(
            long id, @Nullable String created, String uri, @Nullable String match, @Nullable String invoke) {
        this.id = id;
        this.created = created == null ? "" : created;
        this.uri = uri;
        this.match = match == null || match.isEmpty() ? "exact" : match;
        this.invoke = invoke == null || invoke.isEmpty() ? "single" : invoke;
    }
}
