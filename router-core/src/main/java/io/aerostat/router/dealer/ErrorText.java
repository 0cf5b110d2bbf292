package io.aerostat.router.dealer;

import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import java.nio.charset.StandardCharsets;

/** The one argument of an ERROR of ours: a text for people. */
final class ErrorText {
    private ErrorText() {}

    /** The payload {@code [text]}. */
    static Payload payload(String text) {
        StringBuilder json = new StringBuilder(text.length() + 8).append("[\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        byte[] bytes = json.append("\"]").toString().getBytes(StandardCharsets.UTF_8);
        return Payload.validated(Serialization.JSON, bytes, 0, bytes.length, 1);
    }
}
