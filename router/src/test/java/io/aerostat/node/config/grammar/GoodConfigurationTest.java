package io.aerostat.node.config.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.reading.SchemaDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Checks the configuration as a whole: its keys, notices, secrets and private files. */
class GoodConfigurationTest extends GoodConfiguration {
    /** Checks that the files contain every supported key. */
    @Test
    void everyKeyThatIsSupportedIsHere() throws IOException {
        String json = Files.readString(FOLDER.resolve("everything.json"))
                + Files.readString(FOLDER.resolve("templates.json"))
                + Files.readString(FOLDER.resolve("crossbar.json"))
                + GoodNodeTest.IDENTITIES.keySet();
        assertThat(SchemaDefinitions.of(NodeGrammar.NODE).types())
                .filteredOn(ObjectType.class::isInstance)
                .flatExtracting(type -> ((ObjectType<?>) type).fields())
                .filteredOn(field -> ((Field<?>) field).standing() != Field.Standing.PLANNED)
                .extracting(field -> "\"" + ((Field<?>) field).key() + "\":")
                .allSatisfy(key -> assertThat(json).contains(key));
    }

    @Test
    void printingNeverShowsASecret() {
        assertThat(node.toString())
                .contains("com.example.Authenticator")
                .doesNotContain("t0ps3cret", "\"a\":1", "00112233", "abab");
    }

    @Test
    void keysWithoutEffectAreReported() {
        assertThat(file.noticeLines())
                .contains("everything.json:20:23: workers[0].options.pythonpath: has no effect: \"classpath\" takes its"
                        + " place")
                .anySatisfy(line -> assertThat(line)
                        .contains("options.max_message_size: clients that expect")
                        .contains("wamp_async (they need 16777216)"))
                .anySatisfy(line -> assertThat(line)
                        .contains("request_max_window_bits: clients that refuse")
                        .contains("autobahn-java (they need 0)"))
                .hasSize(10);
    }

    @Test
    void valuesThatOnlyCrossbarTemplatesHaveAreAccepted() {
        ConfigurationFile file = read("""
                {"version": 2, "workers": [{"type": "router", "transports": [
                  {"type": "universal", "endpoint": {"type": "unix", "path": "$NOWHERE/a.sock"},
                   "web": {"type": "web", "id": "web_part", "paths": {"lp": {"type": "longpoll", "options":
                     {"queue_limit_bytes": 0, "queue_limit_messages": 0}}}}}]}]}""");

        assertThat(file.problemLines()).isEmpty();
        assertThat(file.noticeLines())
                .containsExactly("everything.json:2:62: workers[0].transports[0].endpoint.path: environment variable"
                        + " NOWHERE is not set, so its name stays in the text");
        assertThat(file.configuration().orElseThrow().toString()).contains("$NOWHERE/a.sock");
    }

    @Test
    void harmlessMistakesAreReportedAsNotices() {
        ConfigurationFile small = read("""
                {"version": 2, "workers": [{"type": "router", "transports": [
                  {"type": "web", "endpoint": {"type": "tcp", "port": 0}, "paths": {
                    "/": {"type": "static", "directory": "nowhere"},
                    "ws": {"type": "websocket", "options": {"auto_ping_size": 4}}}}]}]}""");

        assertThat(small.problemLines()).isEmpty();
        assertThat(small.noticeLines())
                .containsExactly(
                        "everything.json:3:42: workers[0].transports[0].paths[\"/\"].directory: found \"nowhere\""
                                + " (expected a readable folder; " + FOLDER.resolve("nowhere")
                                + " does not exist, so every request is answered with 404 until it does)",
                        "everything.json:4:63: workers[0].transports[0].paths.ws.options.auto_ping_size: found 4"
                                + " (expected 12 to 125); pings get 12 bytes");
    }

    @Test
    void keysAndCookieFilesAreKeptPrivate() {
        assertThat(node.privateFiles())
                .containsExactlyInAnyOrder(
                        FOLDER.resolve("tls/key.pem"),
                        FOLDER.resolve("data/cookies"),
                        FOLDER.resolve("events/events.mv"),
                        FOLDER.resolve("events/events.journal"),
                        FOLDER.resolve("audit.log"));
    }
}
