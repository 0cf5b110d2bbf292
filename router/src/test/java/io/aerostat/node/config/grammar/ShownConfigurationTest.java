package io.aerostat.node.config.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.reading.Surroundings;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the configuration that a node shows to operators has no secrets. */
class ShownConfigurationTest {
    @TempDir
    private Path folder = Path.of("");

    private String shown(String json) {
        ConfigurationFile file =
                ConfigurationFile.read("node.json", json, new Surroundings(folder, name -> Optional.of("hush6")));
        assertThat(file.problemLines()).isEmpty();
        return file.configuration().map(NodeConfiguration::shown).orElseThrow().toString();
    }

    @Test
    void everythingThatMayBeSecretIsBlank() {
        String shown = shown("""
                {"version": 2, "workers": [
                  {"type": "router", "realms": [{"name": "realm1", "roles": [{"name": "user"}]}],
                   "components": [{"type": "class", "classname": "com.example.One", "realm": "realm1", "role": "user",
                     "extra": {"key": "hush1", "more": {"list": ["hush2", {"a": "hush3"}]}}}],
                   "transports": [{"type": "web", "id": "web", "endpoint": {"type": "tcp", "port": 8080}, "paths": {
                     "old": {"type": "redirect", "url": "https://ann:hush4@example.com/?key=hush8"},
                     "ws": {"type": "websocket", "auth": {
                       "ticket": {"type": "static", "principals": {"ann": {"ticket": "hush5", "role": "user"}}},
                       "wampcra": {"type": "static", "users": {"bob": {"secret": "${BOB}", "role": "user"}}}}}}}]},
                  {"type": "guest", "executable": "true", "options": {"env": {"vars": {"TOKEN": "hush7"}}}}]}
                """);

        assertThat(shown)
                .doesNotContain("hush")
                .contains(
                        "com.example.One", "key=(secret)", "https://(secret)@example.com/?(secret)", "ticket=(secret)")
                .contains("TOKEN=(secret)", "port=8080");
    }

    @Test
    void valuesThatTheNodeDoesNotReadAreBlank() {
        String shown = shown("""
                {"version": 2, "controller": {"connections": [{"password": "hush1"}],
                    "manhole": {"users": [{"user": "ann", "password": "hush7"}]}}, "workers": [
                  {"type": "router", "realms": [], "transports": [],
                   "connections": [{"id": "db", "type": "postgresql.connection", "password": "hush2", "pin": 4711}]},
                  {"type": "container", "connections": [{"database": {"password": "hush3"}}],
                   "components": [{"type": "class", "classname": "com.example.One", "realm": "realm1",
                     "transport": {"type": "websocket", "url": "wss://example.com/ws?token=hush5"}}]}]}
                """);

        assertThat(shown)
                .doesNotContain("hush", "4711", "postgresql")
                .contains("wss://example.com/ws?(secret)", "com.example.One");
    }

    @Test
    void valuesForProgramsAndClassesOfTheUserAreBlank() {
        String shown = shown("""
                {"version": 2, "workers": [
                  {"type": "router", "realms": [{"name": "realm1", "roles": [{"name": "user"}]}],
                   "transports": [{"type": "web", "id": "web", "endpoint": {"type": "tcp", "port": 8080}, "paths": {
                     "shown": {"type": "json", "value": {"everybody": "may see"}},
                     "ws": {"type": "websocket", "auth": {"ticket": {"type": "function",
                       "create": "com.example.Keeper", "config": {"ticket": "hush1"}}}}}}]},
                  {"type": "guest", "executable": "true", "arguments": ["--password", "hush2"],
                   "options": {"stdin": {"type": "json", "value": {"token": "hush3"}}}},
                  {"type": "container", "options": {"jvm_options": ["-Xmx64m", "-Dkey=hush4", "-XX:MaxRAM=1g"]},
                   "components": [{"type": "class", "classname": "com.example.One", "realm": "realm1",
                     "transport": {"type": "websocket", "url": "ws://127.0.0.1:8080/ws"}}]}]}
                """);

        assertThat(shown)
                .doesNotContain("hush")
                .contains("may see", "com.example.Keeper", "-Xmx64m", "-Dkey=(secret)", "-XX:MaxRAM=1g");
    }
}
