package io.aerostat.test.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permission;
import io.aerostat.router.authorization.Role;
import io.aerostat.test.TestRouter;
import io.aerostat.test.junit.Joined;
import io.aerostat.test.junit.WampRouterExtension;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ShopTest {
    @RegisterExtension
    static final WampRouterExtension ROUTER = WampRouterExtension.of(TestRouter.builder()
            .role("clerk")
            .role(Role.withPermissions(
                    "visitor", new Permission("com.shop.", MatchPolicy.PREFIX, Set.of(Action.CALL)))));

    @Test
    void visitorsMayNotPublish(@Joined(role = "visitor") Session visitor) {
        ApplicationError refusal = assertThrows(
                ApplicationError.class,
                () -> visitor.publishAcknowledged("com.shop.sold", "balloon").await(Duration.ofSeconds(5)));

        assertEquals("wamp.error.not_authorized", refusal.uri());
    }
}
