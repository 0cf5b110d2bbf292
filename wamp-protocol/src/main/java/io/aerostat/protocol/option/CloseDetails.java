package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Details of ABORT and GOODBYE.
 *
 * @param message {@code message}: a text for people
 * @param scram {@code scram}: the server error of RFC 5802 (SCR-13)
 */
public record CloseDetails(
        @Nullable String message, @Nullable String scram) {
    /** The details without any key. */
    public static final CloseDetails NONE = new CloseDetails(null, null);

    /**
     * Reads the details of a message; unknown keys are ignored.
     *
     * @param kind {@link OptionDictionary#ABORT_DETAILS} or {@link OptionDictionary#GOODBYE_DETAILS}
     */
    public static CloseDetails read(OptionDictionary kind, Map<String, ?> dictionary) throws ProtocolViolation {
        if (dictionary.isEmpty()) {
            return NONE;
        }
        OptionReader options = new OptionReader(kind, dictionary);
        return new CloseDetails(options.text(OptionKey.MESSAGE), options.text(OptionKey.SCRAM));
    }

    /** Returns the dictionary to send, without keys that have their default value. */
    public Map<String, @Nullable Object> toMap() {
        if (this == NONE) {
            return Map.of();
        }
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        Dictionaries.put(dictionary, OptionKey.MESSAGE, message);
        Dictionaries.put(dictionary, OptionKey.SCRAM, scram);
        return dictionary;
    }
}
