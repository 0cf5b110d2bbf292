package io.aerostat.node.config;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where parts of a router stand in the configuration file, for messages about parts that turn out to be unusable after
 * the file was read. A part is found by identity, because two equal parts may stand at different places. Immutable.
 */
public final class Origins {
    /** Knows no part. */
    public static final Origins NONE = new Origins(Map.of());

    private final Map<Object, Origin> origins;

    /** @param origins the places by their parts, compared by identity */
    public Origins(Map<Object, Origin> origins) {
        Map<Object, Origin> copy = new IdentityHashMap<>();
        copy.putAll(origins);
        this.origins = Collections.unmodifiableMap(copy);
    }

    /** Returns where a part stands; {@link Origin#NONE} if it was not read from the file. */
    public Origin of(Object part) {
        return Optional.ofNullable(origins.get(part)).orElse(Origin.NONE);
    }
}
