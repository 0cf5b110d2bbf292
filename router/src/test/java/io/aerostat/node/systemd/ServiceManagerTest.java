package io.aerostat.node.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

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

    private ServiceManager service() {
        return ServiceManager.of(Map.of("NOTIFY_SOCKET", "/run/notify"), program.toString());
    }

    @Test
    void reportsStates() {
        ServiceManager systemd = service();

        systemd.ready(() -> "ready: 1 router\nand more");
        await().until(() -> Files.exists(log));
        systemd.stopping();

        assertThat(log)
                .content()
                .isEqualTo("/run/notify\nREADY=1\nSTATUS=ready: 1 router and more\n"
                        + "/run/notify\nSTOPPING=1\nSTATUS=ending\n");
    }

    @Test
    void theNewestStatusIsSentLast() throws Exception {
        ServiceManager systemd = service();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        systemd.ready(() -> {
            asked.countDown();
            passed(go);
            return "not in service: guest one";
        });
        asked.await();
        systemd.ready(() -> "overtaken");
        systemd.ready(() -> "ready");

        go.countDown();

        await().untilAsserted(() -> assertThat(log).content().endsWith("READY=1\nSTATUS=ready\n"));
        assertThat(log).content().contains("STATUS=not in service: guest one").doesNotContain("overtaken");
    }

    private static void passed(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aServiceThatIsEndingReportsNothingElse() {
        ServiceManager systemd = service();

        systemd.stopping();
        systemd.ready(() -> "ready");
        systemd.stopping();

        assertThat(log).content().isEqualTo("/run/notify\nSTOPPING=1\nSTATUS=ending\n".repeat(2));
    }

    @Test
    void cutsALongStatus() throws IOException {
        ServiceManager systemd = service();
        systemd.ready(() -> "x".repeat(1000));

        await().until(() -> Files.exists(log) && Files.readAllLines(log).size() == 3);
        assertThat(Files.readAllLines(log)).last().isEqualTo("STATUS=" + "x".repeat(200) + "…");
    }

    @Test
    void runsNothingOutsideOfAService() {
        for (ServiceManager systemd : List.of(
                ServiceManager.of(Map.of(), program.toString()),
                ServiceManager.of(Map.of("NOTIFY_SOCKET", ""), program.toString()))) {
            systemd.ready(() -> "ready");
            systemd.stopping();
        }

        assertThat(log).doesNotExist();
    }

    @Test
    void aMissingProgramCausesOneWarning() {
        Path absent = folder.resolve("absent");

        List<String> warnings =
                warnings(() -> ServiceManager.of(Map.of("NOTIFY_SOCKET", "/run/notify"), absent.toString())
                        .stopping());

        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("WARN cannot tell systemd STOPPING=1: ")
                .contains(absent.toString());
    }

    @Test
    void warnsOfAProgramThatFails() throws IOException {
        Files.writeString(program, "#!/bin/sh\nexit 7\n");

        List<String> warnings =
                warnings(() -> ServiceManager.of(Map.of("NOTIFY_SOCKET", "/run/notify"), program.toString())
                        .stopping());

        assertThat(warnings)
                .containsExactly(
                        "WARN " + program + " ended with exit code 7 (expected it to tell systemd STOPPING=1)");
    }

    /** Returns the log lines of an action. */
    private static List<String> warnings(Runnable action) {
        Logger logger = (Logger) LoggerFactory.getLogger(ServiceManager.class);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(Level.WARN);
        try {
            action.run();
        } finally {
            logger.detachAppender(appender);
            logger.setLevel(null);
        }
        return appender.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }
}
