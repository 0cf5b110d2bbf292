package io.aerostat.host.container;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ContainerOutputTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.aerostat.worker.worker002");
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final List<String> copied = new ArrayList<>();
    private final ContainerOutput output = new ContainerOutput(logger, copied::add);

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void forget() {
        logger.detachAppender(logged);
    }

    @Test
    void linesKeepTheirLevelAndStackTracesTheirs() {
        output.line("INFO Balloon: balloon joined session=\"4711\"");
        output.line("WARN Supervisor: component ended ");
        output.line("java.lang.IllegalStateException: no helium");
        output.line("\tat shop.Broken.<init>(Broken.java:1)");
        output.line("DEBUG Flight: up");
        output.line("printed by somebody");
        assertThat(logged.list)
                .extracting(event -> event.getLevel() + "|" + event.getFormattedMessage())
                .containsExactly(
                        "INFO|Balloon: balloon joined session=\"4711\"",
                        "WARN|Supervisor: component ended",
                        "WARN|java.lang.IllegalStateException: no helium",
                        "WARN|\tat shop.Broken.<init>(Broken.java:1)",
                        "DEBUG|Flight: up",
                        "INFO|printed by somebody");
        assertThat(copied).hasSize(6).contains("WARN Supervisor: component ended", "printed by somebody");
    }

    @Test
    void aRecordOfSeveralLinesIsCopiedLineByLine() {
        output.line("ERROR Flight: burst\u2028java.lang.IllegalStateException: no helium\u2028\tat shop.Broken");
        assertThat(logged.list).hasSize(1);
        assertThat(copied)
                .containsExactly(
                        "ERROR Flight: burst", "java.lang.IllegalStateException: no helium", "\tat shop.Broken");
    }

    @Test
    void controlLinesTellOfReadinessAndAreNotLogged() {
        assertThat(output.ready().toCompletableFuture()).isNotDone();
        output.line(ControlLine.NOT_READY + "{component=component001}: no helium");
        assertThat(output.firstAttempt().toCompletableFuture())
                .isCompletedExceptionally()
                .failsWithin(java.time.Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("no helium");
        output.line(ControlLine.READY);
        assertThat(output.ready().toCompletableFuture()).isCompleted();
        assertThat(logged.list).isEmpty();
        assertThat(copied).isEmpty();
    }
}
