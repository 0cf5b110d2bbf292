package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Details of RESULT.
 *
 * @param progress {@code progress}: whether more results follow (PCR-3)
 * @param passthru the attributes of a payload in passthru mode
 */
public record ResultDetails(boolean progress, Passthru passthru) {
    /** The details without any key. */
    public static final ResultDetails NONE = new ResultDetails(false, Passthru.NONE);

    /** Reads the details of a message; unknown keys are ignored. */
    public static ResultDetails read(Map<String, ?> dictionary) throws ProtocolViolation {
        if (dictionary.isEmpty()) {
            return NONE;
        }
        OptionReader options = new OptionReader(OptionDictionary.RESULT_DETAILS, dictionary);
        return new ResultDetails(options.flag(OptionKey.PROGRESS, false), Passthru.read(options));
    }

    /** Returns the dictionary to send, without keys that have their default value. */
    public Map<String, @Nullable Object> toMap() {
        if (this == NONE) {
            return Map.of();
        }
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        Dictionaries.putFlag(dictionary, OptionKey.PROGRESS, progress);
        passthru.writeTo(dictionary);
        return dictionary;
    }
}
