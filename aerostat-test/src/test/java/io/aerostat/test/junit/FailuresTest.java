package io.aerostat.test.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.aerostat.client.session.Session;
import io.aerostat.test.NotReceived;
import io.aerostat.test.ReceivedEvents;
import io.aerostat.test.TestRouter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs tests that fail, and checks the texts of their failures. The build does not run these tests by themselves. */
class FailuresTest {
    @Test
    void aFailureShowsTheLastMessages() {
        Throwable failure = failureOf(FailingCase.class);

        assertThat(failure).isInstanceOf(AssertionError.class);
        assertThat(failure.getSuppressed())
                .singleElement()
                .asString()
                .contains("the last messages on the wire:")
                .contains("anonymous → CALL [48,1,{},\"com.example.absent\",[\"balloon\"]]")
                .contains("anonymous ← ERROR [8,48,1,{},\"wamp.error.no_such_procedure\"");
    }

    @Test
    void aMissingEventShowsTheMessagesOnce() {
        Throwable failure = failureOf(WaitingCase.class);

        assertThat(failure).isInstanceOf(NotReceived.class).hasMessageContaining("the last messages on the wire:");
        assertThat(failure.getSuppressed()).isEmpty();
    }

    @Test
    void namesARoleThatIsMissing() {
        assertThat(failureOf(MissingRoleCase.class))
                .hasMessageContaining("role: found \"backend\" (expected anonymous or trusted): add the role with"
                        + " @WampRouter(roles = …) or TestRouterBuilder.role");
    }

    @Test
    void aRouterOfEachTestCannotServeAllOfThem() {
        assertThat(failureOf(TooEarlyCase.class))
                .hasMessageContaining("found a parameter of type Session of join, but each test has its own router"
                        + " (expected a method that runs for each test, or @WampRouter(lifetime = CLASS))");
    }

    @Test
    void aConstructorIsTooEarly() {
        assertThat(failureOf(ConstructorCase.class))
                .hasMessageContaining("found a parameter of type TestRouter of a constructor"
                        + " (expected a parameter of a method, because the router starts later)");
    }

    private static Throwable failureOf(Class<?> type) {
        List<Throwable> failures = new ArrayList<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(type))
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result.getThrowable().ifPresent(failures::add);
            }
        });
        assertThat(failures).hasSize(1);
        return failures.get(0);
    }

    @WampRouter
    static class FailingCase {
        @Test
        void fails(Session session) {
            session.call("com.example.absent", "balloon")
                    .handle((result, failure) -> result)
                    .join();
            throw new AssertionError("expected a balloon");
        }
    }

    @WampRouter
    static class WaitingCase {
        @Test
        void waits(Session session) {
            ReceivedEvents.of(session, "com.example.topic").next(Duration.ofMillis(1));
        }
    }

    @WampRouter
    static class MissingRoleCase {
        @Test
        void joins(@Joined(role = "backend") Session session) {}
    }

    @WampRouter
    static class TooEarlyCase {
        @BeforeAll
        static void join(Session session) {}

        @Test
        void runs() {}
    }

    @WampRouter
    static class ConstructorCase {
        ConstructorCase(TestRouter router) {}

        @Test
        void runs() {}
    }
}
