package io.aerostat.node.command.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a configuration of version 1 into one of version 2. The versions differ in permissions: in version 1, a star at
 * the end of a URI marks a prefix, and the actions are keys beside the URI.
 */
final class VersionOne {
    private static final List<String> ACTIONS = List.of("call", "register", "publish", "subscribe");

    private VersionOne() {}

    static Map<String, @Nullable Object> upgraded(Map<?, ?> root) {
        Map<String, @Nullable Object> upgraded = new LinkedHashMap<>();
        upgraded.put("version", 2L);
        root.forEach((key, value) -> {
            if (!"version".equals(key)) {
                upgraded.put(
                        String.valueOf(key),
                        "workers".equals(key)
                                ? each(value, worker -> within(worker, "realms", VersionOne::realm))
                                : value);
            }
        });
        return upgraded;
    }

    private static @Nullable Object realm(@Nullable Object realm) {
        return within(realm, "roles", role -> within(role, "permissions", VersionOne::permission));
    }

    private interface Change {
        @Nullable
        Object of(@Nullable Object value);
    }

    /** Returns a copy of an object, with each item of the list under this key changed. */
    private static @Nullable Object within(@Nullable Object object, String key, Change change) {
        if (!(object instanceof Map<?, ?> map)) {
            return object;
        }
        Map<String, @Nullable Object> changed = new LinkedHashMap<>();
        map.forEach((name, value) -> changed.put(String.valueOf(name), key.equals(name) ? each(value, change) : value));
        return changed;
    }

    private static @Nullable Object each(@Nullable Object value, Change change) {
        if (!(value instanceof List<?> list)) {
            return value;
        }
        List<@Nullable Object> changed = new ArrayList<>();
        list.forEach(item -> changed.add(change.of(item)));
        return changed;
    }

    private static @Nullable Object permission(@Nullable Object permission) {
        if (!(permission instanceof Map<?, ?> map)
                || !(map.get("uri") instanceof String uri)
                || map.containsKey("allow")) {
            return permission;
        }
        boolean isPrefix = uri.endsWith("*");
        Map<String, @Nullable Object> upgraded = new LinkedHashMap<>();
        upgraded.put("uri", isPrefix ? uri.substring(0, uri.length() - 1) : uri);
        upgraded.put("match", isPrefix ? "prefix" : "exact");
        Map<String, @Nullable Object> allow = new LinkedHashMap<>();
        ACTIONS.forEach(action -> allow.put(action, Boolean.TRUE.equals(map.get(action))));
        upgraded.put("allow", allow);
        Map<String, Object> disclose = new LinkedHashMap<>();
        disclose.put("caller", false);
        disclose.put("publisher", false);
        upgraded.put("disclose", disclose);
        upgraded.put("cache", true);
        return upgraded;
    }
}
