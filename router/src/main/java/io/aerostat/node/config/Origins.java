package io.aerostat.node.config;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The places of a router's parts in the configuration file, for messages about parts that turn out to be unusable after
 * the file was read. Parts are compared by identity, because two equal parts can be at different places. Immutable.
 */
public final class Origins {
    /** An empty instance, for a configuration that was not read from a file. */
    public static final Origins NONE = new Origins(Map.of());

    private final Map<Object, Origin> origins;

    /** @param origins the place of each part; the keys are compared by identity */
    public Origins(Map<Object, Origin> origins) {
        Map<Object, Origin> copy = new IdentityHashMap<>();
        copy.putAll(origins);
        this.origins = Collections.unmodifiableMap(copy);
    }

    /** Returns the place of a part; {@link Origin#NONE} if the part was not read from the file. */
    public Origin of(Object part) {
        return Optional.ofNullable(origins.get(part)).orElse(Origin.NONE);
    }
}
