package io.aerostat.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The HELLO message of a peer, with all roles and every feature that a client can announce, or with fewer of them.
 * Immutable.
 */
public final class Hello {
    private static final Map<String, List<String>> EVERYTHING = Map.of(
            "publisher",
            List.of(
                    "subscriber_blackwhite_listing",
                    "publisher_exclusion",
                    "publisher_identification",
                    "sharded_subscription",
                    "payload_passthru_mode"),
            "subscriber",
            List.of(
                    "publisher_identification",
                    "publication_trustlevels",
                    "pattern_based_subscription",
                    "sharded_subscription",
                    "subscription_revocation",
                    "payload_passthru_mode"),
            "caller",
            List.of(
                    "progressive_call_results",
                    "progressive_call_invocations",
                    "call_timeout",
                    "call_canceling",
                    "caller_identification",
                    "sharded_registration",
                    "payload_passthru_mode"),
            "callee",
            List.of(
                    "progressive_call_results",
                    "progressive_call_invocations",
                    "call_timeout",
                    "call_canceling",
                    "caller_identification",
                    "call_trustlevels",
                    "pattern_based_registration",
                    "shared_registration",
                    "sharded_registration",
                    "registration_revocation",
                    "call_reroute",
                    "payload_passthru_mode"));

    private final String realm;
    private final Map<String, Map<String, Boolean>> roles;
    private final Map<String, @Nullable Object> details;

    private Hello(String realm, Map<String, Map<String, Boolean>> roles, Map<String, @Nullable Object> details) {
        this.realm = realm;
        this.roles = roles;
        this.details = details;
    }

    /** Returns a HELLO with all roles and every feature. */
    public static Hello everything(String realm) {
        Hello hello = new Hello(realm, new TreeMap<>(), Map.of());
        for (Map.Entry<String, List<String>> role : EVERYTHING.entrySet()) {
            hello = hello.role(role.getKey(), role.getValue().toArray(String[]::new));
        }
        return hello;
    }

    /** Returns a HELLO without roles; add roles with {@link #role}. */
    public static Hello empty(String realm) {
        return new Hello(realm, Map.of(), Map.of());
    }

    /** Returns a copy in which the role announces exactly these features. */
    public Hello role(String role, String... features) {
        Map<String, Boolean> announced = new TreeMap<>();
        for (String feature : features) {
            announced.put(feature, true);
        }
        return role(role, announced);
    }

    /** Returns a copy in which the role does not announce these features. */
    public Hello without(String role, String... features) {
        Map<String, Boolean> announced = new TreeMap<>(roles.getOrDefault(role, Map.of()));
        announced.keySet().removeAll(List.of(features));
        return role(role, announced);
    }

    private Hello role(String role, Map<String, Boolean> features) {
        Map<String, Map<String, Boolean>> changed = new TreeMap<>(roles);
        changed.put(role, features);
        return new Hello(realm, changed, details);
    }

    /** Returns a copy whose details have an additional entry, such as {@code authid}. */
    public Hello detail(String key, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(details);
        changed.put(key, value);
        return new Hello(realm, roles, changed);
    }

    public Hello realm(String other) {
        return new Hello(other, roles, details);
    }

    /** Returns the HELLO message as a list of its elements. */
    public Object[] message() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        Map<String, Object> announced = new TreeMap<>();
        roles.forEach((role, features) -> announced.put(role, Map.of("features", features)));
        all.put("roles", announced);
        all.putAll(details);
        return new Object[] {MessageType.HELLO, realm, all};
    }
}
