package io.aerostat.host.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class TasksetTest {
    /** A processor that the tests may use, which in a container need not be processor 0. */
    private static final int PROCESSOR =
            Integer.parseInt(processorsOfThisThread().split("[-,]")[0]);

    private static final List<Integer> FIRST = List.of(PROCESSOR);

    private static final Duration PATIENT = Duration.ofSeconds(60);

    @TempDir
    private Path folder = Path.of("");

    private static String processorsOfThisThread() {
        try {
            return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
                    .filter(line -> line.startsWith("Cpus_allowed_list:"))
                    .findFirst()
                    .orElseThrow()
                    .split("\\s+")[1];
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aThreadStaysOnItsProcessorsAndOtherThreadsDoNot() throws Exception {
        String before = processorsOfThisThread();
        CompletableFuture<String> kept = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            Taskset.SYSTEM.keepThisThreadOn(FIRST);
            kept.complete(processorsOfThisThread());
        });
        thread.setUncaughtExceptionHandler((failed, failure) -> kept.completeExceptionally(failure));
        thread.start();

        assertThat(kept.get()).isEqualTo(String.valueOf(PROCESSOR));
        assertThat(processorsOfThisThread()).isEqualTo(before);
    }

    @Test
    void aProcessStartsOnItsProcessors() throws Exception {
        Process process = new ProcessBuilder(
                        Taskset.SYSTEM.command(FIRST, List.of("grep", "Cpus_allowed_list", "/proc/self/status")))
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                .endsWith("\t" + PROCESSOR + "\n");
    }

    @Test
    void processorsMustExist() {
        assertThat(Taskset.SYSTEM.allowed(FIRST)).isEqualTo(FIRST);
        assertThat(Taskset.SYSTEM.allowed(List.of(PROCESSOR, 4000))).isEqualTo(FIRST);
        assertThatThrownBy(() -> Taskset.SYSTEM.allowed(List.of(4000)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("found \\[4000\\] \\(expected some of the processors \\d.*");
    }

    /** A cpuset, such as that of a container, can allow fewer processors than the machine has. */
    @Test
    void processorsOutsideOfTheCpusetAreLeftOut() throws Exception {
        Taskset some = program("echo \"$@\"; printf 'Cpus_allowed_list:\\t0-1,7\\n'", PATIENT);
        Taskset none = program("echo \"failed to set pid 0's affinity: Invalid argument\"; exit 1", PATIENT);

        assertThat(some.allowed(List.of(7, 2, 0))).containsExactly(7, 0);
        assertThatThrownBy(() -> none.allowed(FIRST))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("found " + FIRST + " (expected some of the processors that this process may use): failed to"
                        + " set pid 0's affinity: Invalid argument");
    }

    @Timeout(60)
    @Test
    void aProgramThatHangsIsEnded() throws Exception {
        Taskset hangs = program("exec sleep 1000", Duration.ofMillis(200));

        assertThatThrownBy(() -> hangs.keepThisThreadOn(FIRST))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("found no end of " + folder);
        assertThatThrownBy(() -> hangs.allowed(FIRST))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("found no end of " + folder);
    }

    /** Returns a program that runs a script instead of {@code taskset}. */
    private Taskset program(String script, Duration deadline) throws IOException {
        Path file = Files.createTempFile(folder, "taskset", ".sh");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return new Taskset(file, deadline);
    }
}
