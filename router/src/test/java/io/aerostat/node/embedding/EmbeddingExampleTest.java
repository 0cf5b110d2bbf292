package io.aerostat.node.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.client.Client;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permission;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.listener.Listener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Runs the example of docs/embedding.md, and checks that the guide shows exactly this code. */
class EmbeddingExampleTest {
    @Test
    void aRouterServesComponentsOfItsOwnProcessAndClientsFromOutside() throws Exception {
        // example
        Role visitors = Role.withPermissions(
                "anonymous", new Permission("com.example.", MatchPolicy.PREFIX, Set.of(Action.CALL)));

        Router router = Router.builder()
                .realm("realm1", realm -> realm.role(visitors))
                .listen(Listener.webSocket(0))
                .start();
        router.ready().get(60, TimeUnit.SECONDS);
        int port = router.listeners().get(0).port();

        // A service in the same process: no socket, no password, all rights.
        Client service = Client.builder()
                .router(router.local("greeter", "trusted"))
                .realm("realm1")
                .build();
        Session serving = service.join().get(60, TimeUnit.SECONDS);
        serving.register(
                        "com.example.greet",
                        invocation -> "Hello, " + invocation.args().get(0))
                .get(60, TimeUnit.SECONDS);

        // A client that connects over a socket.
        Client visitor = Client.builder()
                .url("ws://127.0.0.1:" + port + "/")
                .realm("realm1")
                .build();
        Session visiting = visitor.join().get(60, TimeUnit.SECONDS);
        String greeting =
                visiting.call("com.example.greet", "world").as(String.class).get(60, TimeUnit.SECONDS);

        visitor.close();
        service.close();
        router.close(Duration.ofSeconds(5)).get(60, TimeUnit.SECONDS);
        // end of the example
        assertThat(greeting).isEqualTo("Hello, world");
    }

    @Test
    void theGuideShowsThisCode() throws Exception {
        String source = Files.readString(Path.of("src/test/java/io/aerostat/node/embedding/EmbeddingExampleTest.java"));
        String example = source.substring(source.indexOf("// example") + 10, source.indexOf("// end"));
        String shown = Files.readString(Path.of("../docs/embedding.md"));
        assertThat(normalized(shown)).contains(normalized(example));
    }

    /** Removes line breaks, because the formatter places them differently. */
    private static String normalized(String code) {
        return code.replaceAll("\\s+", "");
    }
}
