package io.aerostat.mqtt.payload;

import io.aerostat.mqtt.options.PayloadMapping;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The mappings of a listener, each for the topics with a prefix. Immutable; any thread. */
public final class Mappings {
    private final NavigableMap<String, PayloadMapping> byPrefix = new TreeMap<>();

    public Mappings(Map<String, PayloadMapping> mappings) {
        byPrefix.putAll(mappings);
    }

    /** Returns the mapping with the longest prefix of a WAMP topic; null if there is none. */
    public @Nullable PayloadMapping of(String topic) {
        Map.Entry<String, PayloadMapping> candidate = byPrefix.floorEntry(topic);
        while (candidate != null && !topic.startsWith(candidate.getKey())) {
            candidate = byPrefix.lowerEntry(candidate.getKey());
        }
        return candidate == null ? null : candidate.getValue();
    }

    /** Returns the conversion of a mapping that needs no procedure. */
    static Conversion conversion(PayloadMapping mapping) {
        if (mapping instanceof PayloadMapping.Passthrough) {
            return new PassthroughConversion();
        }
        if (mapping instanceof PayloadMapping.Native values) {
            return new NativeConversion(values.serialization());
        }
        throw new IllegalArgumentException("found " + mapping + " (expected a mapping without procedures)");
    }
}
