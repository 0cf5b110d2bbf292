package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Details of an UNSUBSCRIBED or UNREGISTERED that is not an answer, but revokes a subscription or registration (SRV-1,
 * REV-1, A-34).
 *
 * @param id the id of the subscription or registration that has ended, or 0 if the router does not send it
 * @param reason the URI of the reason, or null
 */
public record Revocation(long id, @Nullable String reason) {

    /**
     * Reads the details of a message; unknown keys are ignored.
     *
     * @param kind {@link OptionDictionary#UNSUBSCRIBED_DETAILS} or {@link OptionDictionary#UNREGISTERED_DETAILS}
     * @param key {@link OptionKey#SUBSCRIPTION} or {@link OptionKey#REGISTRATION}
     */
    public static Revocation read(OptionDictionary kind, OptionKey key, Map<String, ?> dictionary)
            throws ProtocolViolation {
        OptionReader details = new OptionReader(kind, dictionary);
        return new Revocation(details.id(key, 0), details.text(OptionKey.REASON));
    }

    /**
     * Returns the dictionary to send.
     *
     * @param key {@link OptionKey#SUBSCRIPTION} or {@link OptionKey#REGISTRATION}
     */
    public Map<String, @Nullable Object> toMap(OptionKey key) {
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        if (id != 0) {
            dictionary.put(key.key(), id);
        }
        Dictionaries.put(dictionary, OptionKey.REASON, reason);
        return dictionary;
    }
}
