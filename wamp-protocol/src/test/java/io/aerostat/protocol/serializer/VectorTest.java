package io.aerostat.protocol.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.WampMessage.Type;
import io.aerostat.protocol.payload.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.msgpack.core.MessagePack;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * Tests that the bytes of every message in every serialization are those in {@code vectors.txt}. A difference is a
 * change of the protocol on the wire (SER-11). Independent libraries check that all serializations have the same
 * content.
 */
@Conformance("SER-11")
class VectorTest {
    private static final String VECTORS = "vectors.txt";

    @ParameterizedTest
    @CsvFileSource(resources = VECTORS, delimiter = '|', quoteCharacter = '`', maxCharsPerColumn = 10_000)
    void bytesAreReadAndWritten(String json, String msgpack, String cbor, String ubjson) throws Exception {
        Map<Serialization, String> notations = Map.of(
                Serialization.JSON, json,
                Serialization.MSGPACK, msgpack,
                Serialization.CBOR, cbor,
                Serialization.UBJSON, ubjson);

        for (Map.Entry<Serialization, String> from : notations.entrySet()) {
            WampMessage message = Frames.decode(from.getKey(), Frames.bytes(from.getKey(), from.getValue()));
            for (Map.Entry<Serialization, String> to : notations.entrySet()) {
                assertThat(Frames.notation(to.getKey(), Frames.encode(to.getKey(), message)))
                        .as("from %s to %s", from.getKey(), to.getKey())
                        .isEqualTo(to.getValue());
            }
        }
    }

    @ParameterizedTest
    @CsvFileSource(resources = VECTORS, delimiter = '|', quoteCharacter = '`', maxCharsPerColumn = 10_000)
    void otherDecodersReadTheSameValues(String json, String msgpack, String cbor, String ubjson) throws Exception {
        JsonNode expected = JsonMapper.shared().readTree(json);

        JsonNode fromCbor = CBORMapper.shared().readTree(Frames.bytes(Serialization.CBOR, cbor));
        String fromMsgpack = MessagePack.newDefaultUnpacker(Frames.bytes(Serialization.MSGPACK, msgpack))
                .unpackValue()
                .toJson();

        assertThat(fromCbor.toString()).isEqualTo(expected.toString());
        assertThat(JsonMapper.shared().readTree(fromMsgpack)).hasToString(expected.toString());
    }

    @Test
    void theTableHasEveryMessage() throws IOException {
        Set<Integer> codes = new TreeSet<>();
        try (InputStream in = VectorTest.class.getResourceAsStream(VECTORS)) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            lines.forEach(line -> codes.add(Integer.valueOf(line.substring(1, line.indexOf(',')))));
        }
        assertThat(codes)
                .isEqualTo(Stream.of(Type.values()).map(Type::code).collect(Collectors.toCollection(TreeSet::new)));
    }
}
