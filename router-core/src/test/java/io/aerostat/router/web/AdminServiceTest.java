package io.aerostat.router.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.router.Router;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.WebOptions;
import io.aerostat.router.observation.AdminPage;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the files of the admin page with requests of a browser and of an intruder. */
class AdminServiceTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private final AdminPage page = new AdminPage() {
        @Override
        public String realm() {
            return "a\"b</script>";
        }

        @Override
        public Optional<byte[]> file(String name) {
            asked.add(name);
            return name.endsWith("missing.js")
                    ? Optional.empty()
                    : Optional.of(("file " + name).getBytes(StandardCharsets.UTF_8));
        }
    };

    private Router router;
    private SocketAddress address;

    @BeforeEach
    void serve() throws Exception {
        router = Router.builder()
                .adminPage(page)
                .listen(new Listener(
                        "web",
                        new ListeningEndpoint.Tcp("127.0.0.1", 0),
                        new Transport.Web(Map.of("admin", new PathService.Admin("/ws")), WebOptions.DEFAULT)))
                .start();
        router.ready().get(60, TimeUnit.SECONDS);
        address = router.addresses().get(0);
    }

    @AfterEach
    void stop() throws Exception {
        router.close(Duration.ofSeconds(5)).get(60, TimeUnit.SECONDS);
    }

    @Test
    void thePageIsServedWithAStrictPolicy() throws Exception {
        HttpClient.Reply reply = HttpClient.get(address, "/admin/");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("file index.html");
        assertThat(reply.headers())
                .containsEntry("x-frame-options", "DENY")
                .containsEntry("cross-origin-resource-policy", "same-origin")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("cache-control", "no-store")
                .doesNotContainKey("access-control-allow-origin");
        assertThat(reply.headers().get("content-security-policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void thePathWithoutASlashLeadsToThePage() throws Exception {
        HttpClient.Reply reply = HttpClient.get(address, "/admin");

        assertThat(reply.status()).isEqualTo(301);
        assertThat(reply.headers()).containsEntry("location", "/admin/");
    }

    @Test
    void filesHaveTheirTypes() throws Exception {
        assertThat(HttpClient.get(address, "/admin/js/main.js").headers())
                .containsEntry("content-type", "text/javascript; charset=utf-8");
        assertThat(HttpClient.get(address, "/admin/admin.css").headers())
                .containsEntry("content-type", "text/css; charset=utf-8");
        assertThat(HttpClient.get(address, "/admin/icon.svg").headers())
                .containsEntry("content-type", "image/svg+xml")
                .containsKey("content-security-policy");
        assertThat(HttpClient.get(address, "/admin/js/missing.js").status()).isEqualTo(404);
    }

    @Test
    void theSettingsAreJsonWhateverTheNameOfTheRealm() throws Exception {
        HttpClient.Reply reply = HttpClient.get(address, "/admin/settings.json");

        assertThat(reply.headers()).containsEntry("content-type", "application/json");
        assertThat(reply.body()).isEqualTo("{\"realm\":\"a\\u0022b</script>\",\"websocket\":\"/ws\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/../config.json",
                "/admin/%2e%2e/main.js",
                "/admin/js/..%2fmain.js",
                "/admin/Main.class",
                "/admin/.hidden.js",
                "/admin/js/main.js/",
                "/admin/lib",
                "/admin/index.html%00.js"
            })
    void nothingElseIsAskedFor(String path) throws Exception {
        assertThat(HttpClient.get(address, path).status()).isGreaterThanOrEqualTo(400);
        assertThat(asked).isEmpty();
    }

    @Test
    void theWebSocketIsOnTheSameHost() {
        assertThatThrownBy(() -> new PathService.Admin("//evil.example/ws"))
                .hasMessageContaining("expected one that begins with one slash");
    }
}
