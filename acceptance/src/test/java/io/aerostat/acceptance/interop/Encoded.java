package io.aerostat.acceptance.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/** Encoded values as people read them: JSON as text, other serializations as hexadecimal digits. */
final class Encoded {
    private Encoded() {}

    static byte[] bytes(Serialization serialization, String notation) {
        return serialization == Serialization.JSON
                ? notation.getBytes(UTF_8)
                : HexFormat.of().parseHex(notation.replace(" ", ""));
    }

    static String notation(Serialization serialization, byte[] encoded) {
        String text = serialization == Serialization.JSON
                ? new String(encoded, UTF_8)
                : HexFormat.of().formatHex(encoded);
        return "`" + text.replace("|", "\\|") + "`";
    }

    /** Returns the only argument of a payload, without the list that contains it. */
    static byte[] argument(Payload payload) {
        byte[] list = payload.toByteArray();
        boolean closed =
                payload.serialization() != Serialization.MSGPACK && payload.serialization() != Serialization.CBOR;
        return Arrays.copyOfRange(list, 1, closed ? list.length - 1 : list.length);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
