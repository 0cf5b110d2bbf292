package io.aerostat.router.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.Subscribed;
import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.Sent;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.AdmissionLimits;
import io.aerostat.router.listener.ConnectionOptions;
import io.aerostat.router.listener.LongPollOptions;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.transport.EchoAcceptor;
import io.aerostat.router.transport.TestPeer;
import io.aerostat.router.transport.TestServer;
import io.aerostat.router.transport.Wire;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the requests of long-poll clients (LP-1 to LP-6). */
class LongPollTest {
    /** A timeout so long that a slow machine does not reach it in tests of other behaviour. */
    private static final Duration PATIENT = Duration.ofMinutes(1);

    private static final Duration IMPATIENT = Duration.ofMillis(400);

    private final EchoAcceptor acceptor = new EchoAcceptor();
    private final TestServer server = new TestServer(new AdmissionLimits(1000, 1000, 5));
    private SocketAddress address;

    @BeforeEach
    void serve() {
        address = listen(PATIENT, PATIENT, PATIENT);
    }

    private SocketAddress listen(Duration requestTimeout, Duration sessionTimeout, Duration closeTimeout) {
        return listen(requestTimeout, sessionTimeout, closeTimeout, Optional.empty());
    }

    private SocketAddress listen(
            Duration requestTimeout, Duration sessionTimeout, Duration closeTimeout, Optional<String> fixedId) {
        LongPollOptions options = new LongPollOptions(
                requestTimeout,
                sessionTimeout,
                10,
                fixedId,
                ConnectionOptions.DEFAULT
                        .withMaxMessageSize(1 << 20)
                        .withOutgoingBudget(5_000)
                        .withCloseTimeout(closeTimeout));
        return server.accepting(acceptor)
                .listen(new Transport.Web(Map.of("lp", new PathService.LongPoll(options, Access.ANONYMOUS))))
                .address();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wamp.2.json", "wamp.2.cbor", "wamp.2.json.batched", "wamp.2.msgpack.batched"})
    void theFirstProtocolThatIsSupported(String name) throws Exception {
        HttpClient.Reply reply =
                post("/lp/open", "{\"x\":[{}],\"protocols\":[\"mqtt\",\"" + name + "\",\"wamp.2.json\"]}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .matches("\\{\"protocol\":\"" + Pattern.quote(name) + "\",\"transport\":\"[\\w-]{32}\"}");
        assertThat(acceptor.last().link.transport().framing()).isEqualTo("longpoll");
        assertThat(acceptor.last().link.serializer().serialization())
                .isEqualTo(
                        Subprotocol.ofName(name).map(Subprotocol::serialization).orElse(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "{}",
                "[]",
                "{\"protocols\":[]}",
                "{\"protocols\":[\"mqtt\"]}",
                "{\"protocols\":\"wamp.2.json\"}",
                "{\"protocols\":[1]}",
                "{\"protocols\":[[\"wamp.2.json\"]]}",
                "{\"protocols\":[\"wamp.2.json\"]} x",
                "{\"protocols\":[\"wamp.2.json\""
            })
    void otherOpenings(String body) throws Exception {
        assertThat(post("/lp/open", body).status()).isEqualTo(400);
        assertThat(acceptor.links).isEmpty();
    }

    @Test
    void messagesGoBothWays() throws Exception {
        String session = open("wamp.2.json");
        for (int i = 1; i <= 20; i++) {
            HttpClient.Reply sent = post(session + "/send", "[48," + i + ",{},\"a.b\"]");
            assertThat(sent.status()).isEqualTo(204);
            assertThat(sent.body()).isEmpty();

            HttpClient.Reply received = post(session + "/receive?x=" + i, "");
            assertThat(received.status()).isEqualTo(200);
            assertThat(received.body()).isEqualTo("[48," + i + ",{},\"a.b\"]");
            assertThat(received.headers())
                    .containsEntry("content-type", "application/json; charset=utf-8")
                    .containsEntry("cache-control", "no-store, no-cache, must-revalidate, max-age=0");
        }
    }

    /** LP-2: receives three waiting messages, unbatched and batched. */
    @Test
    void oneAtATimeOrAllAtOnce() throws Exception {
        String single = open("wamp.2.json");
        for (int i = 1; i <= 3; i++) {
            post(single + "/send", "[48," + i + ",{},\"a.b\"]");
        }
        for (int i = 1; i <= 3; i++) {
            assertThat(post(single + "/receive", "").body()).isEqualTo("[48," + i + ",{},\"a.b\"]");
        }

        String batched = open("wamp.2.json.batched");
        post(batched + "/send", "[48,1,{},\"a.b\"]\u001e[48,2,{},\"a.b\"]\u001e");
        post(batched + "/send", "[48,3,{},\"a.b\"]\u001e");
        assertThat(post(batched + "/receive", "").body())
                .isEqualTo("[48,1,{},\"a.b\"]\u001e[48,2,{},\"a.b\"]\u001e[48,3,{},\"a.b\"]\u001e");
    }

    @Test
    void withAFixedIdTheNewestConnectionReplacesTheOneBeforeIt() throws Exception {
        address = listen(PATIENT, PATIENT, PATIENT, Optional.of("fixed-id"));
        assertThat(open("wamp.2.json")).isEqualTo("/lp/fixed-id");
        assertThat(open("wamp.2.json")).isEqualTo("/lp/fixed-id");

        await().untilAsserted(() -> assertThat(acceptor.links.get(0).closed).isNotEmpty());
        assertThat(acceptor.last().closed).isEmpty();
        post("/lp/fixed-id/send", TestPeer.CALL);
        assertThat(post("/lp/fixed-id/receive", "").body()).isEqualTo(TestPeer.CALL);

        assertThat(post("/lp/fixed-id/close", "").status()).isEqualTo(204);
        assertThat(post("/lp/fixed-id/receive", "").status()).isEqualTo(404);
    }

    @Test
    void binary() throws Exception {
        String session = open("wamp.2.cbor.batched");
        String message = "\u0084\u0018\u0030\u0001\u00a0\u0063a.b";
        String batch = "\0\0\0\u0009" + message;

        assertThat(post(session + "/send", batch).status()).isEqualTo(204);
        HttpClient.Reply received = post(session + "/receive", "");

        assertThat(received.body()).isEqualTo(batch);
        assertThat(received.headers()).containsEntry("content-type", "application/octet-stream");
    }

    @Test
    void aRequestWaitsForAMessage() throws Exception {
        String session = open("wamp.2.json");
        CompletableFuture<HttpClient.Reply> waiting = later(session + "/receive");
        post(session + "/send", TestPeer.CALL);

        assertThat(waiting.get().body()).isEqualTo(TestPeer.CALL);
    }

    @Test
    void aReceiveWithoutMessagesIsAnsweredEmpty() throws Exception {
        address = listen(IMPATIENT, PATIENT, PATIENT);
        String session = open("wamp.2.json");
        long before = System.nanoTime();
        HttpClient.Reply reply = post(session + "/receive", "");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(IMPATIENT.toNanos());
        assertThat(acceptor.last().closed).isEmpty();
    }

    /** LP-6: a second request for messages replaces the first. */
    @Test
    void aSecondRequestTakesTheFirstOnesPlace() throws Exception {
        String session = open("wamp.2.json");
        CompletableFuture<HttpClient.Reply> first = later(session + "/receive");
        CompletableFuture<HttpClient.Reply> second = later(session + "/receive");
        CompletableFuture.anyOf(first, second).get();
        post(session + "/send", TestPeer.CALL);

        assertThat(List.of(first.get().body(), second.get().body())).containsExactlyInAnyOrder("", TestPeer.CALL);
    }

    @Test
    void aRequestThatWasGivenUpLosesNothing() throws Exception {
        address = listen(IMPATIENT, PATIENT, PATIENT);
        String session = open("wamp.2.json");
        try (Wire wire = Wire.connect(address)) {
            wire.send("POST " + session + "/receive HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
            post(session + "/receive", "");
        }
        try (Wire wire = Wire.connect(address)) {
            wire.send("POST " + session + "/receive HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
        }
        HttpClient.get(address, "/");
        post(session + "/send", TestPeer.CALL);

        assertThat(post(session + "/receive", "").body()).isEqualTo(TestPeer.CALL);
    }

    @ParameterizedTest
    @CsvSource({
        "/lp/unknown/receive, 404",
        "/lp/unknown/send, 404",
        "/lp/unknown/close, 404",
        "/lp, 404",
        "/lp/a/b/c, 404",
        "SESSION/other, 404"
    })
    void otherPaths(String path, int status) throws Exception {
        assertThat(post(path.replace("SESSION", open("wamp.2.json")), "").status())
                .isEqualTo(status);
    }

    @Test
    void otherMethods() throws Exception {
        assertThat(HttpClient.get(address, "/lp/open").status()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "[48,1,{},\"a.b\"] x"})
    void bytesThatAreNotWampEndTheSession(String body) throws Exception {
        String session = open("wamp.2.json");

        assertThat(post(session + "/send", body).status()).isEqualTo(400);

        assertThat(post(session + "/receive", "").body()).contains("wamp.error.protocol_violation");
        await().atMost(Duration.ofMinutes(1)).until(() -> acceptor.last().closed.size() == 1);
        assertThat(post(session + "/receive", "").status()).isEqualTo(404);
    }

    /** LP-4: the client closes the session. */
    @Test
    void theClientCloses() throws Exception {
        String session = open("wamp.2.json");
        CompletableFuture<HttpClient.Reply> waiting = later(session + "/receive");

        assertThat(post(session + "/close", "").status()).isEqualTo(204);

        assertThat(waiting.get().status()).isIn(200, 404);
        assertThat(acceptor.last().closed).containsExactly("closed by the client");
        assertThat(post(session + "/send", TestPeer.CALL).status()).isEqualTo(404);
        assertThat(server.admission.pending()).isZero();
    }

    @Test
    void theRouterCloses() throws Exception {
        String session = open("wamp.2.json.batched");
        onLoop(() -> {
            acceptor.last().link.write(new Goodbye(CloseDetails.NONE, "wamp.close.system_shutdown"));
            acceptor.last().link.close(LinkClose.GOING_AWAY);
            return null;
        });

        assertThat(post(session + "/receive", "").body()).isEqualTo("[6,{},\"wamp.close.system_shutdown\"]\u001e");
        await().atMost(Duration.ofMinutes(1)).until(() -> acceptor.last().closed.size() == 1);
    }

    @Test
    void aClientThatDoesNotComeForTheLastWord() throws Exception {
        address = listen(PATIENT, PATIENT, IMPATIENT);
        open("wamp.2.json");
        onLoop(() -> {
            acceptor.last().link.write(new Goodbye(CloseDetails.NONE, "wamp.close.system_shutdown"));
            acceptor.last().link.close(LinkClose.GOING_AWAY);
            return null;
        });

        await().atMost(Duration.ofMinutes(1)).until(() -> acceptor.last().closed.size() == 1);
    }

    /** LP-6: the session of a client that no longer asks for messages ends. */
    @Test
    void anIdleSessionEnds() throws Exception {
        address = listen(IMPATIENT, IMPATIENT, PATIENT);
        String session = open("wamp.2.json");

        await().atMost(Duration.ofMinutes(1)).until(() -> acceptor.last().closed.size() == 1);
        assertThat(acceptor.last().closed.get(0)).startsWith("no request for messages within");
        assertThat(post(session + "/receive", "").status()).isEqualTo(404);
    }

    @Test
    void theQueueIsBounded() throws Exception {
        open("wamp.2.json");
        acceptor.last().echoes = false;
        Goodbye goodbye = new Goodbye(CloseDetails.NONE, "wamp.close.system_shutdown");
        Subscribed message = new Subscribed(1, 2);

        List<Sent> sent = onLoop(() -> {
            List<Sent> outcomes = new ArrayList<>();
            for (int i = 0; i < 11; i++) {
                outcomes.add(acceptor.last().link.write(message));
            }
            outcomes.add(acceptor.last().link.write(goodbye));
            return outcomes;
        });

        assertThat(sent.subList(0, 10)).containsOnly(Sent.OK);
        assertThat(sent.subList(10, 12)).containsExactly(Sent.OVER_BUDGET, Sent.OK);
    }

    @Test
    void readingPauses() throws Exception {
        String session = open("wamp.2.json");
        onLoop(() -> {
            acceptor.last().link.pauseReading();
            return null;
        });
        post(session + "/send", TestPeer.CALL);
        post(session + "/send", "[48,2,{},\"a.b\"]");
        assertThat(acceptor.last().messages).isEmpty();
        onLoop(() -> {
            acceptor.last().link.resumeReading();
            return null;
        });

        assertThat(post(session + "/receive", "").body()).isEqualTo(TestPeer.CALL);
        assertThat(post(session + "/receive", "").body()).isEqualTo("[48,2,{},\"a.b\"]");
    }

    /** P7: admission control applies to long-poll sessions. */
    @Test
    @Conformance("P7")
    void admission() throws Exception {
        for (int i = 0; i < 5; i++) {
            open("wamp.2.json");
        }
        HttpClient.Reply refused = post("/lp/open", "{\"protocols\":[\"wamp.2.json\"]}");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers()).containsEntry("retry-after", "1");
    }

    @Test
    void pagesOfOtherSites() throws Exception {
        HttpClient.Reply preflight = HttpClient.request(
                address,
                "OPTIONS",
                "/lp/open",
                "Origin: http://example.com",
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: content-type");

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.headers())
                .containsEntry("access-control-allow-origin", "http://example.com")
                .containsEntry("access-control-allow-credentials", "true")
                .containsEntry("access-control-allow-methods", "POST, OPTIONS")
                .containsEntry("access-control-allow-headers", "content-type");
    }

    /** Refusals also name the origin, so that the page can read the reason. */
    @ParameterizedTest
    @CsvSource({"/lp/open, http://example.com", "/lp/unknown/send, https://example.com:8443", "/lp/x, null"})
    void answersNameTheOriginOfThePage(String target, String origin) throws Exception {
        HttpClient.Reply reply = HttpClient.raw(
                address,
                "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nOrigin: " + origin
                        + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

        assertThat(reply.headers())
                .containsEntry("access-control-allow-origin", origin)
                .containsEntry("access-control-allow-credentials", "true")
                .containsEntry("vary", "origin");
        assertThat(post("/lp/open", "").headers())
                .doesNotContainKeys("access-control-allow-origin", "access-control-allow-credentials")
                .containsEntry("vary", "origin");
    }

    /** AutobahnJS reports the end of its session only after its close request has been answered. */
    @Test
    void aTransportThatTheRouterHasEndedMayStillBeClosed() throws Exception {
        String session = open("wamp.2.json");
        onLoop(() -> {
            acceptor.last().link.close(LinkClose.GOING_AWAY);
            return null;
        });

        assertThat(post(session + "/close", "").status()).isEqualTo(204);
        assertThat(post(session + "/receive", "").status()).isEqualTo(404);
        assertThat(post(session + "/send", TestPeer.CALL).status()).isEqualTo(404);
    }

    @Test
    void aGreatBodyIsRefused() throws Exception {
        String session = open("wamp.2.json");

        assertThat(post(session + "/send", "x".repeat((1 << 20) + 1)).status()).isEqualTo(413);
    }

    private String open(String protocol) throws Exception {
        HttpClient.Reply reply = post("/lp/open", "{\"protocols\":[\"" + protocol + "\"]}");
        Matcher matcher = Pattern.compile("\"transport\":\"([^\"]+)\"").matcher(reply.body());
        assertThat(matcher.find()).as(reply.body()).isTrue();
        return "/lp/" + matcher.group(1);
    }

    private CompletableFuture<HttpClient.Reply> later(String target) {
        CompletableFuture<HttpClient.Reply> reply = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                reply.complete(post(target, ""));
            } catch (Exception | AssertionError e) {
                reply.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return reply;
    }

    private HttpClient.Reply post(String target, String body) throws Exception {
        int length = body.getBytes(StandardCharsets.ISO_8859_1).length;
        return HttpClient.raw(
                address,
                "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " + length
                        + "\r\n\r\n" + body);
    }

    private <T> T onLoop(Callable<T> task) throws Exception {
        return acceptor.last().link.loop().submit(task).get();
    }
}
