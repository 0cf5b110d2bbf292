package io.aerostat.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.config.reading.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ExampleSecretsTest {
    private static final Path PROJECT = Path.of("..");
    private static final String EVERYWHERE = "0.0.0.0";
    private static final String HERE = "127.0.0.1";

    @TempDir
    Path folder;

    @BeforeEach
    void copyTheExample() throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.createDirectories(folder.resolve("web/page/shared"));
        Files.createDirectories(folder.resolve("authenticator"));
        Files.copy(PROJECT.resolve("authenticator/users.json"), folder.resolve("authenticator/users.json"));
    }

    @Test
    void theExampleAsItIsListensForThisMachineOnly() throws IOException {
        assertThat(ExampleSecrets.warning(example(HERE, "secret2"))).isEmpty();
    }

    @Test
    void anotherAddressCausesAWarningThatNamesTheSecrets() throws IOException {
        assertThat(ExampleSecrets.warning(example(EVERYWHERE, "secret2")).orElseThrow())
                .contains("transport web")
                .contains("component authenticator, balloon_service")
                .contains("127.0.0.1")
                .doesNotContain("secret2");
    }

    @Test
    void usersThatWereLeftAsTheyWereAreFoundInTheirFile() throws IOException {
        assertThat(ExampleSecrets.warning(example(EVERYWHERE, "of our own")).orElseThrow())
                .contains("component authenticator (");
    }

    @Test
    void secretsOfOnesOwnAreFine() throws IOException {
        Files.writeString(
                folder.resolve("authenticator/users.json"), "{\"joe\":{\"secret\":\"x\",\"role\":\"backend\"}}");

        assertThat(ExampleSecrets.warning(example(EVERYWHERE, "of our own"))).isEmpty();
    }

    @Test
    void knowsAllSecretsOfTheExample() throws IOException {
        JsonMapper.builder()
                .build()
                .readTree(PROJECT.resolve("authenticator/users.json").toFile())
                .forEach(user -> assertThat(ExampleSecrets.PUBLISHED)
                        .contains(user.get("secret").stringValue()));
    }

    private NodeConfiguration example(String host, String balloonSecret) throws IOException {
        String json = Files.readString(PROJECT.resolve("config/config.json"))
                .replace("\"interface\": \"127.0.0.1\"", "\"interface\": \"" + host + "\"")
                .replace("\"secret2\"", "\"" + balloonSecret + "\"");
        ConfigurationFile read = ConfigurationFile.read(
                "config.json", json, new Surroundings(folder.resolve("config"), variable -> Optional.empty()));
        assertThat(read.problemLines()).isEmpty();
        return read.configuration().orElseThrow();
    }
}
