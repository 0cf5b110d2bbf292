package io.aerostat.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aerostat.client.Client;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.session.Session;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the old code of docs/migrating-java.md, except for that of wamp2spring. MigrationGuideTest of aerostat-test and
 * SpringGuideTest of spring-boot-autoconfigure test the new code.
 */
class MigrationPageIT {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Path PAGE = Surroundings.root().resolve("docs/migrating-java.md");

    /** The build compiles the Java file with autobahn-java. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "acceptance/autobahn-java/src/main/java/io/aerostat/acceptance/autobahnjava/MigratedExample.java",
                "acceptance/src/test/python/migrated_backend.py"
            })
    void thePageShowsTheOldCode(String file) throws Exception {
        List<String> examples = Pattern.compile("(?://|#) example\\n(.*?)(?://|#) end", Pattern.DOTALL)
                .matcher(Files.readString(Surroundings.root().resolve(file)))
                .results()
                .map(found -> normalized(found.group(1)))
                .toList();

        assertThat(examples).isNotEmpty();
        assertThat(normalized(Files.readString(PAGE))).contains(examples);
    }

    private static String normalized(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void thePythonComponentDoesWhatThePageSays() throws Exception {
        Router router = Router.builder()
                .realm("realm1", realm -> realm.role(Role.allowingAll("anonymous")))
                .listen(Listener.webSocket(new ListeningEndpoint.Tcp("127.0.0.1", 0), Access.ANONYMOUS))
                .start();
        try (Client client = Client.builder().url(url(router)).realm("realm1").build()) {
            Session session = client.join().await(DEADLINE);
            CompletableFuture<Boolean> ready = new CompletableFuture<>();
            session.subscribe("com.example.backend.ready", event -> ready.complete(true))
                    .await(DEADLINE);
            Process backend = backend(url(router));
            try {
                assertThat(ready).succeedsWithin(DEADLINE);

                assertThat(session.call("com.example.divide", 1, 2)
                                .as(Double.class)
                                .await(DEADLINE))
                        .isEqualTo(0.5);
                assertThatExceptionOfType(ApplicationError.class)
                        .isThrownBy(
                                () -> session.call("com.example.divide", 1, 0).await(DEADLINE))
                        .satisfies(error -> assertThat(error.uri()).isEqualTo("com.example.error.division_by_zero"));
                assertThat(session.call("wamp.subscription.lookup", "com.example.reset")
                                .as(Long.class)
                                .await(DEADLINE))
                        .isPositive();
            } finally {
                backend.destroyForcibly();
            }
        } finally {
            router.close(Duration.ZERO).join();
        }
    }

    private static String url(Router router) {
        router.ready().join();
        return "ws://127.0.0.1:" + router.listeners().get(0).port() + "/";
    }

    private static Process backend(String url) throws IOException {
        Path log = Files.createDirectories(Surroundings.output("program-logs")).resolve("migrated_backend.log");
        ProcessBuilder command = new ProcessBuilder(Surroundings.python(), "-B", "migrated_backend.py")
                .directory(Surroundings.pythonScripts().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        command.environment().put("ROUTER_URL", url);
        return command.start();
    }
}
