package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options of INTERRUPT.
 *
 * @param mode {@code mode}: null means killnowait
 * @param reason {@code reason}: why, a URI (CAN-12)
 */
public record InterruptOptions(
        @Nullable CancelMode mode, @Nullable String reason) {
    /** All keys absent: an empty dictionary. */
    public static final InterruptOptions NONE = new InterruptOptions(null, null);

    public static InterruptOptions read(Map<String, ?> dictionary) throws ProtocolViolation {
        if (dictionary.isEmpty()) {
            return NONE;
        }
        OptionReader options = new OptionReader("INTERRUPT.Options", dictionary);
        return new InterruptOptions(
                options.<@Nullable CancelMode>choice("mode", null, CancelMode::ofWire, "skip, kill or killnowait"),
                options.text("reason"));
    }

    /** The dictionary as it stands on the wire, without what has its default. */
    public Map<String, @Nullable Object> toMap() {
        if (this == NONE) {
            return Map.of();
        }
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        if (mode != null) {
            dictionary.put("mode", mode.wire());
        }
        Dictionaries.put(dictionary, "reason", reason);
        return dictionary;
    }
}
