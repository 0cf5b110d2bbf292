package io.aerostat.test.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.client.Client;
import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.annotation.Topic;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.session.Session;
import io.aerostat.component.Component;
import io.aerostat.test.TestRouter;
import io.aerostat.test.junit.WampRouter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Runs the examples of docs/migrating-java.md without Spring, and checks that the guide shows exactly this code.
 * SpringGuideTest of spring-boot-autoconfigure does the same for the examples with Spring.
 */
@WampRouter(listens = true)
class MigrationGuideTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    record Quote(String symbol, int cents) {}

    @Test
    void fromAutobahnJava(TestRouter router) {
        String url = router.url();
        // example
        Client client = Client.builder().url(url).realm("realm1").build();
        Session session = client.connect().await(DEADLINE);

        session.register("com.example.add", call -> call.arg(0, Integer.class) + call.arg(1, Integer.class))
                .await(DEADLINE);
        session.subscribe("com.example.quote", event -> System.out.println(event.arg(0, Quote.class)))
                .await(DEADLINE);
        session.publish("com.example.quote", new Quote("AER", 250));
        int sum = session.call("com.example.add", 2, 3).as(Integer.class).await(DEADLINE);

        client.close();
        // end of the example
        assertThat(sum).isEqualTo(5);
    }

    // example
    public static final class Backend implements Component {
        @Override
        public CompletionStage<?> onReady(Session session) {
            return session.publishAcknowledged("com.example.backend.ready");
        }

        @Procedure("com.example.divide")
        public double divide(double a, double b) {
            if (b == 0) {
                throw new ApplicationError("com.example.error.division_by_zero", a);
            }
            return a / b;
        }

        @Topic("com.example.reset")
        public void reset() {}
    }
    // end of the example

    @Test
    void fromPythonComponents(Session session, Session caller) {
        session.register(new Backend()).await(DEADLINE);

        assertThat(caller.call(Call.of("com.example.divide").args(1, 2))
                        .as(Double.class)
                        .await(DEADLINE))
                .isEqualTo(0.5);
    }

    @Test
    void theGuideShowsThisCode() throws Exception {
        String source = Files.readString(Path.of("src/test/java/io/aerostat/test/guide/MigrationGuideTest.java"));
        List<String> examples = Pattern.compile("// example\\n(.*?)// end", Pattern.DOTALL)
                .matcher(source)
                .results()
                .map(found -> normalized(found.group(1)))
                .toList();

        assertThat(examples).hasSize(2);
        assertThat(normalized(Files.readString(Path.of("../docs/migrating-java.md"))))
                .contains(examples);
    }

    private static String normalized(String code) {
        return code.replace("public static final class", "public final class").replaceAll("\\s+", "");
    }
}
