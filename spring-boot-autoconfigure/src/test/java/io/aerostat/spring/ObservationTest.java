package io.aerostat.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.test.TestRouter;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Tests observations of calls, invocations, publications and events. */
class ObservationTest {
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    static class Greeter {
        private final ObservationRegistry registry;

        Greeter(ObservationRegistry registry) {
            this.registry = registry;
        }

        @WampProcedure("com.example.greet")
        String greet() {
            Observation current = registry.getCurrentObservation();
            return current == null ? "" : current.getContext().getName();
        }

        @WampProcedure("com.example.fail")
        void fail() {
            throw new IllegalStateException("secret");
        }

        @WampProcedure(value = "com.example.any.", match = MatchPolicy.PREFIX)
        void refuse() {
            throw new ApplicationError("com.example.error.7");
        }

        @WampListener("com.example.seen")
        void seen() {}
    }

    /** Sends a fixed trace context, and remembers what it receives, as a tracer does. */
    static final class Tracer implements ObservationHandler<Observation.Context> {
        final Queue<String> received = new ConcurrentLinkedQueue<>();
        final Queue<String> tags = new ConcurrentLinkedQueue<>();
        final Queue<String> ended = new ConcurrentLinkedQueue<>();

        @Override
        @SuppressWarnings("unchecked")
        public void onStart(Observation.Context context) {
            if (context instanceof SenderContext<?> sender) {
                SenderContext<Object> typed = (SenderContext<Object>) sender;
                typed.getSetter().set(typed.getCarrier(), "traceparent", TRACEPARENT);
            } else if (context instanceof ReceiverContext<?> receiver) {
                ReceiverContext<Object> typed = (ReceiverContext<Object>) receiver;
                received.add(String.valueOf(typed.getGetter().get(typed.getCarrier(), "traceparent")));
            }
        }

        @Override
        public void onStop(Observation.Context context) {
            tags.add(bounded(context));
            ended.add(context.getName() + " "
                    + context.getHighCardinalityKeyValue("wamp.uri").getValue() + " "
                    + context.getLowCardinalityKeyValue("wamp.error").getValue());
        }

        private static String bounded(Observation.Context context) {
            return context.getName() + " "
                    + context.getLowCardinalityKeyValues().stream()
                            .map(tag -> tag.getKey() + "=" + tag.getValue())
                            .sorted()
                            .collect(Collectors.joining(" "));
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }

    private final TestRouter router = TestRouter.start();
    private final Tracer tracer = new Tracer();
    private final ObservationRegistry registry = ObservationRegistry.create();
    private final ApplicationContextRunner context =
            Contexts.at(router).withBean(ObservationRegistry.class, () -> registry);

    ObservationTest() {
        registry.observationConfig().observationHandler(tracer);
    }

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void callerAndCalleeBelongToOneTrace() {
        context.withBean(Greeter.class).run(application -> {
            WampOperations wamp = application.getBean(WampOperations.class);

            assertThat(wamp.call(String.class, "com.example.greet")).isEqualTo("wamp.invocation");

            await().until(() -> tracer.ended.size() == 2);
            assertThat(tracer.ended)
                    .containsExactlyInAnyOrder(
                            "wamp.call com.example.greet none", "wamp.invocation com.example.greet none");
            assertThat(tracer.received).containsExactly(TRACEPARENT);
        });
    }

    @Test
    void eventsAreObservedAtBothEnds() {
        context.withBean(Greeter.class).run(application -> {
            Session session = application.getBean(WampOperations.class).session();
            session.publish(
                    io.aerostat.client.pubsub.Publication.of("com.example.seen").toMeToo());

            await().until(() -> tracer.ended.size() == 2);
            assertThat(tracer.ended)
                    .containsExactlyInAnyOrder(
                            "wamp.publish com.example.seen none", "wamp.event com.example.seen none");
            assertThat(tracer.received).containsExactly(TRACEPARENT);
        });
    }

    @Test
    void anErrorIsObservedByItsUri() {
        context.withBean(Greeter.class).run(application -> {
            WampOperations wamp = application.getBean(WampOperations.class);

            assertThat(wamp.callAsync(Void.class, "com.example.fail")).failsWithin(Duration.ofSeconds(60));

            await().until(() -> tracer.ended.size() == 2);
            assertThat(tracer.ended)
                    .containsExactlyInAnyOrder(
                            "wamp.call com.example.fail wamp.error.runtime_error",
                            "wamp.invocation com.example.fail wamp.error.runtime_error");
        });
    }

    @Test
    void tagsOfMetersHaveFewValues() {
        context.withBean(Greeter.class).run(application -> {
            WampOperations wamp = application.getBean(WampOperations.class);

            assertThat(wamp.callAsync(Void.class, "com.example.any.7")).failsWithin(Duration.ofSeconds(60));

            await().until(() -> tracer.tags.size() == 2);
            assertThat(tracer.tags)
                    .containsExactlyInAnyOrder(
                            "wamp.call wamp.error=application",
                            "wamp.invocation wamp.error=application wamp.pattern=com.example.any.");
        });
    }

    @Test
    void withoutMicrometerNothingIsObserved() {
        Contexts.at(router)
                .withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(application -> {
                    assertThat(application).hasNotFailed();
                    application.getBean(WampOperations.class).publish("com.example.seen");
                    assertThat(List.copyOf(tracer.ended)).isEmpty();
                });
    }
}
