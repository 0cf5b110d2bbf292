package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Details of ERROR.
 *
 * @param passthru the attributes of a payload in passthru mode
 */
public record ErrorDetails(Passthru passthru) {
    /** The details without any key. */
    public static final ErrorDetails NONE = new ErrorDetails(Passthru.NONE);

    /** Reads the details of a message; unknown keys are ignored. */
    public static ErrorDetails read(Map<String, ?> dictionary) throws ProtocolViolation {
        if (dictionary.isEmpty()) {
            return NONE;
        }
        OptionReader options = new OptionReader(OptionDictionary.ERROR_DETAILS, dictionary);
        return new ErrorDetails(Passthru.read(options));
    }

    /** Returns the dictionary to send, without keys that have their default value. */
    public Map<String, @Nullable Object> toMap() {
        if (this == NONE) {
            return Map.of();
        }
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        passthru.writeTo(dictionary);
        return dictionary;
    }
}
