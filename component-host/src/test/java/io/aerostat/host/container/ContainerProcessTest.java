package io.aerostat.host.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.host.ComponentHost;
import io.aerostat.host.component.ClassPath;
import io.aerostat.host.component.CompiledClasses;
import io.aerostat.host.component.ComponentConfiguration;
import io.aerostat.host.process.Processes;
import io.aerostat.host.supervision.RestartPolicy;
import io.aerostat.host.supervision.SupervisionListener;
import io.aerostat.host.supervision.Supervisor;
import io.aerostat.host.transport.ComponentTransport;
import io.aerostat.host.transport.RouterEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests real container JVMs, whose components never reach a router. */
@Timeout(120)
class ContainerProcessTest {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final ComponentHost host = new ComponentHost();
    private final LogLines relayed = new LogLines("io.aerostat.worker.worker002");

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        host.close();
        relayed.close();
    }

    private Supervisor start(String classname, Map<String, Object> extra) {
        return host.startContainer(
                ContainerConfiguration.of(
                        "worker002",
                        new ClassPath(folder, List.of(".", "gone.jar")),
                        List.of(new ContainerConfiguration.Hosted(
                                new ComponentConfiguration("component001", classname, "realm1", Map.copyOf(extra)),
                                ComponentTransport.webSocket(
                                        RouterEndpoint.Tcp.of("127.0.0.1", 1), "ws://127.0.0.1:1/ws")))),
                ContainerJvm.likeThisOne(folder),
                RestartPolicy.always(),
                SupervisionListener.NONE);
    }

    private static Stream<ProcessHandle> containersOf(ProcessHandle parent) {
        return parent.children()
                .filter(child -> child.info()
                        .commandLine()
                        .filter(line -> line.contains(ContainerMain.class.getName()))
                        .isPresent());
    }

    private static Optional<ProcessHandle> container() {
        return containersOf(ProcessHandle.current()).findFirst();
    }

    @Test
    void aMissingClassIsLoggedWithWorkerComponentAndClassAndTriedAgain() throws Exception {
        Supervisor supervisor = start("shop.Gone", Map.of());
        await().atMost(DEADLINE).until(() -> relayed.count("WARN", "component ended and will be started again") >= 2);
        assertThat(relayed.has(
                        "class shop.Gone not found on the class path [" + folder + "]",
                        "missing entries: [gone.jar]",
                        "worker=\"worker002\"",
                        "component=\"component001\"",
                        "class=\"shop.Gone\""))
                .as(relayed.toString())
                .isTrue();
        assertThat(supervisor.firstReady().toCompletableFuture()).isCompletedExceptionally();
        supervisor.stop(Duration.ofSeconds(10)).toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertThat(container()).isEmpty();
    }

    @Test
    void secretsAreNotInTheProcessListAndOutputIsRelayed() throws Exception {
        CompiledClasses.compile(folder, "shop.Till", """
                package shop;
                import io.aerostat.component.*;
                public class Till implements Component {
                    public Till(ComponentContext context) {
                        System.out.println("secret has " + context.extra().get("secret").toString().length() + " \
                letters");
                        System.err.println("für die Kasse");
                    }
                }""");
        start("shop.Till", Map.of("secret", "hushhush"));
        await().atMost(DEADLINE)
                .until(() -> relayed.has("secret has 8 letters") && relayed.has("WARN", "für die Kasse"));
        String commandLine = container().orElseThrow().info().commandLine().orElseThrow();
        assertThat(commandLine).doesNotContain("hushhush").doesNotContain("shop.Till");
    }

    @Test
    void aKilledProcessIsStartedAgainWithOneWarning() {
        try (LogLines supervision = new LogLines("io.aerostat.host.supervision")) {
            start("shop.Gone", Map.of());
            await().atMost(DEADLINE).until(() -> relayed.has("shop.Gone not found"));
            ProcessHandle first = container().orElseThrow();
            first.destroyForcibly();
            await().atMost(DEADLINE)
                    .until(() -> container()
                            .filter(next -> next.pid() != first.pid())
                            .isPresent());
            assertThat(supervision.count("WARN", "container ended and will be started again", "SIGKILL"))
                    .as(supervision.toString())
                    .isEqualTo(1);
        }
    }

    @Test
    void itEndsSoonAfterItsParentWasKilled() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LonelyParent.class.getName())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await().atMost(DEADLINE)
                    .until(() -> containersOf(parent.toHandle()).findAny().isPresent());
            ProcessHandle orphan = containersOf(parent.toHandle()).findAny().orElseThrow();
            parent.destroyForcibly();
            await().atMost(DEADLINE).until(() -> !Processes.lives(orphan));
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void aComponentThatHangsDoesNotKeepItAlive() throws Exception {
        CompiledClasses.compile(folder, "shop.Stuck", """
                package shop;
                public class Stuck implements io.aerostat.component.Component {
                    public Stuck() throws Exception {
                        Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) Thread.onSpinWait(); }));
                        System.out.println("stuck");
                        Thread.currentThread().join();
                    }
                }""");
        Supervisor supervisor = start("shop.Stuck", Map.of());
        await().atMost(DEADLINE).until(() -> relayed.has("stuck"));
        ProcessHandle stuck = container().orElseThrow();
        supervisor.stop(Duration.ofSeconds(20)).toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertThat(Processes.lives(stuck)).isFalse();
    }
}
