package io.aerostat.node.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.rpc.Reply;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.Addresses;
import io.aerostat.router.listener.BridgeOptions;
import io.aerostat.router.listener.BridgeOptions.SigningKey;
import io.aerostat.router.listener.HttpBridge;
import io.aerostat.router.listener.PathService;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls and publishes by HTTP requests, and checks the answers of Crossbar.io's bridges. */
class HttpBridgeTest {
    private static final String JSON = "application/json";
    private static final Access WEB = HttpBridge.accessFor("web", Optional.empty());
    private static final BridgeOptions OPEN = new BridgeOptions("realm1", WEB);
    private static final BridgeOptions SIGNED = OPEN.signedWith(new SigningKey("foobar", "secret"));
    private static final Access USERS =
            Access.by(new AuthenticationOptions.StaticTicket(Map.of("joe", new Account<>("joe", "web", "pass:word"))));

    private BridgedRealm realm;

    @BeforeEach
    void serve() throws Exception {
        Map<String, PathService> paths = new HashMap<>();
        paths.put("call", new HttpBridge.Caller(OPEN));
        paths.put("publish", new HttpBridge.Publisher(OPEN));
        paths.put("signed", new HttpBridge.Caller(SIGNED));
        paths.put("users", new HttpBridge.Caller(new BridgeOptions("realm1", USERS)));
        paths.put("nowhere", new HttpBridge.Caller(new BridgeOptions("realm2", WEB)));
        paths.put("small", new HttpBridge.Caller(limited(16, false, Optional.empty(), Duration.ofMinutes(1))));
        paths.put("tls", new HttpBridge.Caller(limited(1000, true, Optional.empty(), Duration.ofMinutes(1))));
        paths.put(
                "elsewhere",
                new HttpBridge.Caller(
                        limited(1000, false, Optional.of(Addresses.of(List.of("10.0.0.0/8"))), Duration.ofMinutes(1))));
        paths.put("hasty", new HttpBridge.Caller(limited(1000, false, Optional.empty(), Duration.ofMillis(50))));
        realm = new BridgedRealm(paths);
        realm.session
                .register(
                        "com.example.echo",
                        call -> Reply.of(call.args().toArray()).kwargs(call.kwargs()))
                .get(60, TimeUnit.SECONDS);
    }

    private static BridgeOptions limited(int body, boolean tls, Optional<Addresses> addresses, Duration timeout) {
        return new BridgeOptions(
                "realm1", WEB, Optional.empty(), BridgeOptions.DEFAULT_TOLERANCE, tls, addresses, body, timeout);
    }

    @AfterEach
    void stop() throws Exception {
        realm.close();
    }

    private void answers(HttpResponse<String> response, int status, String body) {
        assertThat(response.body()).isEqualTo(body);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'[1]'; '{}'; '{\"args\":[1]}'",
                "'[1,\"ä\",null]'; '{}'; '{\"args\":[1,\"ä\",null]}'",
                "'[]'; '{\"a\":{\"b\":[]}}'; '{\"kwargs\":{\"a\":{\"b\":[]}}}'",
                "'[null]'; '{\"a\":2.5}'; '{\"args\":[null],\"kwargs\":{\"a\":2.5}}'",
                "'[]'; '{}'; '{\"args\":[null]}'",
            })
    void aCallReturns(String args, String kwargs, String result) throws Exception {
        String body = "{\"procedure\":\"com.example.echo\",\"args\":" + args + ",\"kwargs\":" + kwargs + "}";

        HttpResponse<String> response = realm.post("/call", body, "Content-Type", JSON);

        answers(response, 200, result);
        assertThat(response.headers().map())
                .containsEntry("content-type", List.of("application/json; charset=UTF-8"))
                .containsEntry("access-control-allow-origin", List.of("*"))
                .containsEntry("cache-control", List.of("no-store,no-cache,must-revalidate,max-age=0"));
    }

    @Test
    void anErrorOfTheApplicationIsAnAnswer() throws Exception {
        realm.session
                .register("com.example.fail", call -> {
                    throw ApplicationError.of("com.app.err", List.of(7), Map.of("why", "so"));
                })
                .get(60, TimeUnit.SECONDS);

        answers(
                realm.post("/call", "{\"procedure\":\"com.example.fail\"}"),
                200,
                "{\"error\":\"com.app.err\",\"args\":[7],\"kwargs\":{\"why\":\"so\"}}");
        assertThat(realm.post("/call", "{\"procedure\":\"com.example.nothing\"}")
                        .body())
                .startsWith("{\"error\":\"wamp.error.no_such_procedure\",");
    }

    @Test
    void theRoleNeedsThePermission() throws Exception {
        HttpResponse<String> response = realm.post("/call", "{\"procedure\":\"wamp.session.count\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).startsWith("{\"error\":\"wamp.error.not_authorized\",");
    }

    @Test
    void aPublicationHasAnId() throws Exception {
        BlockingQueue<List<?>> events = new LinkedBlockingQueue<>();
        realm.session
                .subscribe("com.example.topic", event -> events.add(List.of(event.args(), event.kwargs())))
                .get(60, TimeUnit.SECONDS);

        HttpResponse<String> response = realm.post(
                "/publish",
                "{\"topic\":\"com.example.topic\",\"args\":[1],\"kwargs\":{\"a\":true},"
                        + "\"options\":{\"exclude_me\":true,\"eligible_authrole\":[\"backend\"]}}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).matches("\\{\"id\":\\d+}");
        assertThat(events.poll(60, TimeUnit.SECONDS)).isEqualTo(List.of(List.of(1L), Map.of("a", true)));
        answers(
                realm.post("/publish", "{\"topic\":\"com.example.topic\",\"options\":{\"eligible\":7}}"),
                400,
                realm.post("/publish", "{\"topic\":\"com.example.topic\",\"options\":{\"eligible\":7}}")
                        .body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "text/plain; {}; 400; Non-accepted content type. (must be one of '[application/json]',"
                        + " not 'text/plain')",
                "application/json, charset=x; {}; 400; Non-accepted content type. (must be one of"
                        + " '[application/json]', not 'application/json, charset=x')",
                "application/json; {; 400; Request body was invalid JSON.",
                "application/json; []; 400; Request body was valid JSON, but not well formed (must be a dict).",
                "application/json; {}; 400; Request body was valid JSON, but not well formed"
                        + " (missing key 'procedure').",
                "application/json; {\"procedure\":1}; 400; Request body was valid JSON, but not well formed"
                        + " ('procedure' must be a string).",
                "application/json; {\"procedure\":\"a.b\",\"args\":1}; 400; Request body was valid JSON, but not"
                        + " well formed ('args' must be a list).",
            })
    void aMalformedRequestIsRefused(String type, String body, int status, String text) throws Exception {
        answers(
                realm.post("/call", body, "Content-Type", type),
                status,
                "{\"error\":\"" + text + "\",\"args\":[],\"kwargs\":{}}");
    }

    @Test
    void anotherCharsetIsRefused() throws Exception {
        assertThat(realm.post("/call", "{}", "Content-Type", "application/json; charset=latin-1")
                        .body())
                .contains("Non-accepted request encoding, must be UTF-8.");
        HttpResponse<String> invalid = realm.send(realm.request("/call")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xE4, '"'}))
                .build());
        assertThat(invalid.body()).contains("Non-decodable request body, was not UTF-8.");
        assertThat(invalid.statusCode()).isEqualTo(400);
    }

    @Test
    void otherMethodsAreRefused() throws Exception {
        answers(
                realm.send(realm.request("/call").GET().build()),
                405,
                "{\"error\":\"Method not accepted by the REST bridge. (GET not allowed, only POST, PUT)\","
                        + "\"args\":[],\"kwargs\":{}}");
        HttpResponse<String> options = realm.send(realm.request("/call")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .headers("Origin", "http://example.com", "Access-Control-Request-Headers", "content-type")
                .build());
        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(options.headers().map())
                .containsEntry("allow", List.of("POST,PUT,OPTIONS"))
                .containsEntry("access-control-allow-methods", List.of("POST,PUT,OPTIONS"))
                .containsEntry("access-control-allow-origin", List.of("http://example.com"))
                .containsEntry("access-control-allow-credentials", List.of("true"))
                .containsEntry("access-control-allow-headers", List.of("content-type"));
    }

    @Test
    void aBodyBeyondTheLimitIsRefused() throws Exception {
        answers(
                realm.post("/small", "{\"procedure\":\"com.example.echo\"}"),
                413,
                "{\"error\":\"Request too long. (32 is longer than accepted 16)\",\"args\":[],\"kwargs\":{}}");
    }

    @Test
    void addressesAndTlsAreRequired() throws Exception {
        String body = "{\"procedure\":\"com.example.echo\"}";

        assertThat(realm.post("/elsewhere", body).body()).contains("Request denied based on IP address.");
        assertThat(realm.post("/tls", body).body()).contains("Malformed request to the REST bridge.");
        assertThat(realm.post("/tls", body).statusCode()).isEqualTo(400);
        assertThat(realm.post("/nowhere", body).statusCode()).isEqualTo(404);
    }

    @Test
    void aCallThatTakesTooLongIsCanceled() throws Exception {
        CompletableFuture<Void> canceled = new CompletableFuture<>();
        realm.session
                .register("com.example.never", call -> {
                    CompletableFuture<Object> never = new CompletableFuture<>();
                    call.onCancel(() -> canceled.complete(null));
                    return never;
                })
                .get(60, TimeUnit.SECONDS);

        HttpResponse<String> response = realm.post("/hasty", "{\"procedure\":\"com.example.never\"}");

        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.body()).startsWith("{\"error\":\"wamp.error.timeout\",");
        canceled.get(60, TimeUnit.SECONDS);
    }

    /** Sends a request to call a procedure that does not return, and waits until the procedure runs. */
    private Socket callAndWait(CompletableFuture<Reply> reply, CompletableFuture<Void> canceled) throws Exception {
        CompletableFuture<Void> called = new CompletableFuture<>();
        realm.session
                .register("com.example.slow", call -> {
                    call.onCancel(() -> canceled.complete(null));
                    called.complete(null);
                    return reply;
                })
                .get(60, TimeUnit.SECONDS);
        String body = "{\"procedure\":\"com.example.slow\"}";
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), realm.port);
        socket.getOutputStream()
                .write(("POST /call HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.length() + "\r\n\r\n" + body)
                        .getBytes(UTF_8));
        called.get(60, TimeUnit.SECONDS);
        return socket;
    }

    @Test
    void aCallWhoseClientResetsTheConnectionIsCanceled() throws Exception {
        CompletableFuture<Void> canceled = new CompletableFuture<>();
        Socket socket = callAndWait(new CompletableFuture<>(), canceled);

        socket.setSoLinger(true, 0);
        socket.close();

        canceled.get(60, TimeUnit.SECONDS);
    }

    @Test
    void aClientThatHasEndedItsDirectionGetsTheAnswer() throws Exception {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        try (Socket socket = callAndWait(reply, new CompletableFuture<>())) {
            socket.shutdownOutput();
            reply.complete(Reply.of("late"));

            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("{\"args\":[\"late\"]}");
        }
    }

    // Signed requests

    private static Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("key", "foobar");
        parameters.put("timestamp", Instant.now().truncatedTo(ChronoUnit.MICROS).toString());
        parameters.put("seq", "1");
        parameters.put("nonce", "4711");
        return parameters;
    }

    private static String signature(Map<String, String> parameters, String secret, String body)
            throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return Base64.getUrlEncoder()
                .encodeToString(mac.doFinal((String.join("", parameters.values()) + body).getBytes(UTF_8)));
    }

    private HttpResponse<String> signed(Map<String, String> parameters, String body) throws Exception {
        String query = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().replace("=", "%3D"))
                .collect(Collectors.joining("&"));
        return realm.post("/signed?" + query, body, "Content-Type", JSON);
    }

    @Test
    void aSignedRequestIsServed() throws Exception {
        String body = "{\"procedure\":\"com.example.echo\",\"args\":[\"ü\"]}";
        Map<String, String> parameters = parameters();
        parameters.put("signature", signature(parameters, "secret", body));

        answers(signed(parameters, body), 200, "{\"args\":[\"ü\"]}");
        assertThat(signed(parameters, body + " ").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "key; ; 400; missing mandatory field - 'key' field missing",
                "timestamp; ; 400; signed request required, but mandatory 'timestamp' field missing",
                "seq; ; 400; missing mandatory field - 'seq' field missing",
                "nonce; ; 400; missing mandatory field - 'nonce' field missing",
                "signature; ; 400; missing mandatory field - 'signature' field missing",
                "timestamp; yesterday; 400; invalid timestamp 'yesterday' (must be UTC/ISO-8601",
                "timestamp; 2011-10-14T16:59:51.123Z; 400; 'Request expired, too old timestamp.'",
                "seq; x; 400; invalid sequence number 'x' (must be an integer)",
                "nonce; 1.5; 400; invalid nonce '1.5' (must be an integer)",
                "key; other; 401; REST bridge signature key not valid.",
                "signature; abc; 401; REST bridge signature secret not valid.",
            })
    void aWrongSignatureIsRefused(String name, String value, int status, String text) throws Exception {
        String body = "{\"procedure\":\"com.example.echo\"}";
        Map<String, String> parameters = parameters();
        parameters.put("signature", signature(parameters, "secret", body));
        if (value == null) {
            parameters.remove(name);
        } else {
            parameters.put(name, value);
        }

        HttpResponse<String> response = signed(parameters, body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(text.replace("'Request", "Request").replace("timestamp.'", "timestamp."));
    }

    // Users

    private HttpResponse<String> as(String authorization, String... more) throws Exception {
        String[] headers = new String[more.length + 2];
        headers[0] = "Authorization";
        headers[1] = authorization;
        System.arraycopy(more, 0, headers, 2, more.length);
        return realm.post("/users", "{\"procedure\":\"com.example.echo\",\"args\":[1]}", headers);
    }

    private static String basic(String text) {
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    @Test
    void aUserAuthenticatesByTheMethodsOfTheRealm() throws Exception {
        answers(as(basic("joe:pass:word")), 200, "{\"args\":[1]}");

        HttpResponse<String> wrong = as(basic("joe:password"));
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("authentication");
        assertThat(wrong.headers().firstValue("www-authenticate").orElse(""))
                .isEqualTo("Basic realm=\"realm1\", charset=\"UTF-8\", Bearer realm=\"realm1\"");
        assertThat(as("Basic ?").statusCode()).isEqualTo(400);
        assertThat(as("Digest x").statusCode()).isEqualTo(401);
        assertThat(realm.post("/users", "{\"procedure\":\"com.example.echo\"}").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aPageOfAnotherOriginCannotUseThePasswordOfTheBrowser() throws Exception {
        HttpResponse<String> response = as(basic("joe:pass:word"), "Origin", "http://example.com");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().map()).doesNotContainKey("access-control-allow-credentials");
        answers(
                as(basic("joe:pass:word"), "Origin", "http://example.com", "Content-Type", JSON),
                200,
                "{\"args\":[1]}");
    }
}
