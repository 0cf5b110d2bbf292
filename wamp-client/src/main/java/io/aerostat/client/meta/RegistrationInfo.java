package io.aerostat.client.meta;

import org.jspecify.annotations.Nullable;

/**
 * A registration of the realm. Missing and empty entries have their default values (RM-3).
 *
 * @param created the time of the creation in ISO 8601, as sent by the router; may be empty
 * @param match {@code exact}, {@code prefix} or {@code wildcard}
 * @param invoke the invocation policy
 */
public record RegistrationInfo(long id, String created, String uri, String match, String invoke) {
    // Jackson passes null for a missing key.
    public RegistrationInfo(
            long id, @Nullable String created, String uri, @Nullable String match, @Nullable String invoke) {
        this.id = id;
        this.created = created == null ? "" : created;
        this.uri = uri;
        this.match = match == null || match.isEmpty() ? "exact" : match;
        this.invoke = invoke == null || invoke.isEmpty() ? "single" : invoke;
    }
}
