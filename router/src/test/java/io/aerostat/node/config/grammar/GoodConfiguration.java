package io.aerostat.node.config.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.node.config.Controller;
import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.RouterWorker;
import io.aerostat.node.config.reading.Surroundings;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;

/** Reads {@code good/everything.json}, which has every key, for the tests of its parts. */
abstract class GoodConfiguration {
    static final Path FOLDER = Path.of("src/test/resources/good").toAbsolutePath();
    private static final Map<String, String> VARIABLES =
            Map.of("TOKEN", "t0ps3cret", "PORT", "9443", "SOCKETS", "/run/sockets", "SERVER_KEY", "ab".repeat(32));

    static ConfigurationFile file = read("{}");
    static NodeConfiguration node = new NodeConfiguration(Controller.DEFAULT, List.of());

    static ConfigurationFile read(String text) {
        return ConfigurationFile.read(
                "everything.json",
                text,
                new Surroundings(FOLDER, variable -> Optional.ofNullable(VARIABLES.get(variable))));
    }

    @BeforeAll
    static void load() throws IOException {
        file = read(Files.readString(FOLDER.resolve("everything.json")));
        assertThat(file.problemLines()).isEmpty();
        node = file.configuration().orElseThrow();
    }

    static RouterWorker router() {
        return node.workers(RouterWorker.class).get(0);
    }

    static Listener listener(int index) {
        return router().listeners().get(index);
    }

    static Transport.Web web() {
        return (Transport.Web) listener(0).transport();
    }

    static <V> V at(Map<String, V> map, String key) {
        return Optional.ofNullable(map.get(key)).orElseThrow();
    }

    static Map<String, PathService> services() {
        return ((PathService.Nested) at(web().paths(), "services")).paths();
    }
}
