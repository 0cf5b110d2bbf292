package io.aerostat.client.auth;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of AUTHENTICATE.
 *
 * @param signature the signature, or the ticket itself; secret
 * @param extra entries that the method defines
 */
public record ChallengeAnswer(String signature, Map<String, @Nullable Object> extra) {
    public ChallengeAnswer {
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    /** Returns an answer without extra entries. */
    public static ChallengeAnswer of(String signature) {
        return new ChallengeAnswer(signature, Map.of());
    }

    /** Leaves out the signature. */
    @Override
    public String toString() {
        return "ChallengeAnswer[]";
    }
}
