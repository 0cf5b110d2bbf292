package io.aerostat.node.run;

import static io.aerostat.testkit.MessageType.ABORT;
import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.GOODBYE;
import static io.aerostat.testkit.MessageType.PUBLISHED;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.MessageType.SUBSCRIBED;
import static io.aerostat.testkit.MessageType.WELCOME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.config.reading.Surroundings;
import io.aerostat.testkit.ByteStream;
import io.aerostat.testkit.ConnectionRefused;
import io.aerostat.testkit.Framing;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.event.Level;

/**
 * A client reaches each limit of the configuration. The error names the limit, and the client's session continues, or
 * at least every other session does.
 */
@Timeout(120)
class LimitsTest {
    private static final Hello HELLO = Hello.everything("realm1");
    private static final String LIMIT = "wamp.error.limit_exceeded";
    private static final String SIZE = "wamp.error.payload_size_exceeded";
    private static final String REGISTER = "[REGISTER, 1, {}, \"com.app.slow\"]";
    private static final String REGISTER_ONE =
            "[REGISTER, 1, {\"invoke\": \"roundrobin\", \"concurrency\": 1}, \"com.app.slow\"]";

    private static Node started(String routerLimits, String realmLimits, String transportLimits, String role)
            throws Exception {
        String json = """
                {"version": 2, "workers": [{"type": "router", "limits": {%s},
                  "realms": [{"name": "realm1", "limits": {%s},
                              "roles": [{"name": "anonymous", "allow-by-default": true %s}]}],
                  "transports": [
                    {"type": "rawsocket", "id": "raw", "limits": {%s}, "options": {"max_message_size": 60000},
                     "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0},
                     "auth": {"anonymous": {"type": "static", "authid": "guest"}}},
                    {"type": "web", "id": "web", "limits": {%s},
                     "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0},
                     "paths": {"ws": {"type": "websocket"}, "lp": {"type": "longpoll"}}}]}]}
                """.formatted(routerLimits, realmLimits, role, transportLimits, transportLimits);
        ConfigurationFile file =
                ConfigurationFile.read("node.json", json, new Surroundings(Path.of(""), name -> Optional.empty()));
        assertThat(file.problemLines()).isEmpty();
        Node node = Node.of(file.configuration().orElseThrow(), Level.WARN);
        node.start();
        return node;
    }

    private static int port(Node node) {
        return node.port("raw").orElseThrow();
    }

    private static RawPeer connect(Node node) throws IOException {
        return Framing.RAW_SOCKET.connect(port(node));
    }

    private static RawPeer joined(Node node) throws IOException {
        return connect(node).join(HELLO);
    }

    /** Connects a peer whose socket has small buffers in the operating system. */
    private static RawPeer narrow(Node node) throws IOException {
        return Framing.RAW_SOCKET
                .connect(ByteStream.narrowTcp(port(node), 4_096))
                .join(HELLO);
    }

    static Stream<Arguments> limitsOfRequests() {
        String call = "[CALL, %d, {}, \"com.app.slow\"]";
        String chunk = "[CALL, %d, {\"progress\": true}, \"com.app.slow\"]";
        String retained = "[PUBLISH, %d, {\"acknowledge\": true, \"retain\": true}, \"com.app.t%d\", [\"%s\"]]";
        String testament = "[CALL, %d, {}, \"wamp.session.add_testament\", [\"com.app.bye\", [], {}]]";
        String large = "[CALL, 7, {}, \"com.app.slow\", [\"" + "x".repeat(2_000) + "\"]]";
        return Stream.of(
                Arguments.of(
                        "subscriptions_per_session",
                        "realm",
                        2,
                        List.of(
                                "[SUBSCRIBE, 1, {}, \"com.a\"]",
                                "[SUBSCRIBE, 2, {}, \"com.b\"]",
                                "[SUBSCRIBE, 3, {}, \"com.c\"]"),
                        LIMIT),
                Arguments.of(
                        "registrations_per_session",
                        "realm",
                        2,
                        List.of(
                                "[REGISTER, 1, {}, \"com.a\"]",
                                "[REGISTER, 2, {}, \"com.b\"]",
                                "[REGISTER, 3, {}, \"com.c\"]"),
                        LIMIT),
                Arguments.of(
                        "pending_calls_per_caller",
                        "realm",
                        2,
                        List.of(REGISTER, call.formatted(2), call.formatted(3), call.formatted(4)),
                        LIMIT),
                Arguments.of(
                        "pending_invocations_per_callee",
                        "realm",
                        2,
                        List.of(REGISTER, call.formatted(2), call.formatted(3), call.formatted(4)),
                        LIMIT),
                Arguments.of(
                        "waiting_calls_per_registration",
                        "realm",
                        1,
                        List.of(REGISTER_ONE, call.formatted(2), call.formatted(3), call.formatted(4)),
                        "crossbar.error.max_concurrency_reached"),
                Arguments.of(
                        "chunks_per_waiting_call",
                        "realm",
                        1,
                        List.of(
                                REGISTER_ONE,
                                call.formatted(2),
                                chunk.formatted(3),
                                chunk.formatted(3),
                                chunk.formatted(3)),
                        LIMIT),
                Arguments.of(
                        "retained_events",
                        "realm",
                        2,
                        List.of(
                                retained.formatted(1, 1, "x"),
                                retained.formatted(2, 2, "x"),
                                retained.formatted(3, 3, "x")),
                        LIMIT),
                Arguments.of(
                        "retained_bytes",
                        "realm",
                        1_000,
                        List.of(retained.formatted(1, 1, "x".repeat(600)), retained.formatted(2, 2, "x".repeat(600))),
                        LIMIT),
                Arguments.of(
                        "testaments_per_session",
                        "realm",
                        2,
                        List.of(testament.formatted(1), testament.formatted(2), testament.formatted(3)),
                        LIMIT),
                Arguments.of("payload_size", "transport", 1_000, List.of(REGISTER, large), SIZE),
                Arguments.of(
                        "payload_size",
                        "transport",
                        1_000,
                        List.of("[PUBLISH, 1, {\"acknowledge\": true}, \"com.a\", [\"" + "x".repeat(2_000) + "\"]]"),
                        SIZE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("limitsOfRequests")
    void aRequestBeyondALimitIsRefusedByTheLimitsName(
            String name, String where, int limit, List<String> messages, String error) throws Exception {
        String limits = "\"" + name + "\": " + limit;
        try (Node node = started("", where.equals("realm") ? limits : "", where.equals("realm") ? "" : limits, "");
                RawPeer peer = joined(node)) {
            for (String message : messages) {
                peer.sendJson(message);
            }

            Message refusal = peer.skipTo(ERROR);

            assertThat(refusal.text(4)).isEqualTo(error);
            assertThat(String.valueOf(refusal.list(5).get(0))).contains(name + ": ");
            peer.sendJson("[PUBLISH, 99, {\"acknowledge\": true}, \"com.app.on\"]");
            peer.skipTo(PUBLISHED); // the session continues
        }
    }

    @Test
    void aMessageBeyondItsSizeIsRefusedByTheLimitsName() throws Exception {
        try (Node node = started("", "", "", "");
                RawPeer peer = joined(node)) {
            peer.sendJson("[PUBLISH, 1, {\"acknowledge\": true}, \"com.a\", [\"" + "x".repeat(62_000) + "\"]]");

            Message refusal = peer.skipTo(ERROR);

            assertThat(refusal.text(4)).isEqualTo(SIZE);
            assertThat(String.valueOf(refusal.list(5).get(0))).startsWith("max_message_size: ");
        }
    }

    static Stream<Arguments> limitsOfForm() {
        return Stream.of(
                Arguments.of("uri_length", 20, "[SUBSCRIBE, 1, {}, \"com." + "x".repeat(30) + "\"]"),
                Arguments.of("nesting_depth", 8, "[PUBLISH, 1, {\"_deep\": " + deep(20) + "}, \"com.a\"]"));
    }

    private static String deep(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    @Test
    void argumentsBeyondTheNestingDepthAreRefusedByTheLimitsName() throws Exception {
        try (Node node = started("", "", "\"nesting_depth\": 8", "");
                RawPeer peer = joined(node)) {
            peer.sendJson("[CALL, 1, {}, \"wamp.session.count\", [" + deep(20) + "]]");

            Message error = peer.skipTo(ERROR);

            assertThat(error.text(4)).isEqualTo("wamp.error.invalid_argument");
            assertThat(String.valueOf(error.list(5).get(0))).contains("nesting_depth");
            peer.sendJson("[CALL, 2, {}, \"wamp.session.count\"]");
            peer.skipTo(RESULT);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("limitsOfForm")
    void aMessageBeyondALimitOfFormEndsItsSessionByTheLimitsName(String name, int limit, String message)
            throws Exception {
        try (Node node = started("", "", "\"" + name + "\": " + limit, "");
                RawPeer peer = joined(node);
                RawPeer neighbour = joined(node)) {
            peer.sendJson(message);

            Message abort = peer.skipTo(ABORT);

            assertThat(String.valueOf(abort.dict(1).get("message"))).contains(name);
            neighbour.sendJson("[CALL, 1, {}, \"wamp.session.count\"]");
            neighbour.skipTo(RESULT);
        }
    }

    @ParameterizedTest
    @MethodSource("limitsOfSessions")
    void aSessionBeyondALimitIsRefusedAndItsPlaceIsFreeAgain(String name) throws Exception {
        try (Node node = started("", "\"" + name + "\": 1", "", "");
                RawPeer second = connect(node)) {
            try (RawPeer first = joined(node)) {
                Message abort = second.send(HELLO.message()).receive();

                assertThat(abort.type()).isEqualTo(ABORT);
                assertThat(String.valueOf(abort.dict(1).get("message")))
                        .isEqualTo(name + ": the limit of 1 is reached");
                assertThat(abort.text(2)).isEqualTo(LIMIT);
            }
            await("the place of the first").atMost(Duration.ofMinutes(1)).until(() -> {
                try (RawPeer third = connect(node)) {
                    return third.send(HELLO.message()).receive().type() == WELCOME;
                }
            });
        }
    }

    static Stream<String> limitsOfSessions() {
        return Stream.of("sessions", "sessions_per_authid");
    }

    @Test
    void aConnectionBeyondTheLimitGetsAnErrorCode() throws Exception {
        try (Node node = started("", "", "\"connections\": 1", "");
                RawPeer first = joined(node)) {
            assertThatThrownBy(() -> connect(node).close())
                    .isInstanceOf(ConnectionRefused.class)
                    .hasMessage("error code 4");
        }
    }

    static Stream<Arguments> limitsOfAdmission() {
        return Stream.of(
                Arguments.of("pending_handshakes", "\"pending_handshakes\": 1"),
                Arguments.of("new_sessions_per_second", "\"new_sessions_per_second\": 1, \"new_sessions_burst\": 1"));
    }

    @ParameterizedTest(name = "{0}")
    @Conformance("P7")
    @MethodSource("limitsOfAdmission")
    void whatComesTooFastIsRefusedBeforeItCosts(String name, String limits) throws Exception {
        try (Node node = started(limits, "", "", "");
                RawPeer joining = connect(node)) {
            assertThatThrownBy(() -> connect(node).close())
                    .isInstanceOf(ConnectionRefused.class)
                    .hasMessage("error code 4");

            String web = "http://127.0.0.1:" + node.port("web").orElseThrow();
            HttpResponse<String> poll = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(web + "/lp/open"))
                                    .POST(HttpRequest.BodyPublishers.ofString("{\"protocols\": [\"wamp.2.json\"]}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(poll.statusCode()).isEqualTo(503);
            assertThat(poll.headers().firstValue("Retry-After")).contains("1");
            assertThat(poll.body()).startsWith(name);
        }
    }

    @Test
    void aPeerThatDoesNotReadIsDisconnectedAndToldTheLimitsName() throws Exception {
        try (Node node = started("", "", "\"outbound_budget\": 65536", "");
                RawPeer slow = narrow(node);
                RawPeer publisher = joined(node)) {
            slow.subscribe("com.a");
            overwhelm(publisher);

            Message goodbye = slow.skipTo(GOODBYE);

            assertThat(String.valueOf(goodbye.dict(1).get("message"))).startsWith("outbound_budget: ");
            assertThat(goodbye.text(2)).isEqualTo("wamp.close.slow_consumer");
            publisher.sendJson("[CALL, 99999, {}, \"wamp.session.count\"]");
            publisher.skipTo(RESULT); // the publisher's session continues
        }
    }

    @Test
    void aRoleMayHaveNewEventsDroppedWhereTheTransportDisconnects() throws Exception {
        try (Node node = started("", "", "", ", \"outbound_budget\": 65536, \"on_slow_consumer\": \"drop\"");
                RawPeer slow = narrow(node);
                RawPeer publisher = joined(node)) {
            slow.subscribe("com.a");
            overwhelm(publisher);

            publisher.sendJson("[CALL, 99999, {}, \"wamp.session.get\", [" + slow.session() + "]]");
            assertThat(publisher.skipTo(RESULT).list(3).get(0))
                    .extracting("dropped_events.over_budget")
                    .asInstanceOf(LONG)
                    .isPositive();

            slow.sendJson("[SUBSCRIBE, 2, {}, \"com.end\"]");
            slow.skipTo(SUBSCRIBED); // the slow session continues, and gets its answer
            publisher.sendJson("[PUBLISH, 100000, {}, \"com.end\", [\"last\"]]");
            Message last = slow.skipTo(EVENT);
            assertThat(String.valueOf(last.list(4).get(0))).isEqualTo("last");
        }
    }

    /**
     * Publishes more than fits into a subscriber's buffers and budget, and waits until the router has delivered or
     * dropped all of it.
     */
    private static void overwhelm(RawPeer publisher) throws IOException {
        String payload = "x".repeat(10_000);
        for (int i = 1; i <= 1_000; i++) {
            publisher.sendJson("[PUBLISH, " + i + ", {}, \"com.a\", [\"" + payload + "\"]]");
        }
        publisher.sendJson("[PUBLISH, 1001, {\"acknowledge\": true}, \"com.none\"]");
        publisher.skipTo(PUBLISHED);
    }
}
