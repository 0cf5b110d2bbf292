package io.aerostat.node.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.router.listener.BridgeOptions;
import io.aerostat.router.listener.HttpBridge;
import io.aerostat.router.listener.option.WebhookSignature;
import io.aerostat.router.listener.option.WebhookSignature.Algorithm;
import io.aerostat.router.listener.option.WebhookSignature.Encoding;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Receives webhooks, signed as GitHub and others sign them. */
class WebhookTest {
    private static final String BODY = "{\"zen\":\"Design for failure. ü\"}";
    private static final BridgeOptions OPTIONS =
            new BridgeOptions("realm1", HttpBridge.accessFor("web", Optional.empty()));

    private final BlockingQueue<Map<?, ?>> events = new LinkedBlockingQueue<>();
    private BridgedRealm realm;

    private static HttpBridge.Webhook webhook(String topic, Optional<WebhookSignature> signature) {
        return new HttpBridge.Webhook(OPTIONS, topic, "thanks", "sorry", signature);
    }

    @BeforeEach
    void serve() throws Exception {
        realm = new BridgedRealm(Map.of(
                "open", webhook("com.example.hook", Optional.empty()),
                "github", webhook("com.example.hook", Optional.of(WebhookSignature.ofGitHub("s3cret"))),
                "other",
                        webhook(
                                "com.example.hook",
                                Optional.of(new WebhookSignature(
                                        "X-Signature", Algorithm.SHA512, Encoding.BASE64, "v1=", "s3cret"))),
                "denied", webhook("org.example.hook", Optional.empty())));
        realm.session
                .subscribe(
                        "com.example.hook",
                        event -> events.add((Map<?, ?>) event.args().get(0)))
                .get(60, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        realm.close();
    }

    private static byte[] mac(String algorithm) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec("s3cret".getBytes(UTF_8), algorithm));
        return mac.doFinal(BODY.getBytes(UTF_8));
    }

    private static String hex(String algorithm) throws GeneralSecurityException {
        return HexFormat.of().formatHex(mac(algorithm));
    }

    @Test
    void theEventHasTheHeadersAndTheBody() throws Exception {
        HttpResponse<String> response = realm.post(
                "/open", BODY, "X-GitHub-Event", "ping", "Authorization", "Bearer x", "X-Two", "1", "x-two", "2");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEqualTo("thanks");
        Map<?, ?> event = events.poll(60, TimeUnit.SECONDS);
        assertThat(event.get("body")).isEqualTo(BODY);
        Map<?, ?> headers = (Map<?, ?>) event.get("headers");
        assertThat(headers.get("X-Github-Event")).isEqualTo(List.of("ping"));
        assertThat(headers.get("X-Two")).isEqualTo(List.of("1", "2"));
        assertThat(headers.get("Authorization")).isNull();
    }

    @Test
    void bothSignaturesOfGitHubAreAccepted() throws Exception {
        assertThat(realm.post("/github", BODY, "X-Hub-Signature-256", "sha256=" + hex("HmacSHA256"))
                        .statusCode())
                .isEqualTo(202);
        assertThat(realm.post("/github", BODY, "X-Hub-Signature", "sha1=" + hex("HmacSHA1"))
                        .statusCode())
                .isEqualTo(202);
        // A valid old signature does not make up for an invalid new one.
        assertThat(realm.post(
                                "/github",
                                BODY,
                                "X-Hub-Signature",
                                "sha1=" + hex("HmacSHA1"),
                                "X-Hub-Signature-256",
                                "sha256=00")
                        .statusCode())
                .isEqualTo(400);
        HttpResponse<String> unsigned = realm.post("/github", BODY);
        assertThat(unsigned.statusCode()).isEqualTo(400);
        assertThat(unsigned.body()).contains("The signature in X-Hub-Signature-256 is missing or invalid.");
        assertThat(realm.post("/github", BODY + " ", "X-Hub-Signature", "sha1=" + hex("HmacSHA1"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void otherSignaturesAreConfigured() throws Exception {
        String signature = Base64.getEncoder().encodeToString(mac("HmacSHA512"));

        assertThat(realm.post("/other", BODY, "x-signature", "v1=" + signature).statusCode())
                .isEqualTo(202);
        assertThat(realm.post("/other", BODY, "x-signature", signature).statusCode())
                .isEqualTo(400);
    }

    @Test
    void anEventThatCannotBePublishedIsAnError() throws Exception {
        HttpResponse<String> response = realm.post("/denied", BODY);

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("sorry");
    }
}
