package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Options of CANCEL.
 *
 * @param mode {@code mode}: how to cancel the call; {@code killnowait} if absent (CAN-7)
 */
public record CancelOptions(CancelMode mode) {
    /** The options without any key. */
    public static final CancelOptions NONE = new CancelOptions(CancelMode.KILLNOWAIT);

    /** Reads the options of a message; unknown keys are ignored. */
    public static CancelOptions read(Map<String, ?> dictionary) throws ProtocolViolation {
        if (dictionary.isEmpty()) {
            return NONE;
        }
        OptionReader options = new OptionReader(OptionDictionary.CANCEL_OPTIONS, dictionary);
        return new CancelOptions(options.choice(OptionKey.MODE, CancelMode.KILLNOWAIT, CancelOptions::mode));
    }

    /** Reads an empty text as no mode: kraftfahrstrasse 0.9.0 sends it when the application gives no mode. */
    private static Optional<CancelMode> mode(String wire) {
        return wire.isEmpty() ? Optional.of(CancelMode.KILLNOWAIT) : CancelMode.ofWire(wire);
    }

    /** Returns the dictionary to send. The mode is always present. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        dictionary.put(OptionKey.MODE.key(), mode.wire());
        return dictionary;
    }
}
