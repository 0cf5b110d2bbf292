package io.aerostat.cluster.realm;

import io.aerostat.protocol.feature.Roles;
import io.aerostat.router.Router;
import io.aerostat.router.realm.RealmOptions;
import io.aerostat.router.realm.RealmStatistics;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A router with one realm, on one node of a {@link Fabric}. */
final class TestNode implements AutoCloseable {
    final Fabric.Node node;
    final RealmNetwork network;
    final Router router;

    TestNode(Fabric fabric, String name) {
        this(fabric, name, options -> options);
    }

    TestNode(Fabric fabric, String name, UnaryOperator<RealmOptions> options) {
        this(fabric, name, options, Duration.ofSeconds(2));
    }

    /** @param patience how long the node waits for the answers of other nodes */
    TestNode(Fabric fabric, String name, UnaryOperator<RealmOptions> options, Duration patience) {
        node = fabric.add(name);
        network = new RealmNetwork(node, node, Duration.ofMillis(300), patience);
        router = Router.builder()
                .eventLoops(2)
                .realm(
                        "realm1",
                        realm -> realm.options(options.apply(RealmOptions.DEFAULT))
                                .role(TestClient.APP)
                                .role(TestClient.OTHER))
                .cluster(network)
                .start();
        fabric.connect(node);
    }

    TestClient client() {
        return new TestClient(router.local(null, TestClient.APP.name()), TestClient.ALL);
    }

    TestClient client(String authid, Roles roles) {
        return new TestClient(router.local(authid, TestClient.APP.name()), roles);
    }

    TestClient client(String authid, String authrole) {
        return new TestClient(router.local(authid, authrole), TestClient.ALL);
    }

    RealmStatistics statistics() {
        return router.statistics().realms().get(0);
    }

    @Override
    public void close() {
        router.close(Duration.ofMillis(1)).join();
    }
}
