package io.aerostat.router.cookie;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record of Crossbar.io's cookie file, so that browsers stay authenticated when Aerostat replaces a node of
 * Crossbar.io. Stateless.
 */
final class CrossbarCookie {
    /** The key of the cookie's value. A record with this key is one of Crossbar.io's. */
    static final String VALUE = "cbtid";

    /** Keys with this prefix describe the node of Crossbar.io. */
    private static final String OF_NODE = "x_cb_";

    private CrossbarCookie() {}

    /** @throws IllegalArgumentException or a {@code DateTimeException} if the record is invalid */
    static StoredCookie stored(Map<?, ?> record) {
        if (!(record.get("max_age") instanceof Long seconds) || seconds < 1 || seconds > 311_040_000) {
            throw new IllegalArgumentException("cookie without max_age");
        }
        Instant expires = Instant.parse(CookieLine.text(record, "created")).plus(Duration.ofSeconds(seconds));
        // Cookies of anonymous clients have a generated identity, which proves nothing.
        if (record.get("authid") == null || "anonymous".equals(record.get("authmethod"))) {
            return new StoredCookie(expires, Optional.empty());
        }
        Map<String, @Nullable Object> extra = new LinkedHashMap<>();
        if (record.get("authextra") instanceof Map<?, ?> dictionary) {
            dictionary.forEach((key, value) -> {
                if (key instanceof String name && !name.startsWith(OF_NODE)) {
                    extra.put(name, value);
                }
            });
        }
        return new StoredCookie(
                expires,
                Optional.of(new CookieIdentity(
                        null,
                        CookieLine.text(record, "authrealm"),
                        CookieLine.text(record, "authid"),
                        CookieLine.text(record, "authrole"),
                        CookieLine.text(record, "authmethod"),
                        "static",
                        extra)));
    }
}
