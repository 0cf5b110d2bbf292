package io.aerostat.router.meta;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.id.Ids;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.protocol.uri.UriCheck;
import io.aerostat.router.service.ServiceException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the arguments of a meta procedure. An argument that is missing or has a wrong type causes
 * {@code wamp.error.invalid_argument} (META-4). A caller may pass an argument by position or by name; null counts as
 * absent.
 */
record Arguments(PayloadValues values) {
    /** The position of an argument that callers can pass only by name. */
    static final int NAMED = -1;

    long id(int position, String name) {
        Object value = find(position, name);
        Long id = Ids.of(value);
        if (id != null) {
            return id;
        }
        throw invalid(name, value, "an id from 1 to 2^53");
    }

    /** Returns the id of a session. A value that is not an id causes {@code wamp.error.no_such_session}. */
    long sessionId(int position, String name) {
        Object value = find(position, name);
        if (value != null && Ids.of(value) == null) {
            throw new ServiceException(
                    ErrorUris.NO_SUCH_SESSION, name + ": found " + describe(value) + " (expected the id of a session)");
        }
        return id(position, name);
    }

    /** Returns an id, or 0 if the argument is absent. */
    long optionalId(int position, String name) {
        return find(position, name) == null ? 0 : id(position, name);
    }

    String text(int position, String name) {
        String text = optionalText(position, name);
        if (text == null) {
            throw invalid(name, null, "a string");
        }
        return text;
    }

    @Nullable
    String optionalText(int position, String name) {
        Object value = find(position, name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw invalid(name, value, "a string");
    }

    boolean flag(int position, String name) {
        Object value = find(position, name);
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw invalid(name, value, "a bool");
    }

    /** Returns a number of at least 1, or 0 if the argument is absent. */
    int optionalCount(int position, String name) {
        Object value = find(position, name);
        if (value == null) {
            return 0;
        }
        if (value instanceof Long count && count > 0) {
            return (int) Math.min(count, Integer.MAX_VALUE);
        }
        throw invalid(name, value, "an integer from 1");
    }

    @Nullable
    Instant optionalTime(int position, String name) {
        String text = optionalText(position, name);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw invalid(name, text, "a time such as 2024-02-29T12:00:00Z");
        }
    }

    /** Returns a list of strings, or null if the argument is absent. */
    @Nullable
    List<String> optionalTexts(int position, String name) {
        Object value = find(position, name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof List<?> items)) {
            throw invalid(name, value, "a list of strings");
        }
        List<String> texts = new ArrayList<>(items.size());
        for (Object item : items) {
            if (!(item instanceof String text)) {
                throw invalid(name, item, "a list of strings");
            }
            texts.add(text);
        }
        return texts;
    }

    /** Returns a list of any values; empty if the argument is absent. */
    @SuppressWarnings("unchecked") // the list comes from a decoded payload
    List<@Nullable Object> list(int position, String name) {
        Object value = find(position, name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return (List<@Nullable Object>) list;
        }
        throw invalid(name, value, "a list");
    }

    /** Returns a dictionary; empty if the argument is absent. */
    @SuppressWarnings("unchecked") // the keys of dictionaries in a decoded payload are strings
    Map<String, @Nullable Object> dictionary(int position, String name) {
        Object value = find(position, name);
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> dictionary) {
            return (Map<String, @Nullable Object>) dictionary;
        }
        throw invalid(name, value, "a dictionary");
    }

    /** Returns the option {@code match} from a dictionary of options. */
    MatchPolicy match(int position) {
        Object match = dictionary(position, "options").get("match");
        if (match == null) {
            return MatchPolicy.EXACT;
        }
        if (match instanceof String text) {
            MatchPolicy policy = MatchPolicy.ofWire(text).orElse(null);
            if (policy != null) {
                return policy;
            }
        }
        throw invalid("options.match", match, "exact, prefix or wildcard");
    }

    /** Returns the reason to send to a client, which must be a URI; null if the argument is absent. */
    @Nullable
    String optionalReason(int position) {
        String reason = optionalText(position, "reason");
        if (reason != null && !UriCheck.LOOSE.isUri(reason)) {
            throw new ServiceException(
                    ErrorUris.INVALID_URI, "reason: found " + describe(reason) + " (expected a URI)");
        }
        return reason;
    }

    private @Nullable Object find(int position, String name) {
        Object value =
                position >= 0 && position < values.args().size() ? values.args().get(position) : null;
        return value != null ? value : values.kwargs().get(name);
    }

    static ServiceException invalid(String name, @Nullable Object found, String expected) {
        return new ServiceException(
                ErrorUris.INVALID_ARGUMENT, name + ": found " + describe(found) + " (expected " + expected + ")");
    }

    private static String describe(@Nullable Object value) {
        if (value instanceof String text) {
            return text.length() <= 100 ? "\"" + text + "\"" : "a string of " + text.length() + " characters";
        }
        if (value == null) {
            return "nothing";
        }
        return value instanceof Boolean || value instanceof Long || value instanceof Double
                ? value.toString()
                : value instanceof List<?> ? "a list" : value instanceof Map<?, ?> ? "a dictionary" : "something else";
    }
}
