package io.aerostat.router.authentication.account;

import io.aerostat.router.authentication.Account;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a dynamic authenticator, with typed access. Every authentication method uses the keys {@code realm},
 * {@code authid}, {@code role} and {@code extra}. Accessors fail with an {@link IllegalArgumentException} that says
 * what was expected and which type was found, but never the value.
 */
public final class PrincipalDictionary {
    private final Map<String, @Nullable Object> dictionary;

    PrincipalDictionary(Map<String, @Nullable Object> dictionary) {
        this.dictionary = dictionary;
    }

    public String text(String key) {
        String value = optionalText(key);
        if (value == null) {
            throw new IllegalArgumentException("returned a dictionary without " + key + " (expected a string)");
        }
        return value;
    }

    public @Nullable String optionalText(String key) {
        Object value = dictionary.get(key);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw wrong(key, value, "a string");
    }

    public int integer(String key, int absent) {
        Object value = dictionary.get(key);
        if (value == null) {
            return absent;
        }
        if (value instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) {
            return number.intValue();
        }
        throw wrong(key, value, "a non-negative integer");
    }

    <C> Account<C> account(String authid, C credential) {
        String assigned = optionalText("authid");
        return new Account<>(
                optionalText("realm"), assigned == null ? authid : assigned, text("role"), extra(), credential);
    }

    private Map<String, @Nullable Object> extra() {
        Object value = dictionary.get("extra");
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong("extra", value, "a dictionary");
        }
        Map<String, @Nullable Object> extra = new LinkedHashMap<>();
        map.forEach((key, item) -> extra.put(String.valueOf(key), item));
        return extra;
    }

    private static IllegalArgumentException wrong(String key, Object found, String expected) {
        return new IllegalArgumentException(
                "returned " + key + " as a " + found.getClass().getSimpleName() + " (expected " + expected + ")");
    }

    @Override
    public String toString() {
        return "PrincipalDictionary" + dictionary.keySet();
    }
}
