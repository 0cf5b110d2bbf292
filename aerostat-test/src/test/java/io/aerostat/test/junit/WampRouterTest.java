package io.aerostat.test.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.client.session.Session;
import io.aerostat.test.TestRouter;
import io.aerostat.test.junit.WampRouter.Lifetime;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WampRouterTest {
    @Nested
    @WampRouter(realm = "com.shop", roles = "backend", listens = true)
    class WithOptions {
        @Test
        void parametersAreTheRouterAndItsSessions(
                TestRouter router, @Joined(role = "backend", authid = "joe") Session joe, Session other) {
            assertThat(router.url()).startsWith("ws://127.0.0.1:");
            assertThat(joe.details().realm()).isEqualTo("com.shop");
            assertThat(joe.details().authrole()).isEqualTo("backend");
            assertThat(joe.details().authid()).isEqualTo("joe");
            assertThat(other.details().authrole()).isEqualTo("anonymous");
        }
    }

    private static final Set<TestRouter> OF_TESTS = new HashSet<>();

    @Nested
    @WampRouter
    class ForEachTest {
        private TestRouter before;

        @BeforeEach
        void remember(TestRouter router) {
            before = router;
        }

        @RepeatedTest(2)
        void theRouterIsNew(TestRouter router) {
            assertThat(router).isSameAs(before);
            assertThat(OF_TESTS.add(router)).isTrue();
        }
    }

    @WampRouter(lifetime = Lifetime.CLASS)
    abstract static class OfASuperclass {}

    @Nested
    class ForAClass extends OfASuperclass {
        private static TestRouter first;
        private static Session shared;

        @BeforeAll
        static void remember(TestRouter router, Session session) {
            first = router;
            shared = session;
        }

        @RepeatedTest(2)
        void theRouterIsTheSame(TestRouter router, Session own) {
            assertThat(router).isSameAs(first);
            assertThat(shared.isJoined()).isTrue();
            assertThat(own.isJoined()).isTrue();
        }

        @Nested
        class Inside {
            @Test
            void theRouterOfTheEnclosingClassServes(TestRouter router) {
                assertThat(router).isSameAs(first);
            }
        }
    }

    @Nested
    class AtAMethod {
        @Test
        @WampRouter(roles = "backend")
        void theMethodHasARouter(@Joined(role = "backend") Session backend) {
            assertThat(backend.isJoined()).isTrue();
        }
    }

    @Nested
    class InAField {
        @RegisterExtension
        static final WampRouterExtension ROUTER =
                WampRouterExtension.of(TestRouter.builder().role("clerk"));

        private static TestRouter first;

        @BeforeAll
        static void remember(TestRouter router) {
            first = router;
        }

        @Test
        void aStaticFieldServesTheClass(TestRouter router, @Joined(role = "clerk") Session clerk) {
            assertThat(router).isSameAs(first);
            assertThat(clerk.details().authrole()).isEqualTo("clerk");
        }
    }
}
