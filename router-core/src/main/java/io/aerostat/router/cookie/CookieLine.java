package io.aerostat.router.cookie;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializer;
import io.aerostat.protocol.serializer.Serializers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of a cookie file, as JSON: the state of a cookie. A later line about a cookie replaces earlier ones.
 *
 * @param cookie null if the cookie has been revoked or has expired
 */
record CookieLine(String digest, @Nullable StoredCookie cookie) {
    private static final Serializer JSON = Serializers.of(Serialization.JSON);

    /** The latest time that can be converted between clocks. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * Returns this line with the expiry converted to another clock.
     *
     * @param by the difference between the clocks
     */
    CookieLine shifted(Duration by) {
        return cookie == null ? this : new CookieLine(digest, cookie.shifted(by));
    }

    /** Returns the line of a cookie that is no longer valid. */
    static byte[] deleted(String digest) {
        return ("{\"cookie\":\"" + digest + "\",\"status\":\"deleted\"}\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the line as bytes, including the line break. */
    byte[] encode() throws NotExpressible {
        StoredCookie stored = cookie;
        if (stored == null) {
            return deleted(digest);
        }
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        record.put("cookie", digest);
        record.put("expires", stored.expires().toString());
        stored.identity().ifPresent(identity -> write(identity, record));
        String array = new String(
                JSON.payload(new PayloadValues(List.of(record), Map.of())).toByteArray(), StandardCharsets.UTF_8);
        return (array.substring(1, array.length() - 1) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void write(CookieIdentity identity, Map<String, @Nullable Object> record) {
        record.put("requested_realm", identity.requestedRealm());
        record.put("realm", identity.realm());
        record.put("authid", identity.authid());
        record.put("authrole", identity.authrole());
        record.put("authmethod", identity.authmethod());
        record.put("authprovider", identity.authprovider());
        record.put("authextra", identity.authextra());
    }

    /** Parses a line; empty if the line is invalid, for example because a crash has cut it off. */
    static Optional<CookieLine> decode(String line) {
        byte[] array = ("[" + line + "]").getBytes(StandardCharsets.UTF_8);
        try {
            PayloadValues values = JSON.values(Payload.validated(Serialization.JSON, array, 0, array.length, 1));
            if (values.args().size() == 1 && values.args().get(0) instanceof Map<?, ?> record) {
                boolean isDeleted = "deleted".equals(record.get("status"));
                if (record.get("cookie") instanceof String digest) {
                    return Optional.of(new CookieLine(digest, isDeleted ? null : stored(record)));
                }
                if (record.get(CrossbarCookie.VALUE) instanceof String value) {
                    return Optional.of(
                            new CookieLine(CookieDigest.of(value), isDeleted ? null : CrossbarCookie.stored(record)));
                }
            }
        } catch (IllegalStateException | IllegalArgumentException | DateTimeException e) {
            // The line is not valid; the caller reports the problem.
        }
        return Optional.empty();
    }

    private static StoredCookie stored(Map<?, ?> record) {
        Instant expires = Instant.parse(text(record, "expires"));
        if (expires.isBefore(Instant.EPOCH) || expires.isAfter(LATEST)) {
            throw new IllegalArgumentException(
                    "found a cookie that expires at " + expires + " (expected a date from 1970 to 9999)");
        }
        if (record.get("authid") == null) {
            return new StoredCookie(expires, Optional.empty());
        }
        Map<String, @Nullable Object> extra = new LinkedHashMap<>();
        if (record.get("authextra") instanceof Map<?, ?> dictionary) {
            dictionary.forEach((key, value) -> extra.put(String.valueOf(key), value));
        }
        return new StoredCookie(
                expires,
                Optional.of(new CookieIdentity(
                        record.get("requested_realm") instanceof String realm ? realm : null,
                        text(record, "realm"),
                        text(record, "authid"),
                        text(record, "authrole"),
                        text(record, "authmethod"),
                        text(record, "authprovider"),
                        extra)));
    }

    static String text(Map<?, ?> record, String key) {
        if (record.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("cookie without " + key);
    }
}
