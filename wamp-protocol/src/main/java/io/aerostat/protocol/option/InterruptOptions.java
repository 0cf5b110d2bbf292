package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options of INTERRUPT.
 *
 * @param mode {@code mode}: how the call was canceled; {@code killnowait} if absent
 * @param reason {@code reason}: the URI of the reason (CAN-12)
 */
public record InterruptOptions(CancelMode mode, @Nullable String reason) {
    /** The options without any key. */
    public static final InterruptOptions NONE = new InterruptOptions(CancelMode.KILLNOWAIT, null);

    /** Reads the options of a message; unknown keys are ignored. */
    public static InterruptOptions read(Map<String, ?> dictionary) throws ProtocolViolation {
        if (dictionary.isEmpty()) {
            return NONE;
        }
        OptionReader options = new OptionReader(OptionDictionary.INTERRUPT_OPTIONS, dictionary);
        return new InterruptOptions(
                options.choice(OptionKey.MODE, CancelMode.KILLNOWAIT, CancelMode::ofWire),
                options.text(OptionKey.REASON));
    }

    /** Returns the dictionary to send. The mode is always present. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        dictionary.put(OptionKey.MODE.key(), mode.wire());
        Dictionaries.put(dictionary, OptionKey.REASON, reason);
        return dictionary;
    }
}
