package io.aerostat.host.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.host.ComponentHost;
import io.aerostat.host.supervision.Backoff;
import io.aerostat.host.supervision.Ending;
import io.aerostat.host.supervision.RestartPolicy;
import io.aerostat.host.supervision.SupervisionListener;
import io.aerostat.host.supervision.Supervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests components in this process, hosted as in a node. */
@Timeout(180)
class HostedComponentTest {

    private static final RestartPolicy QUICK = new RestartPolicy(
            RestartPolicy.Mode.ON_FAILED,
            new Backoff(Duration.ofMillis(20), Duration.ofMillis(100), 2, 0, Duration.ofSeconds(5)));

    private final ComponentHost host = new ComponentHost();
    private final FakeRouter router = new FakeRouter();
    private final List<Ending> endings = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        host.close();
    }

    private Supervisor start(String classname, RestartPolicy policy) {
        return host.startComponent(
                "worker001",
                new ComponentConfiguration("component001", classname, "realm1", Map.of()),
                new ClassPath(folder, List.of(".")),
                router,
                policy,
                new SupervisionListener() {
                    @Override
                    public boolean ended(Ending ending) {
                        endings.add(ending);
                        return true;
                    }
                });
    }

    private void compile(String name, String body) throws IOException {
        CompiledClasses.compile(folder, "shop." + name, """
                package shop;
                import io.aerostat.client.annotation.*;
                import io.aerostat.client.session.*;
                import io.aerostat.component.*;
                import java.util.concurrent.*;
                public class %s implements Component { %s }
                """.formatted(name, body));
    }

    @Test
    void isReadyWhenItsProceduresAreRegistered() throws Exception {
        compile("Till", """
                @Procedure("shop.total") public int total(int a, int b) { return a + b; }
                @Override public CompletionStage<?> onJoin(Session session) {
                    return session.register("shop.open", invocation -> true);
                }""");
        Supervisor supervisor = start("shop.Till", QUICK);
        supervisor.firstReady().toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertThat(router.registered).containsExactly("shop.open", "shop.total");
        supervisor.stop(Duration.ofSeconds(5)).toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertThat(router.wires).hasSize(1).noneMatch(wire -> wire.open.get());
        assertThat(endings).isEmpty();
    }

    @Test
    void aConstructorThatThrowsIsReportedAndTriedAgain() throws Exception {
        compile("Broken", "public Broken() { throw new IllegalStateException(\"no helium\"); }");
        Supervisor supervisor = start("shop.Broken", QUICK);
        await().atMost(Duration.ofMinutes(1)).until(() -> endings.size() >= 3);
        assertThat(endings.get(0).description()).contains("constructor").contains("no helium");
        assertThat(endings.get(0).cause()).get().isInstanceOf(IllegalStateException.class);
        assertThat(supervisor.firstReady().toCompletableFuture()).isCompletedExceptionally();
        assertThat(router.wires).isEmpty();
    }

    @Test
    void anOnJoinThatThrowsLeavesTheRouterAndIsTriedAgain() throws Exception {
        compile(
                "Broken",
                "@Override public CompletionStage<?> onJoin(Session session) {"
                        + " throw new IllegalStateException(\"no helium\"); }");
        start("shop.Broken", QUICK);
        await().atMost(Duration.ofMinutes(1)).until(() -> endings.size() >= 2);
        assertThat(endings.get(0).description()).contains("onJoin").contains("no helium");
        assertThat(router.wires.get(0).open).isFalse();
    }

    @Test
    void aMissingClassIsTriedAgainUntilItIsThere() throws Exception {
        Supervisor supervisor = start("shop.Late", QUICK);
        await().atMost(Duration.ofMinutes(1)).until(() -> endings.size() >= 2);
        assertThat(endings.get(0).description()).contains("class shop.Late not found");
        compile("Late", "");
        await().atMost(Duration.ofMinutes(1)).until(() -> router.wires.size() == 1);
        supervisor.stop(Duration.ofSeconds(5)).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void aRefusedJoinIsAFailure() throws Exception {
        router.refusing = true;
        compile("Till", "");
        start("shop.Till", QUICK);
        await().atMost(Duration.ofMinutes(1)).until(() -> !endings.isEmpty());
        assertThat(endings.get(0).description()).contains("wamp.error.no_such_realm");
        router.refusing = false;
        await().atMost(Duration.ofMinutes(1))
                .until(() -> router.wires.get(router.wires.size() - 1).open.get());
    }

    @Test
    void aLostSessionIsJoinedAgainByTheSameComponent() throws Exception {
        compile("Till", "@Procedure(\"shop.total\") public int total(int a) { return a; }");
        start("shop.Till", QUICK).firstReady().toCompletableFuture().get(60, TimeUnit.SECONDS);
        router.wires.get(0).close();
        await().atMost(Duration.ofMinutes(1)).until(() -> router.registered.size() == 2);
        assertThat(endings).isEmpty();
    }

    @Test
    void aHangingComponentDelaysNoOtherAndLosesItsConnectionAtTheDeadline() throws Exception {
        compile("Hanging", """
                @Override public CompletionStage<?> onJoin(Session session) throws Exception {
                    return session.register("shop.hang", invocation -> true);
                }
                @Override public void onLeave(Session session, CloseReason reason) throws Exception {
                    new CountDownLatch(1).await();
                }""");
        compile("Stuck", """
                public Stuck() throws Exception { new CountDownLatch(1).await(); }""");
        compile("Till", "");
        Supervisor stuck = start("shop.Stuck", QUICK);
        Supervisor hanging = start("shop.Hanging", QUICK);
        start("shop.Till", QUICK).firstReady().toCompletableFuture().get(60, TimeUnit.SECONDS);
        hanging.firstReady().toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertThat(stuck.firstReady().toCompletableFuture()).isNotDone();
        stuck.stop(Duration.ofMillis(200)).toCompletableFuture().get(60, TimeUnit.SECONDS);
        hanging.stop(Duration.ofMillis(200)).toCompletableFuture().get(60, TimeUnit.SECONDS);
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        router.wires.stream().filter(wire -> wire.open.get()).count() == 1);
    }
}
