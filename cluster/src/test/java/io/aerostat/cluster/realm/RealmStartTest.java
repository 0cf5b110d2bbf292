package io.aerostat.cluster.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.link.ClusterNode;
import io.aerostat.cluster.link.Member;
import io.aerostat.cluster.realm.record.RowFormat;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.Router;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests changes of rows that arrive while their realm starts. */
class RealmStartTest {
    private static final String REALM = "realm1";

    private final Fabric fabric = new Fabric();
    private final Fabric.Node node = fabric.add("a");
    private final Member other = new Member(new NodeId("b"), 4711);

    @AfterEach
    void close() {
        fabric.close();
    }

    @Test
    void aRowThatIsRemovedDuringTheStartDoesNotComeBack() throws InterruptedException {
        byte[] key = RowFormat.interestKey(RealmNetwork.numberOf(REALM), "com.app.topic", MatchPolicy.EXACT);
        RealmNetwork[] network = new RealmNetwork[1];
        Thread lane = new Thread(() -> network[0].rowRemoved(other, 1, key));
        network[0] = new RealmNetwork(
                whenAskedForMembers(() -> {
                    lane.start();
                    await().until(() -> lane.getState() == Thread.State.BLOCKED || !lane.isAlive());
                }),
                node);
        network[0].rowPut(other, 1, key, RowFormat.interest(Instant.EPOCH, List.of()));

        Router router = Router.builder()
                .eventLoops(1)
                .realm(REALM, realm -> realm.role(TestClient.APP))
                .cluster(network[0])
                .start();
        lane.join();

        assertThat(router.statistics().realms().get(0).subscriptions()).isZero();
        router.close(Duration.ofMillis(1)).join();
    }

    /**
     * Returns a proxy of the node that runs the action when a realm asks for the members. A realm asks for them after
     * it has started, and before it receives the rows that arrived earlier.
     */
    private ClusterNode whenAskedForMembers(Runnable action) {
        return (ClusterNode) Proxy.newProxyInstance(
                ClusterNode.class.getClassLoader(), new Class<?>[] {ClusterNode.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("members")) {
                        action.run();
                    }
                    return method.invoke(node, arguments);
                });
    }
}
