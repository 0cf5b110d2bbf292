package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.trace.TraceContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options of PUBLISH (KEY-1).
 *
 * @param acknowledge {@code acknowledge}: whether the publisher asks for PUBLISHED (PS-5)
 * @param excludeMe {@code exclude_me}: false lets the publisher receive its own event (PEX-1)
 * @param audience the black and white lists
 * @param discloseMe {@code disclose_me}: whether to disclose the publisher to subscribers (PID-1)
 * @param retain {@code retain}: whether to keep the event for later subscribers (RET-1)
 * @param rkey {@code rkey}: the key that selects a shard of a subscription (SSB-1)
 * @param passthru the attributes of a payload in passthru mode
 * @param removesRetained whether the publication removes the retained events of its topic instead of replacing them.
 *     Only a protocol that the router bridges, such as MQTT, sets this option; a WAMP message has no key for it
 */
public record PublishOptions(
        boolean acknowledge,
        boolean excludeMe,
        Audience audience,
        boolean discloseMe,
        boolean retain,
        @Nullable String rkey,
        Passthru passthru,
        boolean removesRetained) {
    /** The options without any key. */
    public static final PublishOptions NONE =
            new PublishOptions(false, true, Audience.EVERYONE, false, false, null, Passthru.NONE);

    /** Creates options that do not remove retained events. */
    public PublishOptions(
            boolean acknowledge,
            boolean excludeMe,
            Audience audience,
            boolean discloseMe,
            boolean retain,
            @Nullable String rkey,
            Passthru passthru) {
        this(acknowledge, excludeMe, audience, discloseMe, retain, rkey, passthru, false);
    }

    /** Returns a copy that removes the retained events of its topic. */
    public PublishOptions removingRetained() {
        return new PublishOptions(acknowledge, excludeMe, audience, discloseMe, false, rkey, passthru, true);
    }

    /** Returns a copy with another trace context; null for none. */
    public PublishOptions with(@Nullable TraceContext trace) {
        return new PublishOptions(
                acknowledge, excludeMe, audience, discloseMe, retain, rkey, passthru.with(trace), removesRetained);
    }

    /** Reads the options of a message; unknown keys are ignored. */
    public static PublishOptions read(Map<String, ?> dictionary) throws ProtocolViolation {
        if (dictionary.isEmpty()) {
            return NONE;
        }
        OptionReader options = new OptionReader(OptionDictionary.PUBLISH_OPTIONS, dictionary);
        return new PublishOptions(
                options.flag(OptionKey.ACKNOWLEDGE, false),
                options.flag(OptionKey.EXCLUDE_ME, true),
                Audience.read(options),
                options.flag(OptionKey.DISCLOSE_ME, false),
                options.flag(OptionKey.RETAIN, false),
                options.text(OptionKey.RKEY),
                Passthru.read(options));
    }

    /** Returns the dictionary to send, without keys that have their default value. */
    public Map<String, @Nullable Object> toMap() {
        if (this == NONE) {
            return Map.of();
        }
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        Dictionaries.putFlag(dictionary, OptionKey.ACKNOWLEDGE, acknowledge);
        if (!excludeMe) {
            dictionary.put(OptionKey.EXCLUDE_ME.key(), false);
        }
        audience.writeTo(dictionary);
        Dictionaries.putFlag(dictionary, OptionKey.DISCLOSE_ME, discloseMe);
        Dictionaries.putFlag(dictionary, OptionKey.RETAIN, retain);
        Dictionaries.put(dictionary, OptionKey.RKEY, rkey);
        passthru.writeTo(dictionary);
        return dictionary;
    }
}
