package io.aerostat.test.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.client.annotation.Arg;
import io.aerostat.client.annotation.Contract;
import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.annotation.Topic;
import io.aerostat.client.annotation.WampError;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.session.Session;
import io.aerostat.test.junit.WampRouter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs the examples of docs/contracts.md, and checks that the guide shows exactly this code. */
@WampRouter
@SuppressWarnings("serial")
class ContractsGuideTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    // example
    @Contract("com.balloon")
    public interface BalloonService {
        @Procedure("inflate")
        int inflate(int litres) throws TooFull; // blocks until the result arrives

        @Procedure("fly")
        CompletableFuture<Position> fly(Position to, @Arg("speed") Optional<Integer> speed);

        @Procedure("ascend")
        Flow.Publisher<Integer> ascend(int metres); // progressive results

        @Topic("moved")
        default Subscription onMoved(Consumer<Position> listener) {
            throw new UnsupportedOperationException("for proxies only");
        }
    }

    public record Position(double latitude, double longitude) {}

    @WampError("com.balloon.error.too_full")
    // end of the example
    // example
    public static class TooFull extends Exception {
        private final int limit;

        public TooFull(String message, @Arg("limit") int limit) {
            super(message);
            this.limit = limit;
        }

        public int limit() {
            return limit;
        }
    }
    // end of the example

    static final class Balloon implements BalloonService {
        @Override
        public int inflate(int litres) throws TooFull {
            if (litres > 600) {
                throw new TooFull("the balloon is too small", 600);
            }
            return litres;
        }

        @Override
        public CompletableFuture<Position> fly(Position to, Optional<Integer> speed) {
            return CompletableFuture.completedFuture(to);
        }

        @Override
        public Flow.Publisher<Integer> ascend(int metres) {
            return new SubmissionPublisher<>();
        }
    }

    private Session session;

    @BeforeEach
    void register(Session service, Session client) {
        session = service;
        // example
        session.register(BalloonService.class, new Balloon()).await(DEADLINE);
        // end of the example
        session = client;
    }

    @Test
    void aProxyCallsAndSubscribes() throws Exception {
        // example
        BalloonService balloon = session.proxy(BalloonService.class);

        balloon.onMoved(position -> System.out.println("moved to " + position));
        int litres = balloon.inflate(500);
        // end of the example
        assertThat(litres).isEqualTo(500);
        assertThat(balloon.fly(new Position(48.1, 11.6), Optional.of(30)))
                .succeedsWithin(DEADLINE)
                .isEqualTo(new Position(48.1, 11.6));
    }

    @Test
    void declaredErrorsAreThrown() {
        BalloonService balloon = session.proxy(BalloonService.class);
        // example
        try {
            balloon.inflate(10_000);
        } catch (TooFull e) {
            System.out.println("at most " + e.limit() + " litres");
        }
        // end of the example
    }

    @Test
    void theGuideShowsThisCode() throws Exception {
        String source = Files.readString(Path.of("src/test/java/io/aerostat/test/guide/ContractsGuideTest.java"));
        List<String> examples = examples(source);

        assertThat(examples).hasSize(5);
        assertThat(normalized(Files.readString(Path.of("../docs/contracts.md"))))
                .contains(examples);
    }

    /** The lines for Reactor and Kotlin are tested by a project outside of this build, which has these libraries. */
    @Test
    void theGuideShowsTheCodeOfTheReactiveConsumer() throws Exception {
        Path tests = Path.of("../acceptance/consumers/reactive/src/test");

        for (String file : List.of("java/com/example/ReactorTest.java", "kotlin/com/example/CoroutinesTest.kt")) {
            assertThat(normalized(Files.readString(Path.of("../docs/contracts.md"))))
                    .contains(examples(Files.readString(tests.resolve(file))));
        }
    }

    private static List<String> examples(String source) {
        List<String> examples = Pattern.compile("// example\\n(.*?)// end", Pattern.DOTALL)
                .matcher(source)
                .results()
                .map(found -> normalized(found.group(1)))
                .toList();
        assertThat(examples).isNotEmpty();
        return examples;
    }

    /** Removes white space and the nesting of classes, which differ between the guide and this test. */
    private static String normalized(String code) {
        return code.replace("public static class", "public class").replaceAll("\\s+", "");
    }
}
