package io.aerostat.host.supervision;

import static io.aerostat.host.supervision.NodeShutdownPolicy.Decision.RESTART;
import static io.aerostat.host.supervision.NodeShutdownPolicy.Decision.SHUT_NODE_DOWN;
import static io.aerostat.host.supervision.NodeShutdownPolicy.Decision.STAY_DOWN;
import static io.aerostat.host.supervision.NodeShutdownPolicy.Trigger.LAST_WORKER_EXIT;
import static io.aerostat.host.supervision.NodeShutdownPolicy.Trigger.SHUTDOWN_REQUESTED;
import static io.aerostat.host.supervision.NodeShutdownPolicy.Trigger.WORKER_EXIT;
import static io.aerostat.host.supervision.NodeShutdownPolicy.Trigger.WORKER_EXIT_WITH_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.host.supervision.NodeShutdownPolicy.Decision;
import io.aerostat.host.supervision.NodeShutdownPolicy.Trigger;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NodeShutdownPolicyTest {

    private static final Ending GOOD = Ending.success("exit code 0");
    private static final Ending BAD = Ending.failure("exit code 1");

    static Stream<Arguments> decisions() {
        return Stream.of(
                Arguments.of(Set.of(), BAD, 0, RESTART),
                Arguments.of(Set.of(SHUTDOWN_REQUESTED), BAD, 0, RESTART),
                Arguments.of(Set.of(WORKER_EXIT), GOOD, 3, SHUT_NODE_DOWN),
                Arguments.of(Set.of(WORKER_EXIT), BAD, 3, SHUT_NODE_DOWN),
                Arguments.of(Set.of(WORKER_EXIT_WITH_ERROR), GOOD, 0, STAY_DOWN),
                Arguments.of(Set.of(WORKER_EXIT_WITH_ERROR), BAD, 3, SHUT_NODE_DOWN),
                Arguments.of(Set.of(LAST_WORKER_EXIT), BAD, 1, STAY_DOWN),
                Arguments.of(Set.of(LAST_WORKER_EXIT), GOOD, 0, SHUT_NODE_DOWN),
                Arguments.of(Set.of(LAST_WORKER_EXIT, WORKER_EXIT_WITH_ERROR), BAD, 1, SHUT_NODE_DOWN));
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void decidesAsTheTriggersSay(Set<Trigger> triggers, Ending ending, int workersLeft, Decision decision) {
        assertThat(NodeShutdownPolicy.of(triggers).decide(ending, workersLeft)).isEqualTo(decision);
    }
}
