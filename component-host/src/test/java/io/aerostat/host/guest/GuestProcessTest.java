package io.aerostat.host.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.host.guest.GuestConfiguration.OutputMode;
import io.aerostat.host.process.Environment;
import io.aerostat.host.process.Processes;
import io.aerostat.host.process.Stdin;
import io.aerostat.host.supervision.Backoff;
import io.aerostat.host.supervision.Ending;
import io.aerostat.host.supervision.RestartPolicy;
import io.aerostat.host.supervision.SupervisionListener;
import io.aerostat.host.supervision.SupervisionThread;
import io.aerostat.host.supervision.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class GuestProcessTest {

    private static final Backoff QUICK =
            new Backoff(Duration.ofMillis(20), Duration.ofMillis(100), 2, 0, Duration.ofSeconds(5));

    private final SupervisionThread loop = new SupervisionThread("guest-test");

    @TempDir
    Path workdir;

    @AfterEach
    void close() {
        loop.close();
    }

    private GuestConfiguration shell(String script, Stdin stdin) {
        return new GuestConfiguration(
                "worker003",
                "sh",
                List.of("-c", script),
                workdir,
                new Environment(Optional.of(List.of("PATH")), Map.of("COLOUR", "red")),
                stdin,
                OutputMode.LOG,
                OutputMode.DROP,
                Optional.empty());
    }

    private Supervisor supervise(GuestConfiguration configuration, RestartPolicy.Mode mode, List<Ending> endings) {
        GuestProcess guest = new GuestProcess(configuration, line -> {});
        return Supervisor.start(
                guest.subject(), guest, new RestartPolicy(mode, QUICK), loop, new SupervisionListener() {
                    @Override
                    public boolean ended(Ending ending) {
                        endings.add(ending);
                        return true;
                    }
                });
    }

    @Test
    void runsInItsFolderWithItsEnvironmentAndInput() throws Exception {
        List<Ending> endings = new CopyOnWriteArrayList<>();
        supervise(
                        shell(
                                "cat > said; echo \"$COLOUR $PYTHONUNBUFFERED\" >> said",
                                new Stdin.Text("{\"a\":1}\n", true)),
                        RestartPolicy.Mode.ON_FAILED,
                        endings)
                .over()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
        assertThat(endings).containsExactly(Ending.success("exit code 0"));
        assertThat(workdir.resolve("said")).hasContent("{\"a\":1}\nred 1\n");
    }

    @Test
    void isStartedAgainAfterItFailedAndAfterItWasKilled() throws Exception {
        List<Ending> endings = new CopyOnWriteArrayList<>();
        Supervisor supervisor = supervise(
                shell("echo $$ >> pids; [ $(wc -l < pids) -gt 1 ] || exit 7; exec sleep 300", new Stdin.Open()),
                RestartPolicy.Mode.ON_FAILED,
                endings);
        await().atMost(Duration.ofMinutes(1)).until(() -> pids().size() == 2);
        assertThat(endings).containsExactly(Ending.failure("exit code 7"));
        ProcessHandle.of(pids().get(1)).orElseThrow().destroyForcibly();
        await().atMost(Duration.ofMinutes(1)).until(() -> pids().size() == 3);
        assertThat(endings.get(1).description()).isEqualTo("exit code 137 (SIGKILL)");
        supervisor.stop(Duration.ofSeconds(5)).toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertThat(ProcessHandle.of(pids().get(2)).filter(Processes::lives)).isEmpty();
    }

    @Test
    void aMissingExecutableIsRetried() {
        List<Ending> endings = new CopyOnWriteArrayList<>();
        supervise(
                GuestConfiguration.of("worker003", "no-such-thing", List.of(), workdir),
                RestartPolicy.Mode.ON_FAILED,
                endings);
        await().atMost(Duration.ofMinutes(1)).until(() -> endings.size() >= 2);
        assertThat(endings.get(0).description()).contains("found no executable file for no-such-thing");
    }

    @Test
    void aChangeInAWatchedFolderIsNoticedOnceItIsQuiet() throws IOException {
        List<String> changes = new CopyOnWriteArrayList<>();
        GuestConfiguration.Watch watch = new GuestConfiguration.Watch(List.of(workdir), Duration.ofMillis(100));
        try (FolderWatch folderWatch = FolderWatch.start("worker003", watch, () -> changes.add("changed"))) {
            Files.createDirectories(workdir.resolve("deep"));
            await().atMost(Duration.ofMinutes(1)).until(() -> changes.size() == 1);
            Files.writeString(workdir.resolve("deep/file"), "text");
            await().atMost(Duration.ofMinutes(1)).until(() -> changes.size() == 2);
            assertThat(folderWatch).isNotNull();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nothingOfItOutlivesAHostThatIsKilled() throws Exception {
        Process host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LonelyHost.class.getName(),
                        workdir.toString(),
                        "trap '' HUP; (sleep 7771 & echo $! >> pids; wait) & echo $$ >> pids; wait")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> pids().size() == 2);
            List<ProcessHandle> guest = pids().stream()
                    .map(pid -> ProcessHandle.of(pid).orElseThrow())
                    .toList();

            host.destroyForcibly();

            await().atMost(Duration.ofSeconds(60)).until(() -> guest.stream().noneMatch(Processes::lives));
        } finally {
            host.destroyForcibly();
        }
    }

    private List<Long> pids() throws IOException {
        Path file = workdir.resolve("pids");
        return Files.exists(file)
                ? Files.readAllLines(file).stream().map(Long::valueOf).toList()
                : List.of();
    }
}
