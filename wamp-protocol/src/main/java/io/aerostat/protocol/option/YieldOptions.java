package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options of YIELD.
 *
 * @param progress {@code progress}: whether more results follow (PCR-3)
 * @param passthru the attributes of a payload in passthru mode
 */
public record YieldOptions(boolean progress, Passthru passthru) {
    /** The options without any key. */
    public static final YieldOptions NONE = new YieldOptions(false, Passthru.NONE);

    /** Reads the options of a message; unknown keys are ignored. */
    public static YieldOptions read(Map<String, ?> dictionary) throws ProtocolViolation {
        if (dictionary.isEmpty()) {
            return NONE;
        }
        OptionReader options = new OptionReader(OptionDictionary.YIELD_OPTIONS, dictionary);
        return new YieldOptions(options.flag(OptionKey.PROGRESS, false), Passthru.read(options));
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
