package io.aerostat.acceptance;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A peer that speaks WAMP in JSON message by message, made of nothing but the JDK's WebSocket: what it sees is what the router
 * sent, without a client of ours or anybody's in between.
 */
final class RawPeer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final BlockingQueue<JsonNode> received;
    private final WebSocket webSocket;

    private RawPeer(BlockingQueue<JsonNode> received, WebSocket webSocket) {
        this.received = received;
        this.webSocket = webSocket;
    }

    static RawPeer connect(URI uri) {
        BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
        WebSocket webSocket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("wamp.2.json")
                .buildAsync(uri, new Collector(received))
                .orTimeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        return new RawPeer(received, webSocket);
    }

    void send(Object... message) {
        webSocket
                .sendText(JSON.writeValueAsString(message), true)
                .orTimeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** The next message of the router. */
    JsonNode receive() {
        try {
            JsonNode message = received.poll(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            if (message == null) {
                throw new AssertionError("no message within " + DEADLINE);
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Says HELLO as a user with a secret and answers the challenge; returns what follows it, WELCOME if all is well. */
    JsonNode join(String authid, String secret) {
        send(
                1,
                "realm1",
                Map.of("authmethods", List.of("wampcra"), "authid", authid, "roles", Map.of("caller", Map.of())));
        JsonNode challenge = receive();
        if (challenge.get(0).asInt() != 4) {
            return challenge;
        }
        String text = challenge.get(2).get("challenge").stringValue();
        send(5, signature(secret, text), Map.of());
        return receive();
    }

    @Override
    public void close() {
        webSocket.abort();
    }

    private static String signature(String secret, String challenge) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(challenge.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static final class Collector implements WebSocket.Listener {

        private final BlockingQueue<JsonNode> received;
        private final StringBuilder text = new StringBuilder();

        private Collector(BlockingQueue<JsonNode> received) {
            this.received = received;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                received.add(JSON.readTree(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
