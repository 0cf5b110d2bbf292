package io.aerostat.protocol.feature;

import io.aerostat.protocol.error.ProtocolViolation;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The roles of a peer, each with the features that the peer announced as true ({@code HELLO.Details.roles},
 * {@code WELCOME.Details.roles}; SES-2).
 *
 * @param features an unmodifiable map from each role of the peer to its features; the set of features may be empty
 */
public record Roles(Map<Role, Set<Feature>> features) {
    public static final Roles NONE = new Roles(Map.of());

    public Roles {
        Map<Role, Set<Feature>> copy = new LinkedHashMap<>(); // preserves the order (SER-11)
        features.forEach((role, set) -> copy.put(role, Collections.unmodifiableSet(new LinkedHashSet<>(set))));
        features = Collections.unmodifiableMap(copy);
    }

    // These methods are written by hand, because the first call of a record's generated equals or hashCode takes 40 ms
    // without class-data sharing, and would delay the first session.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Roles same && features.equals(same.features);
    }

    @Override
    public int hashCode() {
        return features.hashCode();
    }

    /** Checks whether the peer has announced a role. */
    public boolean has(Role role) {
        return features.containsKey(role);
    }

    /** Checks whether the peer has {@code role} and has announced {@code feature} for it. */
    public boolean announces(Role role, Feature feature) {
        Set<Feature> announced = features.get(role);
        return announced != null && announced.contains(feature);
    }

    /** Returns these roles, each with all its features, as a complete implementation announces them. */
    public static Roles complete(Set<Role> roles) {
        Map<Role, Set<Feature>> all = new EnumMap<>(Role.class);
        for (Role role : roles) {
            Set<Feature> set = EnumSet.noneOf(Feature.class);
            for (Feature feature : Feature.values()) {
                if (feature.roles().contains(role)) {
                    set.add(feature);
                }
            }
            all.put(role, set);
        }
        return new Roles(all);
    }

    /**
     * Reads a {@code roles} dictionary. Unknown roles and features are ignored (SES-3); a known role or feature with a
     * value of a wrong type is a violation (SES-4).
     */
    public static Roles read(Map<?, ?> dictionary) throws ProtocolViolation {
        Map<Role, Set<Feature>> roles = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : dictionary.entrySet()) {
            Role role = Role.ofWire(String.valueOf(entry.getKey())).orElse(null);
            if (role != null) {
                roles.put(role, readFeatures(role, entry.getValue()));
            }
        }
        return new Roles(roles);
    }

    private static Set<Feature> readFeatures(Role role, @Nullable Object value) throws ProtocolViolation {
        if (!(value instanceof Map<?, ?> details)) {
            throw ProtocolViolation.of("roles." + role.wire(), describe(value), "a dictionary");
        }
        Set<Feature> announced = new LinkedHashSet<>();
        Object features = details.get("features");
        if (features == null) {
            return announced;
        }
        if (!(features instanceof Map<?, ?> flags)) {
            throw ProtocolViolation.of("roles." + role.wire() + ".features", describe(features), "a dictionary");
        }
        for (Map.Entry<?, ?> flag : flags.entrySet()) {
            Feature feature = Feature.ofKey(String.valueOf(flag.getKey())).orElse(null);
            if (feature == null) {
                continue;
            }
            if (!(flag.getValue() instanceof Boolean on)) {
                throw ProtocolViolation.of(
                        "roles." + role.wire() + ".features." + feature.key(), describe(flag.getValue()), "a bool");
            }
            if (on) {
                announced.add(feature);
            }
        }
        return announced;
    }

    private static String describe(@Nullable Object value) {
        return value == null ? "null" : value.getClass().getSimpleName();
    }

    /** Returns the dictionary to send. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> roles = new LinkedHashMap<>();
        features.forEach((role, set) -> {
            Map<String, Object> flags = new LinkedHashMap<>();
            set.forEach(feature -> flags.put(feature.key(), true));
            roles.put(role.wire(), flags.isEmpty() ? Map.of() : Map.of("features", flags));
        });
        return roles;
    }
}
