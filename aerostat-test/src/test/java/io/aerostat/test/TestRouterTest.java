package io.aerostat.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.client.Client;
import io.aerostat.client.session.Session;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestRouterTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @Test
    void sessionsJoinWithoutASocket() {
        try (TestRouter router = TestRouter.start()) {
            Session session = router.join();

            assertThat(session.details().authrole()).isEqualTo("anonymous");
            assertThat(session.details().realm()).isEqualTo("realm1");
            assertThat(router.router().listeners()).isEmpty();
        }
    }

    @Test
    void aSessionHasTheRoleAndAuthidOfTheTest() {
        try (TestRouter router =
                TestRouter.builder().realm("com.shop").role("backend").start()) {
            Session session = router.join("backend", "joe");

            assertThat(session.details().realm()).isEqualTo("com.shop");
            assertThat(session.details().authrole()).isEqualTo("backend");
            assertThat(session.details().authid()).isEqualTo("joe");
            assertThat(router.join("trusted").details().authrole()).isEqualTo("trusted");
        }
    }

    @Test
    void namesTheRolesOfTheRealmIfThereIsNoSuchRole() {
        try (TestRouter router = TestRouter.start()) {
            assertThatThrownBy(() -> router.join("backend"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("role: found \"backend\" (expected anonymous or trusted)");
        }
    }

    @Test
    void clientsConnectToAFreePort() {
        try (TestRouter router = TestRouter.builder().listening().start();
                Client client =
                        Client.builder().url(router.url()).realm(router.realm()).build()) {
            Session outside = client.join().await(DEADLINE);
            ReceivedEvents events = ReceivedEvents.of(router.joinByUrl(), "com.shop.sold");

            outside.publish("com.shop.sold", "balloon");

            assertThat(events.next().arg(0, String.class)).isEqualTo("balloon");
        }
    }

    @Test
    void aRouterWithoutAListenerHasNoUrl() {
        try (TestRouter router = TestRouter.start()) {
            assertThatThrownBy(router::url)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the router has no listener");
        }
    }

    @Test
    void oneBuilderStartsSeveralRouters() {
        TestRouterBuilder builder = TestRouter.builder().role("backend").listening();
        try (TestRouter one = builder.start();
                TestRouter other = builder.start()) {
            assertThat(one.url()).isNotEqualTo(other.url());
        }
    }

    @Test
    void closingEndsTheSessions() {
        TestRouter router = TestRouter.start();
        Session session = router.join();

        router.close();

        assertThat(session.closed()).isCompleted();
    }

    @Test
    void recordsTheMessagesOfItsSessions() {
        try (TestRouter router = TestRouter.builder().role("backend").start()) {
            Session backend = router.join("backend");
            ReceivedCalls calls = ReceivedCalls.answering(backend, "com.shop.price", 250);

            int cents = router.join("backend")
                    .call("com.shop.price", "balloon")
                    .as(Integer.class)
                    .await(DEADLINE);

            assertThat(cents).isEqualTo(250);
            assertThat(calls.next().arg(0, String.class)).isEqualTo("balloon");
            List<String> texts =
                    router.wire().messages().stream().map(WireMessage::toString).toList();
            assertThat(texts)
                    .anyMatch(text -> text.endsWith(" ms backend-2 → CALL [48,1,{},\"com.shop.price\",[\"balloon\"]]"));
            assertThat(texts).anyMatch(text -> text.contains("backend ← INVOCATION [68,1,"));
            assertThat(texts).anyMatch(text -> text.contains("backend-2 ← RESULT [50,1,{},[250]]"));
        }
    }

    @Test
    void keepsOnlyTheLastMessages() {
        try (TestRouter router = TestRouter.start()) {
            Session session = router.join();

            for (int i = 0; i <= WireLog.CAPACITY; i++) {
                session.publish("com.shop.tick", i);
            }
            session.call("wamp.session.count").await(DEADLINE);

            assertThat(router.wire().messages()).hasSize(WireLog.CAPACITY);
        }
    }

    @Test
    void missingEventsAreReportedWithTheMessages() {
        try (TestRouter router = TestRouter.start()) {
            Session session = router.join();
            ReceivedEvents events = ReceivedEvents.of(session, "com.shop.sold");

            assertThatThrownBy(() -> events.next(Duration.ofMillis(1)))
                    .isInstanceOf(NotReceived.class)
                    .hasMessageStartingWith("events of com.shop.sold: found 0 after 1 ms (expected 1)\n"
                            + "the last messages on the wire:\n")
                    .hasMessageContaining("anonymous → SUBSCRIBE [32,1,{},\"com.shop.sold\"]");
        }
    }

    @Test
    void takesSeveralEventsInTheirOrder() {
        try (TestRouter router = TestRouter.start()) {
            ReceivedEvents events = ReceivedEvents.of(router.join(), "com.shop.sold");
            Session shop = router.join();

            shop.publish("com.shop.sold", "balloon");
            shop.publish("com.shop.sold", "string");

            assertThat(events.next(2))
                    .extracting(event -> event.arg(0, String.class))
                    .containsExactly("balloon", "string");
            assertThat(events.drain()).isEmpty();
        }
    }
}
