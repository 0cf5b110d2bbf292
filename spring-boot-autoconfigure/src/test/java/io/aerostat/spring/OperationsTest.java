package io.aerostat.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.session.Session;
import io.aerostat.test.ReceivedEvents;
import io.aerostat.test.TestRouter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Tests calls and publications of beans. */
class OperationsTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    static class Greeter {
        @WampProcedure("com.example.greet")
        String greet(String name) {
            return "Hello, " + name;
        }
    }

    private final TestRouter router = TestRouter.start();
    private final ApplicationContextRunner context = Contexts.at(router);
    private Session backend = router.join();

    @BeforeEach
    void register() {
        backend.register("com.example.add", call -> call.arg(0, Integer.class) + call.arg(1, Integer.class))
                .await(DEADLINE);
        backend.register("com.example.nothing", call -> null).await(DEADLINE);
        backend.register("com.example.never", call -> new CompletableFuture<String>())
                .await(DEADLINE);
    }

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void callsWaitForTheResult() {
        context.run(application -> {
            WampOperations wamp = application.getBean(WampOperations.class);

            assertThat(wamp.call(Integer.class, "com.example.add", 2, 3)).isEqualTo(5);
            assertThat(wamp.call(Void.class, "com.example.nothing")).isNull();
            assertThatThrownBy(() -> wamp.call(String.class, "com.example.absent"))
                    .isInstanceOf(ApplicationError.class)
                    .hasMessageContaining("wamp.error.no_such_procedure");
        });
    }

    @Test
    void aBlockingCallEndsAfterTheTimeoutOfTheProperties() {
        context.withPropertyValues("aerostat.client.request-timeout=50ms").run(application -> {
            WampOperations wamp = application.getBean(WampOperations.class);

            assertThatThrownBy(() -> wamp.call(String.class, "com.example.never"))
                    .hasMessage("not done after PT0.05S");
        });
    }

    @Test
    void asynchronousCallsComplete() {
        context.run(application -> {
            WampOperations wamp = application.getBean(WampOperations.class);

            assertThat(wamp.callAsync(Integer.class, "com.example.add", 2, 3).get(60, TimeUnit.SECONDS))
                    .isEqualTo(5);
            assertThatThrownBy(() ->
                            wamp.callAsync(String.class, "com.example.absent").join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(ApplicationError.class);
        });
    }

    @Test
    void publicationsArrive() {
        ReceivedEvents seen = ReceivedEvents.of(backend, "com.example.seen");
        context.run(application -> {
            WampOperations wamp = application.getBean(WampOperations.class);

            wamp.publish("com.example.seen", 1);
            assertThat(wamp.publishAsync("com.example.seen", 2).get(60, TimeUnit.SECONDS))
                    .isPositive();

            assertThat(seen.next(2))
                    .extracting(event -> event.arg(0, Integer.class))
                    .containsExactly(1, 2);
        });
    }

    @Test
    void operationsAndProceduresOutliveARestartOfTheContext() {
        context.withBean(Greeter.class).run(application -> {
            WampOperations wamp = application.getBean(WampOperations.class);
            Session session = wamp.session();
            long before = session.details().id();

            application.stop();
            assertThatThrownBy(() -> wamp.call(Integer.class, "com.example.add", 2, 3))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the application context has not started or has been stopped");
            application.start();

            assertThat(session.details().id()).isNotEqualTo(before);
            assertThat(wamp.call(Integer.class, "com.example.add", 2, 3)).isEqualTo(5);
            assertThat(backend.call("com.example.greet", "Ann").as(String.class).await(DEADLINE))
                    .isEqualTo("Hello, Ann");
        });
    }

    @Test
    void theSessionLeavesWhenTheContextCloses() {
        context.withBean(Greeter.class).run(application -> {
            application.close();

            assertThatThrownBy(() -> backend.call("com.example.greet", "Ann").await(DEADLINE))
                    .hasMessageContaining("wamp.error.no_such_procedure");
        });
    }
}
