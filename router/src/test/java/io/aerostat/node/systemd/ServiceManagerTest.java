package io.aerostat.node.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the notifications that the node sends to systemd, with a script in place of {@code systemd-notify}. */
class ServiceManagerTest {
    @TempDir
    private Path folder;

    private Path log;
    private Path program;

    @BeforeEach
    void install() throws IOException {
        log = folder.resolve("log");
        program = folder.resolve("notify");
        Files.writeString(
                program, "#!/bin/sh\nfor a in \"$NOTIFY_SOCKET\" \"$@\"; do echo \"$a\" >>" + log + "; done\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void reportsStates() throws IOException {
        ServiceManager systemd = ServiceManager.of(Map.of("NOTIFY_SOCKET", "/run/notify"), program.toString());

        systemd.ready("ready: 1 router\nand more");
        systemd.stopping();

        assertThat(log)
                .content()
                .isEqualTo("/run/notify\nREADY=1\nSTATUS=ready: 1 router and more\n"
                        + "/run/notify\nSTOPPING=1\nSTATUS=ending\n");
    }

    @Test
    void cutsALongStatus() throws IOException {
        ServiceManager.of(Map.of("NOTIFY_SOCKET", "/run/notify"), program.toString())
                .ready("x".repeat(1000));

        assertThat(Files.readAllLines(log)).last().isEqualTo("STATUS=" + "x".repeat(200) + "…");
    }

    @Test
    void runsNothingOutsideOfAService() {
        ServiceManager.of(Map.of(), program.toString()).ready("ready");
        ServiceManager.of(Map.of("NOTIFY_SOCKET", ""), program.toString()).ready("ready");

        assertThat(log).doesNotExist();
    }

    @Test
    void goesOnWithoutTheProgram() {
        ServiceManager.of(
                        Map.of("NOTIFY_SOCKET", "/run/notify"),
                        folder.resolve("absent").toString())
                .ready("ready");

        assertThat(log).doesNotExist();
    }
}
