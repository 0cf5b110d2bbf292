package io.aerostat.node.config.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.negotiation.PerMessageDeflate;
import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.UbjsonDialect;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.Addresses;
import io.aerostat.router.listener.ArchivedFiles;
import io.aerostat.router.listener.BridgeOptions;
import io.aerostat.router.listener.Cgi;
import io.aerostat.router.listener.ConnectionOptions;
import io.aerostat.router.listener.HttpBridge;
import io.aerostat.router.listener.LongPollOptions;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.PathService.Health.Probe;
import io.aerostat.router.listener.TransportLimits;
import io.aerostat.router.listener.Upload;
import io.aerostat.router.listener.UpstreamService;
import io.aerostat.router.listener.WebSocketOptions;
import io.aerostat.router.listener.option.StaticFileOptions;
import io.aerostat.router.listener.option.UploadFields;
import io.aerostat.router.listener.option.UploadOptions;
import io.aerostat.router.listener.option.WebhookSignature;
import io.aerostat.router.listener.option.WebhookSignature.Algorithm;
import io.aerostat.router.listener.option.WebhookSignature.Encoding;
import io.aerostat.router.session.SessionOptions;
import java.net.URI;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Checks the paths of a web transport, and the service at each path. */
class GoodPathServicesTest extends GoodConfiguration {
    @Test
    void archives() {
        assertThat(at(services(), "archive"))
                .isEqualTo(new ArchivedFiles(
                        FOLDER.resolve("site.zip"),
                        Optional.of(URI.create("https://example.com/site.zip")),
                        List.of("cd".repeat(32)),
                        "site/",
                        Optional.of("index.html"),
                        Optional.of("404.html"),
                        Map.of(".svg", "image/svg+xml"),
                        true));
        assertThat(listener(0).proxyProtocol()).isEqualTo(Addresses.of(List.of("10.0.0.1")));
        assertThat(listener(1).proxyProtocol()).isEqualTo(Addresses.NONE);
    }

    @Test
    void upstreams() {
        assertThat(at(services(), "proxy"))
                .isEqualTo(new UpstreamService.ReverseProxy(
                        new UpstreamService.Upstream(
                                "127.0.0.1",
                                8081,
                                Optional.of(new UpstreamService.UpstreamTls("app.example.com", List.of())),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(7)),
                        "/app",
                        Optional.of(443),
                        Optional.of("https")));
        assertThat(at(services(), "tunnel"))
                .isEqualTo(new UpstreamService.WebSocketProxy(
                        new UpstreamService.Upstream(
                                "localhost",
                                9000,
                                Optional.empty(),
                                Duration.ofSeconds(3),
                                UpstreamService.Upstream.DEFAULT_TIMEOUT),
                        "/ws?x=1"));
    }

    @Test
    void programs() {
        assertThat(at(services(), "cgi"))
                .isEqualTo(new Cgi(FOLDER, "perl", new Cgi.Limits(2, Duration.ofSeconds(5), 1000, 2000)));
    }

    @Test
    void uploads() {
        Upload upload = (Upload) at(services(), "upload");

        assertThat(upload.realm()).isEqualTo("realm1");
        assertThat(upload.directory()).isEqualTo(FOLDER.resolve("uploaded"));
        assertThat(upload.temporary()).isEqualTo(FOLDER.resolve("unfinished"));
        assertThat(upload.fields())
                .isEqualTo(new UploadFields(
                        Optional.of("resumableIdentifier"),
                        "resumableFilename",
                        "resumableType",
                        "resumableTotalSize",
                        "resumableChunkNumber",
                        "resumableChunkSize",
                        "resumableTotalChunks",
                        "file",
                        Optional.of("on_progress"),
                        Optional.of("session"),
                        Optional.of("chunk_extra"),
                        Optional.of("finish_extra")));
        assertThat(upload.options())
                .isEqualTo(new UploadOptions(
                        5_000_000_000L,
                        List.of(".csv", ".txt"),
                        Optional.of(PosixFilePermissions.fromString("rw-r--r--")),
                        1_000_000,
                        7,
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(1)));
    }

    @Test
    void httpBridges() {
        SessionOptions sessions = TransportLimits.DEFAULT.sessions();
        Access backend = HttpBridge.accessFor("backend", Optional.empty()).withSessions(sessions);
        BridgeOptions open = new BridgeOptions("realm1", backend);

        assertThat(at(services(), "publish"))
                .isEqualTo(new HttpBridge.Publisher(new BridgeOptions(
                        "realm1",
                        HttpBridge.accessFor("backend", Optional.of("foobar")).withSessions(sessions),
                        Optional.of(new BridgeOptions.SigningKey("foobar", "t0ps3cret")),
                        Duration.ofSeconds(60),
                        true,
                        Optional.of(Addresses.of(List.of("192.168.1.1/24", "10.1.2.3", "2001:db8::/32"))),
                        8192,
                        Duration.ofSeconds(5))));
        assertThat(at(services(), "call"))
                .isEqualTo(new HttpBridge.Caller(open.withAccess(Access.by(new AuthenticationOptions.StaticTicket(
                                Map.of("joe", new Account<>("joe", "backend", "t0ps3cret"))))
                        .withSessions(sessions))));
        assertThat(at(services(), "github"))
                .isEqualTo(new HttpBridge.Webhook(
                        open, "com.example.pushed", "yes", "no", Optional.of(WebhookSignature.ofGitHub("t0ps3cret"))));
        assertThat(at(services(), "hook"))
                .isEqualTo(new HttpBridge.Webhook(
                        open,
                        "com.example.hooked",
                        "OK",
                        "NOT OK",
                        Optional.of(new WebhookSignature(
                                "X-Signature", Algorithm.SHA512, Encoding.BASE64, "v1=", "t0ps3cret"))));
    }

    @Test
    void webPathsKeepTheirOrderAndNest() {
        assertThat(web().paths().keySet())
                .containsExactly(
                        "/",
                        ".well-known",
                        "old",
                        "info",
                        "services",
                        "admin",
                        "metrics",
                        "livez",
                        "readyz",
                        "haproxy",
                        "deep",
                        "lp",
                        "ws");
        assertThat(web().paths().get("/"))
                .isEqualTo(new PathService.StaticFiles(
                        FOLDER.resolve("web"),
                        new StaticFileOptions(
                                true,
                                Map.of(".svg", "image/svg+xml"),
                                Optional.empty(),
                                Optional.of("index.html"),
                                true)));
        assertThat(web().paths().get(".well-known"))
                .isEqualTo(new PathService.Json("{\"a\":[1,2.5,null,true,\"x\"]}", false, true));
        PathService.Nested deep = (PathService.Nested) at(web().paths(), "deep");
        PathService.Nested deeper = (PathService.Nested) at(deep.paths(), "er");
        assertThat(at(deeper.paths(), "ws")).isInstanceOf(PathService.WebSocket.class);
        assertThat(web().options().hsts()).contains(Duration.ofSeconds(60));
        assertThat(web().options().clientTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(web().options().http2()).isFalse();
    }

    @Test
    void servicesForOperators() {
        assertThat(web().paths().get("admin")).isEqualTo(new PathService.Admin("/deep/er/ws"));
        assertThat(web().paths().get("metrics"))
                .isEqualTo(new PathService.Metrics(Addresses.of(List.of("10.0.0.0/8", "::1", "unix"))));
        assertThat(web().paths().get("livez")).isEqualTo(new PathService.Health(Probe.LIVE, Addresses.LOOPBACK));
        assertThat(web().paths().get("readyz")).isEqualTo(new PathService.Health(Probe.READY, Addresses.NONE));
        assertThat(web().paths().get("haproxy"))
                .isEqualTo(new PathService.Health(Probe.READY_OR_NOT_FOUND, Addresses.LOOPBACK));
        assertThat(router().showsMetrics()).isTrue();
    }

    @Test
    void webSocketOptions() {
        PathService.WebSocket ws = (PathService.WebSocket) at(web().paths(), "ws");
        WebSocketOptions options = ws.options();
        assertThat(ws.subprotocols())
                .containsExactly(
                        new Subprotocol(Serialization.CBOR, false),
                        new Subprotocol(Serialization.CBOR, true),
                        new Subprotocol(Serialization.JSON, false),
                        new Subprotocol(Serialization.JSON, true));
        assertThat(options.allowedOrigins()).containsExactly("https://*.example.com");
        assertThat(options.connection().pingInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.connection().pingTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(options.connection().maxMessageSize()).isEqualTo(1_048_576);
        assertThat(options.compression())
                .contains(new PerMessageDeflate.Options(true, 11, true, 12, PerMessageDeflate.Options.DEFAULT.level()));
    }

    @Test
    void longPoll() {
        PathService.LongPoll longPoll = (PathService.LongPoll) at(web().paths(), "lp");
        assertThat(longPoll.options())
                .isEqualTo(new LongPollOptions(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20),
                        10,
                        Optional.of("XYZ"),
                        ConnectionOptions.DEFAULT
                                .withOutgoingBudget(4096)
                                .withUbjsonDialect(Optional.of(UbjsonDialect.CLASSIC))));
        assertThat(longPoll.access().methods()).isEmpty();
    }
}
