package io.aerostat.acceptance.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests TCP, TLS, Unix domain sockets and shared ports. On each of them, the router must serve well-behaved peers
 * (RAW-11, RAW-12), and must end the connections of all other peers within a deadline, without harm to any session.
 */
@ExtendWith(TransportsRouter.Provider.class)
class EveryTransportIT {
    private static final String HELLO = "[1,\"wire\",{\"roles\":{\"caller\":{}}}]";
    private static final String CALL = "[48,1,{},\"com.every.nobody\"]";

    private final TransportsRouter router;

    EveryTransportIT(TransportsRouter router) {
        this.router = router;
    }

    // Well-behaved peers

    @Conformance({"RAW-11", "RAW-12"})
    @ParameterizedTest
    @ValueSource(strings = {"rawsocket", "great", "unix", "rawsockets", "universal", "universals"})
    void rawSocket(String transport) throws IOException {
        try (RawConnection raw = joinedRawSocket(transport)) {
            assertRawSocketAnswers(raw);
        }
    }

    private RawConnection joinedRawSocket(String transport) throws IOException {
        RawConnection raw = router.connect(transport);
        raw.sendHex("7ff10000");
        assertThat(raw.readHex(4)).startsWith("7f").endsWith("10000");
        RawSocketIT.send(raw, HELLO);
        assertThat(RawSocketIT.message(raw)).startsWith("[2,");
        return raw;
    }

    private static void assertRawSocketAnswers(RawConnection raw) throws IOException {
        RawSocketIT.send(raw, CALL);
        assertThat(RawSocketIT.message(raw)).startsWith("[8,48,1,").contains("no_such_procedure");
    }

    @Conformance("RAW-12")
    @ParameterizedTest
    @ValueSource(strings = {"web", "webs", "universal", "universals"})
    void webSocket(String transport) throws IOException {
        try (WebSocketPeer peer = WebSocketPeer.wamp(router.connect(transport), "wamp.2.json")) {
            peer.send(HELLO);
            assertThat(peer.text()).startsWith("[2,");
            peer.send(CALL);
            assertThat(peer.text()).startsWith("[8,48,1,");
        }
    }

    @Conformance({"LP-1", "LP-2", "LP-3", "LP-4", "RAW-12"})
    @ParameterizedTest
    @ValueSource(strings = {"web", "webs", "universal", "universals"})
    void longPoll(String transport) throws IOException {
        String opened = http(transport, "POST /lp/open", "{\"protocols\":[\"wamp.2.json\"]}");
        assertThat(opened).startsWith("HTTP/1.1 200");
        String id = opened.substring(opened.indexOf("\"transport\":\"") + 13, opened.lastIndexOf('"'));
        assertThat(http(transport, "POST /lp/" + id + "/send", HELLO)).startsWith("HTTP/1.1 204");
        assertThat(http(transport, "POST /lp/" + id + "/receive", "")).contains("\r\n\r\n[2,");
        assertThat(http(transport, "POST /lp/" + id + "/close", "")).startsWith("HTTP/1.1 204");
    }

    @Conformance("RAW-12")
    @ParameterizedTest
    @ValueSource(strings = {"web", "webs", "universal", "universals"})
    void files(String transport) throws IOException {
        assertThat(http(transport, "GET /", "")).startsWith("HTTP/1.1 200").endsWith("<title>the page</title>");
        assertThat(http(transport, "GET /below/file.txt", "")).endsWith("below");
    }

    private String http(String transport, String request, String body) throws IOException {
        try (RawConnection raw = router.connect(transport)) {
            raw.send(request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body);
            return new String(raw.readToEnd(), ISO_8859_1);
        }
    }

    // Peers that break the rules

    /** Sends bytes that belong to none of the protocols of the port. */
    @Conformance("P2")
    @ParameterizedTest
    @ValueSource(
            strings = {"web", "webs", "rawsocket", "rawsockets", "unix", "great", "universal", "universals", "testee"})
    void garbage(String transport) throws IOException {
        byte[] garbage = new byte[2000];
        new Random(42).nextBytes(garbage);
        garbage[0] = 0x05;
        try (RawConnection healthy = joinedRawSocket("unix");
                RawConnection raw = router.connect(transport)) {
            raw.offer(garbage);
            assertThat(new String(raw.readToEnd(), ISO_8859_1)).doesNotContain("200 OK");
            assertRawSocketAnswers(healthy);
        }
    }

    /** Sends nothing, or half a handshake, until the deadline has passed. */
    @Conformance({"RAW-10", "P2"})
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @CsvSource({
        "web, ''",
        "webs, ''",
        "rawsocket, ''",
        "rawsockets, ''",
        "unix, ''",
        "universal, ''",
        "universals, ''",
        "testee, ''",
        "web, 474554202f777320485454502f312e310d0a486f73743a206c6f63",
        "webs, 504f5354202f6c702f6f70656e20485454502f312e310d0a",
        "rawsocket, 7f",
        "rawsockets, 7ff1",
        "unix, 7ff100",
        "universal, 7f",
        "universal, 47",
        "universals, 7ff100",
        "testee, 474554202f20"
    })
    void silence(String transport, String begun) throws IOException {
        try (RawConnection healthy = joinedRawSocket("unix");
                RawConnection raw = router.connect(transport)) {
            raw.sendHex(begun);
            assertThat(new String(raw.readToEnd(), ISO_8859_1)).doesNotContain("200 OK");
            assertRawSocketAnswers(healthy);
        }
    }

    /** Completes the handshake, and then sends no HELLO. */
    @Conformance("P10")
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {"rawsocket", "rawsockets", "unix", "universal"})
    void noHello(String transport) throws IOException {
        try (RawConnection raw = router.connect(transport)) {
            raw.sendHex("7ff10000");
            raw.read(4);
            assertThat(RawSocketIT.message(raw)).startsWith("[3,");
            assertThat(raw.isAtEnd()).isTrue();
        }
    }

    /** RAW-4: sends HTTP to a RawSocket port. */
    @Conformance("RAW-4")
    @ParameterizedTest
    @ValueSource(strings = {"rawsocket", "rawsockets", "unix", "great"})
    void httpWhereRawSocketIsSpoken(String transport) throws IOException {
        try (RawConnection raw = router.connect(transport)) {
            raw.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(raw.isAtEnd()).isTrue();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {"webs", "rawsockets", "universals"})
    void plainWhereTlsIsSpoken(String transport) throws IOException {
        for (String opening : new String[] {"7ff10000", "474554202f20485454502f312e310d0a0d0a"}) {
            try (RawConnection raw = router.connectPlain(transport)) {
                raw.sendHex(opening);
                assertThat(new String(raw.readToEnd(), ISO_8859_1)).doesNotContain("HTTP/1.1 200");
            }
        }
    }

    /**
     * Sends headers that announce more bytes than the port accepts, without these bytes. The router must refuse them
     * without allocating memory.
     */
    @Conformance("RAW-6")
    @ParameterizedTest
    @ValueSource(strings = {"rawsocket", "rawsockets", "unix", "great", "universal"})
    void greatClaimsOverRawSocket(String transport) throws IOException {
        for (int i = 0; i < 50; i++) {
            try (RawConnection raw = joinedRawSocket(transport)) {
                // If the port accepts 2^24 bytes, only a header for one byte more is refused.
                raw.sendHex(transport.equals("great") ? "08000001" : "00ffffff");
                assertThat(RawSocketIT.message(raw)).contains("wamp.error.protocol_violation");
                assertThat(raw.isAtEnd()).isTrue();
            }
        }
        try (RawConnection healthy = joinedRawSocket(transport)) {
            assertRawSocketAnswers(healthy);
        }
        assertThat(router.output()).doesNotContain("OutOfMemoryError");
    }

    /**
     * Each of two hundred peers announces sixteen megabytes, and sends one byte of them. The router has only 256 MB, so
     * it would fail if it allocated memory for all announced bytes.
     */
    @Conformance("RAW-6")
    @Test
    void promisesTakeNoMemory() throws IOException {
        RawConnection[] peers = new RawConnection[200];
        try {
            for (int i = 0; i < peers.length; i++) {
                peers[i] = joinedRawSocket("great");
                peers[i].sendHex("08000000 5b");
            }
            try (RawConnection healthy = joinedRawSocket("great")) {
                assertRawSocketAnswers(healthy);
            }
        } finally {
            for (RawConnection peer : peers) {
                if (peer != null) {
                    peer.close();
                }
            }
        }
        assertThat(router.output()).doesNotContain("OutOfMemoryError");
    }

    @Conformance({"PV-8", "SER-2", "SER-7"})
    @ParameterizedTest
    @ValueSource(strings = {"rawsocket", "rawsockets", "unix", "universal"})
    void messagesThatAreNoWamp(String transport) throws IOException {
        for (byte[] message : nonsense()) {
            try (RawConnection raw = joinedRawSocket(transport)) {
                raw.offer(RawSocketIT.frame(0, message));
                assertThat(RawSocketIT.message(raw)).contains("wamp.error.protocol_violation");
                assertThat(raw.isAtEnd()).isTrue();
            }
        }
    }

    @Conformance({"PV-8", "SER-2", "SER-7", "WS-5"})
    @ParameterizedTest
    @ValueSource(strings = {"web", "webs", "universal"})
    void messagesThatAreNoWampOverWebSocket(String transport) throws IOException {
        for (byte[] message : nonsense()) {
            try (WebSocketPeer peer = WebSocketPeer.wamp(router.connect(transport), "wamp.2.json")) {
                peer.send(HELLO);
                assertThat(peer.text()).startsWith("[2,");
                peer.frame(WebSocketPeer.FIN | WebSocketPeer.TEXT, message).flush();
                assertThat(peer.text()).contains("wamp.error.protocol_violation");
                assertThat(peer.next()).isIn("close 1002", "close 1007");
            }
        }
    }

    @Conformance({"PV-8", "LP-3", "SER-7"})
    @ParameterizedTest
    @ValueSource(strings = {"web", "webs", "universal"})
    void messagesThatAreNoWampOverLongPoll(String transport) throws IOException {
        for (byte[] message : nonsense()) {
            String opened = http(transport, "POST /lp/open", "{\"protocols\":[\"wamp.2.json\"]}");
            String id = opened.substring(opened.indexOf("\"transport\":\"") + 13, opened.lastIndexOf('"'));
            http(transport, "POST /lp/" + id + "/send", HELLO);
            assertThat(http(transport, "POST /lp/" + id + "/receive", "")).contains("[2,");

            assertThat(http(transport, "POST /lp/" + id + "/send", new String(message, ISO_8859_1)))
                    .startsWith("HTTP/1.1 400");
            assertThat(http(transport, "POST /lp/" + id + "/receive", "")).contains("wamp.error.protocol_violation");
        }
    }

    private static byte[][] nonsense() {
        byte[] invalidUtf8 = "[48,1,{},\"a.b\",[\"?\"]]".getBytes(UTF_8);
        invalidUtf8[16] = (byte) 0xFF;
        // The nested lists are in the options, because the router refuses only the request if its arguments are nested
        // too deeply.
        byte[] nested = new byte[65_000];
        Arrays.fill(nested, (byte) '[');
        byte[] nestedOptions = "[48,1,{\"_deep\":".getBytes(UTF_8);
        System.arraycopy(nestedOptions, 0, nested, 0, nestedOptions.length);
        return new byte[][] {
            "nonsense".getBytes(UTF_8), "{}".getBytes(UTF_8), "[4711]".getBytes(UTF_8), invalidUtf8, nested
        };
    }

    /** Requests files outside of the served folder, by dots in different encodings and by symbolic links. */
    @ParameterizedTest
    @CsvSource({
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2E%2E/secret.txt",
        "/.%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%2fsecret.txt",
        "/..%2Fsecret.txt",
        "/%252e%252e/secret.txt",
        "/%25%32%65%25%32%65/secret.txt",
        "/below/../../secret.txt",
        "/below/%2e%2e/%2e%2e/secret.txt",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/%e0%80%ae%e0%80%ae/secret.txt",
        "/%uff0e%uff0e/secret.txt",
        "/....//secret.txt",
        "/./../secret.txt",
        "//../secret.txt",
        "/below/..;/..;/secret.txt",
        "/%00/../secret.txt",
        "/index.html%00/../../secret.txt",
        "http://localhost/../secret.txt",
        "/leak.txt",
        "/relative",
        "/out/secret.txt",
        "/out/config.json",
        "/out/"
    })
    void nothingOutsideOfTheFolderIsServed(String path) throws IOException {
        for (String transport : new String[] {"web", "webs", "universal"}) {
            String answer = http(transport, "GET " + path, "");

            assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("nobody's business", "\"workers\"");
        }
    }
}
