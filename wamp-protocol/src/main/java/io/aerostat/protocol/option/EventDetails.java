package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.trace.TraceContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Details of EVENT.
 *
 * @param topic {@code topic}: the concrete topic, for pattern subscriptions (PBS-3)
 * @param publisher {@code publisher}: the session id of a disclosed publisher, or 0
 * @param publisherAuthid {@code publisher_authid}: the authid of a disclosed publisher
 * @param publisherAuthrole {@code publisher_authrole}: the role of a disclosed publisher
 * @param trustlevel {@code trustlevel}: the trust level of the publication, or -1 for none (PTL-1)
 * @param retained {@code retained}: whether this is a retained event (RET-2)
 * @param acknowledgedDelivery {@code x_acknowledged_delivery}: an extension that is accepted and ignored (PS-13)
 * @param passthru the attributes of a payload in passthru mode
 */
public record EventDetails(
        @Nullable String topic,
        long publisher,
        @Nullable String publisherAuthid,
        @Nullable String publisherAuthrole,
        long trustlevel,
        boolean retained,
        boolean acknowledgedDelivery,
        Passthru passthru) {
    /** The details without any key. */
    public static final EventDetails NONE = new EventDetails(null, 0, null, null, -1, false, false, Passthru.NONE);

    /** Returns a copy with another trace context; null for none. */
    public EventDetails with(@Nullable TraceContext trace) {
        return passthru.trace() == trace
                ? this
                : new EventDetails(
                        topic,
                        publisher,
                        publisherAuthid,
                        publisherAuthrole,
                        trustlevel,
                        retained,
                        acknowledgedDelivery,
                        passthru.with(trace));
    }

    /** Reads the details of a message; unknown keys are ignored. */
    public static EventDetails read(Map<String, ?> dictionary) throws ProtocolViolation {
        if (dictionary.isEmpty()) {
            return NONE;
        }
        OptionReader options = new OptionReader(OptionDictionary.EVENT_DETAILS, dictionary);
        return new EventDetails(
                options.text(OptionKey.TOPIC),
                options.id(OptionKey.PUBLISHER, 0),
                options.text(OptionKey.PUBLISHER_AUTHID),
                options.text(OptionKey.PUBLISHER_AUTHROLE),
                options.integer(OptionKey.TRUSTLEVEL, -1),
                options.flag(OptionKey.RETAINED, false),
                options.flag(OptionKey.X_ACKNOWLEDGED_DELIVERY, false),
                Passthru.read(options));
    }

    /** Returns the dictionary to send, without keys that have their default value. */
    public Map<String, @Nullable Object> toMap() {
        if (this == NONE) {
            return Map.of();
        }
        if (topic != null && saysNothingElse()) {
            return Map.of(OptionKey.TOPIC.key(), topic); // a fast path for pattern subscriptions
        }
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        Dictionaries.put(dictionary, OptionKey.TOPIC, topic);
        if (publisher != 0) {
            dictionary.put(OptionKey.PUBLISHER.key(), publisher);
        }
        Dictionaries.put(dictionary, OptionKey.PUBLISHER_AUTHID, publisherAuthid);
        Dictionaries.put(dictionary, OptionKey.PUBLISHER_AUTHROLE, publisherAuthrole);
        if (trustlevel != -1) {
            dictionary.put(OptionKey.TRUSTLEVEL.key(), trustlevel);
        }
        Dictionaries.putFlag(dictionary, OptionKey.RETAINED, retained);
        Dictionaries.putFlag(dictionary, OptionKey.X_ACKNOWLEDGED_DELIVERY, acknowledgedDelivery);
        passthru.writeTo(dictionary);
        return dictionary;
    }

    private boolean saysNothingElse() {
        return publisher == 0
                && publisherAuthid == null
                && publisherAuthrole == null
                && trustlevel == -1
                && !retained
                && !acknowledgedDelivery
                && passthru.equals(Passthru.NONE); // PPT-13: enc_* keys may occur without a scheme
    }
}
