package io.aerostat.acceptance.transport;

import static io.aerostat.acceptance.transport.WebSocketPeer.BINARY;
import static io.aerostat.acceptance.transport.WebSocketPeer.FIN;
import static io.aerostat.acceptance.transport.WebSocketPeer.PING;
import static io.aerostat.acceptance.transport.WebSocketPeer.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the batched subprotocols of WebSocket, in both directions (BAT-1 … BAT-4). */
@ExtendWith(TransportsRouter.Provider.class)
class BatchesIT {
    private static final String HELLO = "[1,\"wire\",{\"roles\":{\"caller\":{},\"publisher\":{},\"subscriber\":{}}}]";
    private static final int MANY = 500;

    private final TransportsRouter router;

    BatchesIT(TransportsRouter router) {
        this.router = router;
    }

    private WebSocketPeer json() throws IOException {
        WebSocketPeer peer = WebSocketPeer.wamp(router.connect("web"), "wamp.2.json.batched");
        peer.send(HELLO + "\u001e");
        assertThat(peer.text()).startsWith("[2,").endsWith("]\u001e");
        return peer;
    }

    /**
     * BAT-1, BAT-3: sends batches of one and three messages. Each message ends with the specified byte, or with the
     * byte that deployed peers send instead.
     */
    @Conformance({"BAT-1", "BAT-3", "A-52"})
    @ParameterizedTest
    @ValueSource(strings = {"\u001e", "\u0018"})
    void textBatches(String separator) throws IOException {
        try (WebSocketPeer peer = json()) {
            StringBuilder batch = new StringBuilder();
            for (int i = 1; i <= 3; i++) {
                batch.append("[48,")
                        .append(i)
                        .append(",{},\"com.batch.nobody\"]")
                        .append(separator);
            }
            peer.send(batch.toString());
            List<String> answers = texts(peer, 3, separator);
            for (int i = 1; i <= 3; i++) {
                assertThat(answers.get(i - 1)).startsWith("[8,48," + i + ",");
            }

            peer.send("[48,4,{},\"com.batch.nobody\"]" + separator);
            assertThat(peer.text()).startsWith("[8,48,4,").endsWith(separator);
        }
    }

    /** BAT-1: sends a length of four bytes before each message. */
    @Conformance("BAT-1")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "msgpack | 9301a477697265 81a5726f6c657381a663616c6c657280 "
                        + "| 9430 %02x 80 b0636f6d2e62617463682e6e6f626f6479 | 9608 30 %02x",
                "cbor | 83016477697265 a165726f6c6573a16663616c6c6572a0 "
                        + "| 841830 %02x a0 70636f6d2e62617463682e6e6f626f6479 | 8608 1830 %02x",
                "ubjson | 5b5501 53550477697265 7b5505726f6c65737b550663616c6c65727b7d7d7d 5d "
                        + "| 5b5530 55%02x 7b7d 535510636f6d2e62617463682e6e6f626f6479 5d | 5b5508 5530 55%02x",
            })
    void binaryBatches(String serializer, String hello, String call, String error) throws IOException {
        try (WebSocketPeer peer = WebSocketPeer.wamp(router.connect("web"), "wamp.2." + serializer + ".batched")) {
            peer.frame(FIN | BINARY, batch(List.of(hello))).flush();
            assertThat(binaries(peer, 1)).hasSize(1);

            peer.frame(FIN | BINARY, batch(List.of(call.formatted(1), call.formatted(2), call.formatted(3))))
                    .flush();

            List<String> answers = binaries(peer, 3);
            for (int i = 1; i <= 3; i++) {
                assertThat(answers.get(i - 1)).startsWith(error.formatted(i).replace(" ", ""));
            }
        }
    }

    /** BAT-4: messages that are sent together are one WebSocket message, and all messages keep their order. */
    @Conformance({"BAT-4", "P22"})
    @Test
    void manyAnswersLeaveInFewBatches() throws IOException {
        try (WebSocketPeer peer = json()) {
            StringBuilder batch = new StringBuilder("[32,1,{},\"com.batch.topic\"]\u001e");
            for (int i = 2; i <= MANY; i++) {
                batch.append("[16,")
                        .append(i)
                        .append(",{\"acknowledge\":true,\"exclude_me\":false},\"com.batch.topic\",[")
                        .append(i)
                        .append("]]\u001e");
            }
            peer.frame(FIN | TEXT, batch.toString()).flush();

            int messages = 0;
            int batches = 0;
            int acknowledged = 1;
            int delivered = 1;
            while (messages < 1 + 2 * (MANY - 1)) {
                String answer = peer.text();
                batches++;
                for (String message : answer.split("\u001e")) {
                    messages++;
                    if (message.startsWith("[17,")) {
                        assertThat(message).startsWith("[17," + ++acknowledged + ",");
                    } else if (message.startsWith("[36,")) {
                        assertThat(message).endsWith(",[" + ++delivered + "]]");
                    } else {
                        assertThat(message).startsWith("[33,1,");
                    }
                }
            }
            assertThat(acknowledged).isEqualTo(MANY);
            assertThat(delivered).isEqualTo(MANY);
            assertThat(batches).isLessThan(MANY / 5);
        }
    }

    /** A pong is not a part of a batch, and keeps its place among the batches. */
    @Conformance("BAT-4")
    @Test
    void pingsBetweenBatches() throws IOException {
        try (WebSocketPeer peer = json()) {
            peer.frame(FIN | TEXT, "[48,1,{},\"com.batch.nobody\"]\u001e")
                    .frame(FIN | PING, "between")
                    .frame(FIN | TEXT, "[48,2,{},\"com.batch.nobody\"]\u001e")
                    .flush();
            assertThat(peer.text()).startsWith("[8,48,1,");
            assertThat(peer.next()).isEqualTo("pong between");
            assertThat(peer.text()).startsWith("[8,48,2,");
        }
    }

    /** BAT-2: sends batches that are empty or cut off, or that contain a length beyond their end. */
    @Conformance("BAT-2")
    @ParameterizedTest
    @ValueSource(strings = {"", "[48,1,{},\"com.batch.nobody\"]", "\u001e", "[48,1,{},\"com.batch.nobody\"]\u001e[48"})
    void brokenTextBatches(String batch) throws IOException {
        try (WebSocketPeer peer = json()) {
            peer.send(batch);
            String last = peer.text();
            if (last.startsWith("[8,48,1,")) {
                last = last.contains("[3,") ? last.substring(last.indexOf("[3,")) : peer.text();
            }
            assertThat(last).startsWith("[3,").contains("wamp.error.protocol_violation");
            assertThat(peer.next()).isEqualTo("close 1002");
        }
    }

    @Conformance("BAT-2")
    @ParameterizedTest
    @ValueSource(strings = {"", "00", "000000", "00000002 80", "ffffffff 80", "7fffffff 80", "00000000"})
    void brokenBinaryBatches(String batch) throws IOException {
        try (WebSocketPeer peer = WebSocketPeer.wamp(router.connect("web"), "wamp.2.cbor.batched")) {
            peer.frame(FIN | BINARY, HexFormat.of().parseHex(batch.replace(" ", "")))
                    .flush();
            assertThat(new String(peer.binary(), UTF_8)).contains("wamp.error.protocol_violation");
            assertThat(peer.next()).isEqualTo("close 1002");
        }
    }

    private static byte[] batch(List<String> messages) {
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        for (String message : messages) {
            byte[] bytes = HexFormat.of().parseHex(message.replace(" ", ""));
            batch.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
            batch.writeBytes(bytes);
        }
        return batch.toByteArray();
    }

    private static List<String> binaries(WebSocketPeer peer, int count) {
        List<String> messages = new ArrayList<>();
        while (messages.size() < count) {
            ByteBuffer batch = ByteBuffer.wrap(peer.binary());
            assertThat(batch.remaining()).isGreaterThan(4);
            while (batch.hasRemaining()) {
                byte[] message = new byte[batch.getInt()];
                batch.get(message);
                messages.add(HexFormat.of().formatHex(message));
            }
        }
        return messages;
    }

    private static List<String> texts(WebSocketPeer peer, int count, String separator) {
        List<String> messages = new ArrayList<>();
        while (messages.size() < count) {
            String batch = peer.text();
            assertThat(batch).endsWith(separator);
            messages.addAll(List.of(batch.split(separator)));
        }
        return messages;
    }
}
