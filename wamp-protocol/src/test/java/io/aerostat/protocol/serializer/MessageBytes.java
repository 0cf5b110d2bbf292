package io.aerostat.protocol.serializer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.aerostat.protocol.payload.Serialization;
import java.util.HexFormat;

/** Makes the bytes of messages with an explicit payload. */
final class MessageBytes {
    private MessageBytes() {}

    /**
     * Returns a CALL with request id 1 to {@code a.b}. The payload is in the notation of {@link Frames#bytes}; in JSON,
     * ~XX is the byte with the hexadecimal value XX.
     */
    static byte[] call(Serialization serialization, String payload) {
        boolean two = elements(serialization, payload);
        return switch (serialization) {
            case JSON -> text("[48,1,{},\"a.b\"," + payload + "]");
            case MSGPACK -> Frames.bytes(serialization, (two ? "96" : "95") + "3001 80 a3612e62" + payload);
            case CBOR -> Frames.bytes(serialization, (two ? "86" : "85") + "183001 a0 63612e62" + payload);
            case UBJSON, BJDATA -> Frames.bytes(serialization, "5b 5530 5501 7b7d 53 5503612e62" + payload + "5d");
        };
    }

    /** Checks whether the payload begins with empty arguments, so that keyword arguments follow as a second element. */
    private static boolean elements(Serialization serialization, String payload) {
        return payload.startsWith(serialization == Serialization.MSGPACK ? "90" : "80");
    }

    private static byte[] text(String notation) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < notation.length(); i++) {
            if (notation.charAt(i) == '~') {
                text.append((char) HexFormat.fromHexDigits(notation, i + 1, i + 3));
                i += 2;
            } else {
                text.append(notation.charAt(i));
            }
        }
        return text.toString().getBytes(ISO_8859_1);
    }
}
