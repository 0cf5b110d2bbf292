package io.aerostat.protocol.authentication;

import io.aerostat.protocol.authentication.crypto.Nonces;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a WAMP-CRA challenge, which router and client sign (CRA-1). Immutable; any thread.
 *
 * @param nonce new for each challenge (CRA-5)
 * @param session the id that the session will have in WELCOME
 */
public record WampCraChallenge(
        String authid, String authrole, String authprovider, String nonce, Instant timestamp, long session) {
    private static final int NONCE_BYTES = 32;
    private static volatile Second latest = new Second(0, "1970-01-01T00:00:00");

    /** Returns a challenge with a new nonce. */
    public static WampCraChallenge create(
            String authid, String authrole, String authprovider, Instant now, long session) {
        return new WampCraChallenge(authid, authrole, authprovider, Nonces.base64(NONCE_BYTES), now, session);
    }

    /** Returns the JSON text to sign. Both peers use exactly these bytes. */
    public String text() {
        StringBuilder json = new StringBuilder(256).append('{');
        member(json, "authid", authid).append(", ");
        member(json, "authrole", authrole).append(", ");
        member(json, "authmethod", WampCra.METHOD).append(", ");
        member(json, "authprovider", authprovider).append(", ");
        member(json, "nonce", nonce).append(", ");
        int millis = timestamp.getNano() / 1_000_000;
        json.append("\"timestamp\": \"")
                .append(second(timestamp.getEpochSecond()))
                .append('.');
        json.append((char) ('0' + millis / 100))
                .append((char) ('0' + millis / 10 % 10))
                .append((char) ('0' + millis % 10))
                .append("Z\", ");
        return json.append("\"session\": ").append(session).append('}').toString();
    }

    /**
     * Returns the text of an instant, without fraction and time zone. The last text is cached, because formatting takes
     * longer than all other work for a challenge.
     */
    private static String second(long epochSecond) {
        Second known = latest;
        if (known.epochSecond != epochSecond) {
            String text = Instant.ofEpochSecond(epochSecond).toString();
            known = new Second(epochSecond, text.substring(0, text.length() - 1));
            latest = known;
        }
        return known.text;
    }

    private record Second(long epochSecond, String text) {}

    /** Returns the {@code extra} of a CHALLENGE with this text. */
    public static Map<String, @Nullable Object> extra(String text, @Nullable KeyDerivation derivation) {
        Map<String, @Nullable Object> extra = new LinkedHashMap<>();
        extra.put("challenge", text);
        if (derivation != null) {
            derivation.writeTo(extra);
        }
        return extra;
    }

    private static StringBuilder member(StringBuilder json, String name, String value) {
        json.append('"').append(name).append("\": \"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"');
    }
}
