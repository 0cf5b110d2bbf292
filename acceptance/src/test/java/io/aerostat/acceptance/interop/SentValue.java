package io.aerostat.acceptance.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aerostat.acceptance.Surroundings;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.protocol.serializer.Serializers;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.List;

/**
 * A value as a sender encodes it: a line of {@code acceptance/src/test/interop/values.txt}. Programs in other languages
 * can read this file too.
 *
 * @param name the name, as people read it
 * @param serialization the serialization of the sender
 * @param encoded the encoded argument, without the list that contains it
 */
record SentValue(String name, Serialization serialization, byte[] encoded) {

    static List<SentValue> all() throws IOException {
        return Files.readAllLines(Surroundings.root().resolve("acceptance/src/test/interop/values.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(SentValue::of)
                .toList();
    }

    private static SentValue of(String line) {
        String[] fields = line.split(" \\| ", 3);
        Serialization serialization = Serialization.ofWireName(fields[1]).orElseThrow();
        return new SentValue(fields[0], serialization, Encoded.bytes(serialization, fields[2]));
    }

    /** Returns the payload that the router reads from a CALL with this value as its argument. */
    Payload received() throws ProtocolViolation {
        byte[] frame = switch (serialization) {
            case JSON -> Encoded.join("[48,1,{},\"a.b\",[".getBytes(UTF_8), encoded, "]]".getBytes(UTF_8));
            case MSGPACK -> Encoded.join(HexFormat.of().parseHex("95300180a3612e6291"), encoded);
            case CBOR -> Encoded.join(HexFormat.of().parseHex("85183001a063612e6281"), encoded);
            default ->
                Encoded.join(HexFormat.of().parseHex("5b553055017b7d535503612e625b"), encoded, new byte[] {']', ']'});
        };
        return ((Call) Serializers.of(serialization).decode(frame, 0, frame.length, DecodeLimits.DEFAULT)).payload();
    }

    /** Returns the value in the notation of the table. */
    String notation() {
        return Encoded.notation(serialization, encoded);
    }
}
