package io.aerostat.acceptance.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests WAMP over HTTP requests (LP-1 … LP-7). In this configuration, a request for messages waits for one second, and
 * a session ends after four seconds without such a request.
 */
@ExtendWith(TransportsRouter.Provider.class)
class LongPollIT {
    private static final String HELLO = "[1,\"wire\",{\"roles\":{\"caller\":{},\"callee\":{}}}]";
    private static final Pattern OPENED =
            Pattern.compile("\\{\"protocol\":\"([^\"]+)\",\"transport\":\"([\\w-]{20,})\"}");

    private final TransportsRouter router;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(RawConnection.DEADLINE)
            .build();

    LongPollIT(TransportsRouter router) {
        this.router = router;
    }

    private CompletableFuture<HttpResponse<byte[]>> postLater(String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + router.port("web") + "/lp" + path))
                .timeout(RawConnection.DEADLINE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> post(String path, String body, String... headers) {
        return postLater(path, body.getBytes(UTF_8), headers).join();
    }

    private String open(String... protocols) {
        HttpResponse<byte[]> opened = post("/open", "{\"protocols\":[\"" + String.join("\",\"", protocols) + "\"]}");
        assertThat(opened.statusCode()).isEqualTo(200);
        Matcher matcher = OPENED.matcher(text(opened));
        assertThat(matcher.matches()).as(text(opened)).isTrue();
        assertThat(List.of(protocols)).contains(matcher.group(1));
        return "/" + matcher.group(2);
    }

    private String join(String... protocols) {
        String transport = open(protocols);
        boolean batched = protocols[0].endsWith("batched");
        assertThat(post(transport + "/send", HELLO + (batched ? "\u001e" : "")).statusCode())
                .isEqualTo(204);
        assertThat(receive(transport)).startsWith("[2,");
        return transport;
    }

    /** Returns the next response that is not empty. */
    private String receive(String transport) {
        while (true) {
            HttpResponse<byte[]> response = post(transport + "/receive", "");
            assertThat(response.statusCode()).isEqualTo(200);
            if (response.body().length > 0) {
                return text(response);
            }
        }
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), UTF_8);
    }

    // Opening a session (LP-1)

    @Conformance("LP-1")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wamp.2.json | wamp.2.json",
                "wamp.2.json.batched,wamp.2.json | wamp.2.json.batched",
                "wamp.2.msgpack | wamp.2.msgpack",
                "wamp.2.msgpack.batched | wamp.2.msgpack.batched",
                "wamp.2.cbor | wamp.2.cbor",
                "mqtt,wamp.2.cbor.batched,wamp.2.json | wamp.2.cbor.batched",
            })
    void theFirstOfTheClientsProtocolsThatIsSpoken(String offered, String chosen) {
        HttpResponse<byte[]> opened = post("/open", "{\"protocols\":[\"" + offered.replace(",", "\",\"") + "\"]}");

        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.headers().firstValue("content-type")).contains("application/json");
        assertThat(text(opened)).startsWith("{\"protocol\":\"" + chosen + "\"");
    }

    @Conformance("LP-1")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"protocols\":[]}",
                "{\"protocols\":\"wamp.2.json\"}",
                "{\"protocols\":[1]}",
                "{\"protocols\":[\"mqtt\"]}",
                "nonsense",
                "{\"protocols\":[\"wamp.2.json\"]}]]"
            })
    void openingsThatAreRefused(String body) {
        assertThat(post("/open", body).statusCode()).isEqualTo(400);
    }

    // Messages (LP-2, LP-3)

    @Conformance({"LP-2", "LP-3", "A-53"})
    @Test
    void oneMessageForEachRequest() {
        String transport = join("wamp.2.json");
        for (int i = 1; i <= 3; i++) {
            HttpResponse<byte[]> sent = post(transport + "/send", "[48," + i + ",{},\"com.lp.nobody\"]");
            assertThat(sent.statusCode()).isEqualTo(204);
            assertThat(sent.body()).isEmpty();
        }
        for (int i = 1; i <= 3; i++) {
            assertThat(receive(transport)).startsWith("[8,48," + i + ",");
        }
    }

    @Conformance({"LP-2", "BAT-1"})
    @Test
    void allThatWaitsInABatch() {
        String transport = join("wamp.2.json.batched");
        StringBuilder batch = new StringBuilder();
        for (int i = 1; i <= 3; i++) {
            batch.append("[48,").append(i).append(",{},\"com.lp.nobody\"]\u001e");
        }
        assertThat(post(transport + "/send", batch.toString()).statusCode()).isEqualTo(204);

        String[] answers = receive(transport).split("\u001e", -1);
        assertThat(answers).hasSize(4);
        assertThat(answers[3]).isEmpty();
        for (int i = 1; i <= 3; i++) {
            assertThat(answers[i - 1]).startsWith("[8,48," + i + ",");
        }
    }

    @Conformance("LP-2")
    @Test
    void aRequestForMessagesIsHeldUntilThereIsOne() {
        String callee = join("wamp.2.json");
        assertThat(post(callee + "/send", "[64,1,{},\"com.lp.held\"]").statusCode())
                .isEqualTo(204);
        assertThat(receive(callee)).startsWith("[65,1,");
        String caller = join("wamp.2.json");

        CompletableFuture<String> invocation = CompletableFuture.supplyAsync(() -> receive(callee));
        assertThat(post(caller + "/send", "[48,1,{},\"com.lp.held\",[\"é\"]]").statusCode())
                .isEqualTo(204);

        assertThat(invocation.join()).startsWith("[68,1,").endsWith("[\"é\"]]");
        assertThat(post(callee + "/send", "[70,1,{},[\"done\"]]").statusCode()).isEqualTo(204);
        assertThat(receive(caller)).isEqualTo("[50,1,{},[\"done\"]]");
    }

    /** LP-6: the router sends an empty response before a proxy would time out. */
    @Conformance("LP-6")
    @Test
    void aRequestForMessagesIsAnsweredEmptyWhenThereIsNone() {
        String transport = join("wamp.2.json");

        HttpResponse<byte[]> response = post(transport + "/receive", "");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Conformance("LP-3")
    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "", "{}", "[48]", "[1,\"wire\",{\"roles\":{\"caller\":{}}}]"})
    void whatIsNotUnderstoodEndsTheSession(String message) {
        String transport = join("wamp.2.json");

        int status = post(transport + "/send", message).statusCode();

        assertThat(status).isIn(204, 400); // PV-1: a second HELLO is well-formed, so 204 is possible
        assertThat(receive(transport)).startsWith("[3,").contains("wamp.error.protocol_violation");
        assertThat(post(transport + "/send", "[48,1,{},\"com.lp.nobody\"]").statusCode())
                .isIn(400, 404);
    }

    // The end of a session, and requests that are out of order (LP-4, LP-5, LP-6)

    @Conformance("LP-4")
    @Test
    void closingEndsARequestThatIsHeld() {
        String transport = join("wamp.2.json");
        CompletableFuture<HttpResponse<byte[]>> held = postLater(transport + "/receive", new byte[0]);

        assertThat(post(transport + "/close", "").statusCode()).isEqualTo(204);

        assertThat(held.join().statusCode()).isIn(200, 404);
        assertThat(post(transport + "/receive", "").statusCode()).isEqualTo(404);
        assertThat(post(transport + "/send", "[]").statusCode()).isEqualTo(404);
    }

    @Conformance("LP-5")
    @Test
    void aCacheBusterIsIgnored() {
        String transport = open("wamp.2.json");
        assertThat(post(transport + "/send?x=0.123", HELLO).statusCode()).isEqualTo(204);
        assertThat(text(post(transport + "/receive?x=0.456", ""))).startsWith("[2,");
    }

    @Conformance("LP-6")
    @Test
    void aSecondRequestForMessagesTakesTheFirstOnesPlace() {
        String transport = join("wamp.2.json");
        CompletableFuture<HttpResponse<byte[]>> first = postLater(transport + "/receive", new byte[0]);
        CompletableFuture<HttpResponse<byte[]>> second = postLater(transport + "/receive", new byte[0]);
        post(transport + "/send", "[48,1,{},\"com.lp.nobody\"]");

        List<String> bodies = List.of(text(first.join()), text(second.join()));

        assertThat(bodies).filteredOn(body -> body.startsWith("[8,48,1,")).hasSizeLessThanOrEqualTo(1);
        if (bodies.stream().allMatch(String::isEmpty)) { // both requests were answered before the message arrived
            assertThat(receive(transport)).startsWith("[8,48,1,");
        }
    }

    @Conformance("LP-6")
    @Test
    void nobodyGuessesATransport() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            ids.add(open("wamp.2.json"));
        }
        assertThat(ids).hasSize(20);
        for (String path : List.of("/AAAAAAAAAAAAAAAAAAAAAA/receive", "/x/send", "/" + "a".repeat(3000) + "/close")) {
            assertThat(post(path, "").statusCode()).isIn(404, 414);
        }
    }

    @Conformance("LP-6")
    @Test
    void pagesOfOtherSitesMayUseIt() throws Exception {
        HttpResponse<byte[]> opened =
                post("/open", "{\"protocols\":[\"wamp.2.json\"]}", "Origin", "http://example.com");
        assertThat(opened.headers().firstValue("access-control-allow-origin")).contains("http://example.com");
        assertThat(opened.headers().firstValue("access-control-allow-credentials"))
                .contains("true");
        try (RawConnection raw = router.connect("web")) {
            raw.send("OPTIONS /lp/open HTTP/1.1\r\nHost: localhost\r\nOrigin: http://example.com\r\n"
                    + "Access-Control-Request-Method: POST\r\nConnection: close\r\n\r\n");
            assertThat(new String(raw.readToEnd(), ISO_8859_1))
                    .startsWith("HTTP/1.1 204")
                    .containsIgnoringCase("access-control-allow-methods: POST");
        }
    }

    /** LP-6: the session of a client that does not request its messages ends. */
    @Conformance("LP-6")
    @Test
    void aSessionWithoutRequestsEnds() {
        String transport = join("wamp.2.json");
        // The client sends messages, but does not request any.
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> post(transport + "/send", "[49,7,{}]").statusCode() == 404);
    }

    /** LP-7: the router answers a thousand calls, sent one after another, in their order. */
    @Conformance("LP-7")
    @Test
    void aThousandCallsKeepTheirOrder() {
        String transport = join("wamp.2.json.batched");
        List<String> answers = new ArrayList<>();
        for (int from = 1; from <= 1000; from += 50) {
            StringBuilder batch = new StringBuilder();
            for (int i = from; i < from + 50; i++) {
                batch.append("[48,").append(i).append(",{},\"com.lp.nobody\"]\u001e");
            }
            assertThat(post(transport + "/send", batch.toString()).statusCode()).isEqualTo(204);
            while (answers.size() < from + 49) {
                answers.addAll(List.of(receive(transport).split("\u001e")));
            }
        }
        assertThat(answers).hasSize(1000);
        for (int i = 1; i <= 1000; i++) {
            assertThat(answers.get(i - 1)).startsWith("[8,48," + i + ",");
        }
    }
}
