package io.aerostat.cluster.realm;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.router.realm.SessionStatisticsOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the reports of the traffic of sessions in a realm on several nodes. */
class SharedStatisticsTest {
    private static final SessionStatisticsOptions AT_THE_END =
            new SessionStatisticsOptions(512, 0, Duration.ZERO, false, true);

    private final Fabric fabric = new Fabric();
    private final TestNode a = node("a");
    private final TestNode b = node("b");

    private TestNode node(String name) {
        return new TestNode(fabric, name, options -> options.withStatistics(Optional.of(AT_THE_END)));
    }

    @AfterEach
    void close() {
        a.close();
        b.close();
        fabric.close();
    }

    @Test
    void aReportIsPublishedOnceInTheCluster() {
        TestClient here = a.client();
        here.subscribe("wamp.session.on_stats");
        TestClient further = b.client();
        further.subscribe("wamp.session.on_stats");
        TestClient there = b.client("ann", "app");

        there.leave();

        for (TestClient watching : List.of(here, further)) {
            assertLastReport(watching, there);
            watching.result("wamp.session.count");
            watching.expectNothing();
        }
    }

    @Test
    void theSessionsOfANodeThatShutsDownAreReported() {
        TestClient here = a.client();
        here.subscribe("wamp.session.on_stats");
        TestClient there = b.client("ann", "app");

        b.close();

        assertLastReport(here, there);
    }

    private static void assertLastReport(TestClient watching, TestClient about) {
        List<?> report = TestClient.args(watching.event());
        assertThat(((Map<?, ?>) report.get(0)).get("session")).isEqualTo(about.id);
        assertThat(((Map<?, ?>) report.get(1)).get("last")).isEqualTo(true);
    }
}
