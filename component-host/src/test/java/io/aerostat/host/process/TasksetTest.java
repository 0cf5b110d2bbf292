package io.aerostat.host.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class TasksetTest {
    private static final List<Integer> FIRST = List.of(0);

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
            Taskset.keepThisThreadOn(FIRST);
            kept.complete(processorsOfThisThread());
        });
        thread.setUncaughtExceptionHandler((failed, failure) -> kept.completeExceptionally(failure));
        thread.start();

        assertThat(kept.get()).isEqualTo("0");
        assertThat(processorsOfThisThread()).isEqualTo(before);
    }

    @Test
    void aProcessStartsOnItsProcessors() throws Exception {
        Process process = new ProcessBuilder(
                        Taskset.command(FIRST, List.of("grep", "Cpus_allowed_list", "/proc/self/status")))
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                .endsWith("\t0\n");
    }

    @Test
    void processorsMustExist() {
        assertThat(Taskset.fault(FIRST)).isEmpty();
        assertThat(Taskset.fault(List.of(0, 4000))).isEmpty();
        assertThat(Taskset.fault(List.of(4000)))
                .hasValueSatisfying(
                        fault -> assertThat(fault).startsWith("found [4000] (expected some of the processors 0"));
    }
}
