package io.aerostat.host.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessFamilyTest {
    /** The shell replaces itself by a sleep, which never waits for the child. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aZombieDoesNotLive() throws Exception {
        Process parent = new ProcessBuilder("sh", "-c", "sleep 0.1 & echo $!; exec sleep 300").start();
        try {
            ProcessHandle child = ProcessHandle.of(
                            Long.parseLong(parent.inputReader().readLine()))
                    .orElseThrow();

            await().atMost(Duration.ofMinutes(1)).until(() -> !ProcessFamily.lives(child));

            assertThat(child.isAlive()).isTrue();
            assertThat(ProcessFamily.lives(parent.toHandle())).isTrue();
        } finally {
            parent.destroyForcibly().waitFor();
        }
    }
}
