package io.aerostat.test.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permission;
import io.aerostat.router.authorization.Role;
import io.aerostat.test.ReceivedCalls;
import io.aerostat.test.ReceivedEvents;
import io.aerostat.test.TestRouter;
import io.aerostat.test.junit.Joined;
import io.aerostat.test.junit.WampRouterExtension;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

// The examples of docs/testing.md; the guide shows the code between the markers.
class ShopTest {
    // example
    @RegisterExtension
    static final WampRouterExtension ROUTER = WampRouterExtension.of(TestRouter.builder()
            .role("clerk")
            .role(Role.withPermissions(
                    "visitor", new Permission("com.shop.", MatchPolicy.PREFIX, Set.of(Action.CALL)))));
    // end of the example

    @Test
    void events(@Joined(role = "clerk") Session clerk) {
        Session shop = clerk;
        // example
        ReceivedEvents sold = ReceivedEvents.of(clerk, "com.shop.sold");

        shop.publish(Publication.of("com.shop.sold").args("balloon").toMeToo());

        assertEquals("balloon", sold.next().arg(0, String.class));
        // end of the example
    }

    @Test
    void calls(@Joined(role = "clerk") Session warehouse, @Joined(role = "clerk") Session shop) {
        // example
        ReceivedCalls orders = ReceivedCalls.answering(warehouse, "com.shop.order", 17);

        shop.call("com.shop.order", "balloon", 2);

        assertEquals(2, orders.next().arg(1, Integer.class));
        // end of the example
    }

    // example
    @Test
    void visitorsMayNotPublish(@Joined(role = "visitor") Session visitor) {
        ApplicationError refusal = assertThrows(
                ApplicationError.class,
                () -> visitor.publishAcknowledged("com.shop.sold", "balloon").await(Duration.ofSeconds(5)));

        assertEquals("wamp.error.not_authorized", refusal.uri());
    }
    // end of the example

    @Test
    void withoutJUnit() {
        // example
        try (TestRouter router = TestRouter.builder().listening().start()) {
            String url = router.url(); // ws://127.0.0.1:41234/, for a program that connects by itself
            Session session = router.join();
            session.publish("com.shop.opened", url);
        }
        // end of the example
    }
}
