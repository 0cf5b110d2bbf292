package io.aerostat.host.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.host.component.ClassPath;
import io.aerostat.host.component.ComponentConfiguration;
import io.aerostat.host.supervision.Ending;
import io.aerostat.host.supervision.RestartPolicy;
import io.aerostat.host.supervision.Run;
import io.aerostat.host.supervision.SupervisionThread;
import io.aerostat.host.transport.ComponentTransport;
import io.aerostat.host.transport.RouterEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContainerTest {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final SupervisionThread loop = new SupervisionThread("container-test");
    private final List<FakeRun> runs = new CopyOnWriteArrayList<>();
    private final List<String> control = new CopyOnWriteArrayList<>();

    private record FakeRun(String component, CompletableFuture<Void> ready, CompletableFuture<Ending> ended)
            implements Run {
        @Override
        public void stop(Duration deadline) {
            ended.complete(Ending.success("left"));
        }
    }

    @AfterEach
    void close() {
        loop.close();
    }

    private Container start(RestartPolicy.Mode restart, ComponentShutdown shutdown, String... components) {
        List<ContainerConfiguration.Hosted> hosted = Stream.of(components)
                .map(id -> new ContainerConfiguration.Hosted(
                        new ComponentConfiguration(id, "shop.Till", "realm1", Map.of()),
                        ComponentTransport.webSocket(RouterEndpoint.Tcp.of("127.0.0.1", 1), "ws://127.0.0.1:1/ws")))
                .toList();
        return Container.start(
                new ContainerConfiguration(
                        "worker002", new ClassPath(Path.of("/"), List.of()), hosted, restart, shutdown),
                loop,
                it -> () -> {
                    FakeRun run =
                            new FakeRun(it.component().id(), new CompletableFuture<>(), new CompletableFuture<>());
                    runs.add(run);
                    return run;
                },
                control::add);
    }

    private FakeRun run(int index) {
        await().atMost(DEADLINE).until(() -> runs.size() > index);
        return runs.get(index);
    }

    private static boolean failed(Container container) {
        CompletionStage<Boolean> over = container.over();
        await().atMost(DEADLINE).until(() -> over.toCompletableFuture().isDone());
        return over.toCompletableFuture().join();
    }

    @Test
    void startsOneComponentAfterTheOtherAndThenIsReady() {
        start(RestartPolicy.Mode.ON_FAILED, ComponentShutdown.MANUAL, "a", "b");
        FakeRun a = run(0);
        assertThat(runs).hasSize(1);
        a.ready().complete(null);
        FakeRun b = run(1);
        assertThat(b.component()).isEqualTo("b");
        assertThat(control).isEmpty();
        b.ready().complete(null);
        await().atMost(DEADLINE).until(() -> control.equals(List.of(ControlLine.READY)));
    }

    @Test
    void aComponentThatFailsIsReportedAndStartedAgainBesideTheOthers() {
        start(RestartPolicy.Mode.ON_FAILED, ComponentShutdown.MANUAL, "a", "b");
        run(0).ended().complete(Ending.failure("no helium"));
        await().atMost(DEADLINE).until(() -> runs.size() == 3);
        assertThat(control)
                .hasSize(1)
                .allMatch(line -> line.startsWith(ControlLine.NOT_READY) && line.contains("helium"));
        runs.forEach(run -> run.ready().complete(null));
        await().atMost(DEADLINE).until(() -> control.contains(ControlLine.READY));
    }

    @Test
    void stopEndsAllComponents() {
        Container container = start(RestartPolicy.Mode.ALWAYS, ComponentShutdown.MANUAL, "a");
        FakeRun a = run(0);
        container.stop(DEADLINE).thenRun(() -> assertThat(a.ended()).isCompleted());
        assertThat(failed(container)).isFalse();
    }

    @Test
    void endsWithItsComponentsAsConfigured() {
        Container any = start(RestartPolicy.Mode.NEVER, ComponentShutdown.ANY_COMPONENT_FAILED, "a", "b");
        run(0).ready().complete(null);
        run(1);
        run(0).ended().complete(Ending.failure("no helium"));
        assertThat(failed(any)).isTrue();
        assertThat(run(1).ended()).isCompleted();

        Container last = start(RestartPolicy.Mode.NEVER, ComponentShutdown.LAST_COMPONENT_STOPPED, "c", "d");
        run(2).ended().complete(Ending.success("left"));
        FakeRun d = run(3);
        assertThat(last.over().toCompletableFuture()).isNotDone();
        d.ended().complete(Ending.success("left"));
        assertThat(failed(last)).isFalse();

        Container stopped = start(RestartPolicy.Mode.ON_FAILED, ComponentShutdown.ANY_COMPONENT_STOPPED, "e");
        run(4).ended().complete(Ending.success("left"));
        assertThat(failed(stopped)).isFalse();
    }

    @Test
    void tellsTheRouterThatItEndsByItsOwnDecision() {
        Container job = start(RestartPolicy.Mode.ON_FAILED, ComponentShutdown.LAST_COMPONENT_STOPPED, "a");
        run(0).ready().complete(null);
        run(0).ended().complete(Ending.success("left"));
        assertThat(failed(job)).isFalse();
        assertThat(control).containsExactly(ControlLine.READY, ControlLine.OVER);

        control.clear();
        Container any = start(RestartPolicy.Mode.ON_FAILED, ComponentShutdown.ANY_COMPONENT_FAILED, "b");
        run(1).ready().complete(null);
        run(1).ended().complete(Ending.failure("no helium"));
        assertThat(failed(any)).isTrue();
        assertThat(control).containsExactly(ControlLine.READY, ControlLine.OVER);
    }

    @Test
    void aComponentThatHasRecoveredHasNotFailed() {
        Container job = start(RestartPolicy.Mode.ON_FAILED, ComponentShutdown.LAST_COMPONENT_STOPPED, "a");
        run(0).ended().complete(Ending.failure("no helium"));
        run(1).ready().complete(null);
        run(1).ended().complete(Ending.success("left"));
        assertThat(failed(job)).isFalse();
    }
}
