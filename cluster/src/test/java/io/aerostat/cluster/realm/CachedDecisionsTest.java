package io.aerostat.cluster.realm;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permission;
import io.aerostat.router.authorization.Role;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests decisions of an authorizer that each node caches for its own sessions. */
class CachedDecisionsTest {
    private static final String AUTHORIZE = "com.app.authorize";
    private static final Role OPERATOR = Role.withPermissions(
            "app",
            new Permission("", MatchPolicy.PREFIX, EnumSet.allOf(Action.class)),
            new Permission("wamp.authorization.purge", MatchPolicy.EXACT, EnumSet.allOf(Action.class)));

    private final Fabric fabric = new Fabric();
    private final Router a = router("a");
    private final Router b = router("b");

    private Router router(String name) {
        Fabric.Node node = fabric.add(name);
        Router router = Router.builder()
                .eventLoops(1)
                .realm("realm1", realm -> realm.role(OPERATOR).role(Role.withAuthorizer("guarded", AUTHORIZE)))
                .cluster(new RealmNetwork(node, node))
                .start();
        fabric.connect(node);
        return router;
    }

    @AfterEach
    void close() {
        a.close(Duration.ofMillis(1)).join();
        b.close(Duration.ofMillis(1)).join();
        fabric.close();
    }

    private static void publish(TestClient client) {
        client.publish(
                "com.app.topic",
                new PublishOptions(true, true, Audience.EVERYONE, false, false, null, Passthru.NONE),
                "event");
    }

    @Test
    @Conformance("P11")
    void aPurgeOnOneNodeMakesAllNodesAskAgain() {
        TestClient operator = new TestClient(a.local(null, "app"), TestClient.ALL);
        operator.register(AUTHORIZE);
        TestClient guarded = new TestClient(b.local("ann", "guarded"), TestClient.ALL);
        publish(guarded);
        operator.yield(operator.invocation(), Map.of("allow", true, "cache", true));
        guarded.take(Published.class);
        publish(guarded);
        guarded.take(Published.class);

        operator.result("wamp.authorization.purge");

        publish(guarded);
        operator.yield(operator.invocation(), Map.of("allow", true, "cache", true));
        guarded.take(Published.class);
        operator.expectNothing();
        assertThat(guarded.waiting()).isZero();
    }
}
