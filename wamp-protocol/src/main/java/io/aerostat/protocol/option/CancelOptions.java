package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options of CANCEL.
 *
 * @param mode {@code mode}: null means killnowait (CAN-7)
 */
public record CancelOptions(@Nullable CancelMode mode) {
    /** All keys absent: an empty dictionary. */
    public static final CancelOptions NONE = new CancelOptions(null);

    public static CancelOptions read(Map<String, ?> dictionary) throws ProtocolViolation {
        if (dictionary.isEmpty()) {
            return NONE;
        }
        OptionReader options = new OptionReader("CANCEL.Options", dictionary);
        return new CancelOptions(
                options.<@Nullable CancelMode>choice("mode", null, CancelMode::ofWire, "skip, kill or killnowait"));
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
        return dictionary;
    }
}
