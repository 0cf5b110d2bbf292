package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The details of an UNSUBSCRIBED or UNREGISTERED that the router sends on its own account (SRV-1, REV-1, A-34).
 *
 * @param id of the subscription or registration that is gone, or 0 if the router did not say
 * @param reason a URI
 */
public record Revocation(long id, @Nullable String reason) {

    /**
     * @param context as errors name it: {@code UNSUBSCRIBED.Details}
     * @param key {@code subscription} or {@code registration}
     */
    public static Revocation read(String context, String key, Map<String, ?> dictionary) throws ProtocolViolation {
        OptionReader details = new OptionReader(context, dictionary);
        return new Revocation(details.id(key, 0), details.text("reason"));
    }

    /** @param key {@code subscription} or {@code registration} */
    public Map<String, @Nullable Object> toMap(String key) {
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        if (id != 0) {
            dictionary.put(key, id);
        }
        Dictionaries.put(dictionary, "reason", reason);
        return dictionary;
    }
}
