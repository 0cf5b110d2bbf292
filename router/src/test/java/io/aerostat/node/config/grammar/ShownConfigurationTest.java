package io.aerostat.node.config.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.reading.Surroundings;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                     "old": {"type": "redirect", "url": "https://ann:hush4@example.com/"},
                     "ws": {"type": "websocket", "auth": {
                       "ticket": {"type": "static", "principals": {"ann": {"ticket": "hush5", "role": "user"}}},
                       "wampcra": {"type": "static", "users": {"bob": {"secret": "${BOB}", "role": "user"}}}}}}}]},
                  {"type": "guest", "executable": "true", "options": {"env": {"vars": {"TOKEN": "hush7"}}}}]}
                """);

        assertThat(shown)
                .doesNotContain("hush")
                .contains("com.example.One", "key=(secret)", "https://(secret)@example.com/", "ticket=(secret)")
                .contains("TOKEN=(secret)", "port=8080");
    }
}
