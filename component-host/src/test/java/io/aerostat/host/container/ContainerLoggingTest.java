package io.aerostat.host.container;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Checks that the log records of a container reach the router's log one by one. */
class ContainerLoggingTest {
    private final PrintStream console = System.out;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final LoggerContext container = new LoggerContext();
    private final Logger relayed = (Logger) LoggerFactory.getLogger("io.aerostat.worker.worker007");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void configureAsInAContainer() throws JoranException {
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        URL configuration = Objects.requireNonNull(ContainerMain.class.getResource("container-logging.xml"));
        container.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(container);
        configurator.doConfigure(configuration);
        log.start();
        relayed.addAppender(log);
    }

    @AfterEach
    void restore() {
        System.setOut(console);
        container.stop();
        relayed.detachAppender(log);
    }

    @Test
    void aStackTraceIsPartOfItsRecord() {
        container.getLogger("shop.Balloon").error("cannot pop", new IllegalStateException("no helium\nat all"));
        container.getLogger("shop.Balloon").info("first\nsecond");

        relay();

        assertThat(log.list).hasSize(2);
        assertThat(log.list.get(0).getLevel()).isEqualTo(Level.ERROR);
        assertThat(log.list.get(0).getFormattedMessage())
                .startsWith("Balloon: cannot pop\njava.lang.IllegalStateException: no helium\nat all\n\tat ")
                .contains("\n\tat " + ContainerLoggingTest.class.getName());
        assertThat(log.list.get(1).getLevel()).isEqualTo(Level.INFO);
        assertThat(log.list.get(1).getFormattedMessage()).isEqualTo("Balloon: first\nsecond");
    }

    @Test
    void quotesAndLineEndsInValuesAreEscaped() {
        container
                .getLogger("shop.Balloon")
                .atWarn()
                .addKeyValue("cause", "found \"a\\b\" (expected\nc)")
                .addKeyValue("pid", 5)
                .addKeyValue("empty", "")
                .log("ended");

        relay();

        assertThat(log.list).hasSize(1);
        assertThat(log.list.get(0).getFormattedMessage())
                .isEqualTo("Balloon: ended cause=\"found \\\"a\\\\b\\\" (expected\\nc)\" pid=\"5\" empty=\"\"");
    }

    @Test
    void aPrintedStackTraceIsOneRecord() {
        PrintStream errors = new StackTraceStream(written);
        errors.print("Exception in thread \"x\" ");
        new IllegalStateException("no helium", new IllegalArgumentException("empty")).printStackTrace(errors);
        errors.println("after that");

        written.toString(StandardCharsets.UTF_8).lines().forEach(new ContainerErrors(relayed, line -> {})::line);

        assertThat(log.list).hasSize(2);
        assertThat(log.list.get(0).getLevel()).isEqualTo(Level.WARN);
        assertThat(log.list.get(0).getFormattedMessage())
                .startsWith("Exception in thread \"x\" java.lang.IllegalStateException: no helium\n\tat ")
                .contains("\nCaused by: java.lang.IllegalArgumentException: empty\n\t... ");
        assertThat(log.list.get(1).getFormattedMessage()).isEqualTo("after that");
    }

    private void relay() {
        ContainerOutput output = new ContainerOutput(relayed, line -> {});
        written.toString(StandardCharsets.UTF_8).lines().forEach(output::line);
    }
}
