package io.aerostat.test.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.client.session.Session;
import io.aerostat.test.guide.balloon.Balloon;
import io.aerostat.test.guide.balloon.BalloonService;
import io.aerostat.test.guide.balloon.Position;
import io.aerostat.test.guide.balloon.TooFull;
import io.aerostat.test.junit.WampRouter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the examples of docs/contracts.md, and checks that the guide shows exactly this code. */
@WampRouter
class ContractsGuideTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Path SOURCES = Path.of("src/test/java/io/aerostat/test/guide");

    private Session session;

    @BeforeEach
    void register(Session service, Session client) {
        session = service;
        // example
        session.register(BalloonService.class, new Balloon()).await(Duration.ofSeconds(10));
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
    void eachSubscriberGetsTheProgressiveResults() {
        CompletableFuture<List<Integer>> heights = new CompletableFuture<>();

        session.proxy(BalloonService.class).ascend(3).subscribe(new Flow.Subscriber<>() {
            private final List<Integer> received = new ArrayList<>();

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(Integer height) {
                received.add(height);
            }

            @Override
            public void onError(Throwable failure) {
                heights.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                heights.complete(received);
            }
        });

        assertThat(heights).succeedsWithin(DEADLINE).isEqualTo(List.of(1, 2, 3));
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

    @ParameterizedTest
    @ValueSource(strings = {"BalloonService", "Position", "TooFull", "Balloon"})
    void theGuideShowsTheWholeFile(String file) throws Exception {
        String source = Files.readString(SOURCES.resolve("balloon/" + file + ".java"));

        assertThat(Files.readString(Path.of("../docs/contracts.md")))
                .contains("```java\n" + source.replace("io.aerostat.test.guide.balloon", "com.example") + "```\n");
    }

    @Test
    void theGuideShowsThisCode() throws Exception {
        List<String> examples = examples(Files.readString(SOURCES.resolve("ContractsGuideTest.java")));

        assertThat(examples).hasSize(3);
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

    /** Removes white space, because the guide and this test indent lines differently. */
    private static String normalized(String code) {
        return code.replaceAll("\\s+", "");
    }
}
