package io.aerostat.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests AutobahnJS over long-poll in a real browser, from a page of the router and from a page of another origin (LP-1
 * … LP-4, LP-6).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongPollPageIT {
    private static final Path AUTOBAHN = Surroundings.root().resolve("web/page/shared/autobahn/autobahn.min.js");

    /** A page that joins, calls its own procedure, receives its own event, leaves, and reports what it has received. */
    private static final String PAGE = """
            <!DOCTYPE html><title>long-poll</title><script src="autobahn.min.js"></script><script>
            const seen = [];
            const connection = new autobahn.Connection({
              transports: [{type: "longpoll", url: new URLSearchParams(location.search).get("url")}],
              realm: "realm1", max_retries: 0});
            connection.onopen = async session => {
              try {
                await session.register("com.example.add", ([a, b]) => a + b);
                seen.push("sum " + await session.call("com.example.add", [2, 3]));
                const event = new Promise(arrived => session.subscribe("com.example.topic", arrived));
                await session.subscribe("com.example.other", () => {});
                await session.publish("com.example.topic", ["grüße"], {}, {exclude_me: false, acknowledge: true});
                seen.push("event " + await event);
                for (let i = 0; i < 20; i++) await session.call("com.example.add", [i, 1]);
                await session.call("com.example.none").catch(error => seen.push(error.error));
              } catch (error) {
                seen.push("failed: " + JSON.stringify(error));
              }
              connection.close();
            };
            connection.onclose = (reason, details) => {
                seen.push(reason + " " + details.reason);
                window.outcome = seen.join(", ");
            };
            connection.open();
            </script>""";

    private static final String CONFIGURATION = """
            {"version": 2, "workers": [{"type": "router",
              "realms": [{"name": "realm1", "roles": [{"name": "anonymous", "allow-by-default": true}]}],
              "transports": [
                {"type": "web", "id": "one", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0},
                 "paths": {"/": {"type": "static", "directory": "page"}, "lp": {"type": "longpoll"}}},
                {"type": "web", "id": "other", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0},
                 "paths": {"lp": {"type": "longpoll"}}}]}]}""";

    private final Chromium browser = Chromium.start();
    private RouterProcess router;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Path page = Files.createDirectory(folder.resolve("page"));
        Files.copy(AUTOBAHN, page.resolve("autobahn.min.js"));
        Files.writeString(page.resolve("index.html"), PAGE);
        Path config = Files.writeString(folder.resolve("config.json"), CONFIGURATION);
        router = RouterProcess.startWhole(config);
    }

    @AfterAll
    void stop() {
        try (browser) {
            router.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "other"})
    void aSessionLivesAndEndsAsItShould(String transport) {
        URI page = URI.create(
                "http://127.0.0.1:" + router.port("one") + "/?url=http://127.0.0.1:" + router.port(transport) + "/lp");

        String outcome = browser.outcome(page);

        assertThat(outcome)
                .isEqualTo("sum 5, event grüße, wamp.error.no_such_procedure, closed wamp.close.goodbye_and_out");
    }
}
