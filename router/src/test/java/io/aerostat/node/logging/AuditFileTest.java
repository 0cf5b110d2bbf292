package io.aerostat.node.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.recovery.ResilientFileOutputStream;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.status.NopStatusListener;
import ch.qos.logback.core.util.FileSize;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class AuditFileTest {
    /** A file to which nothing can be written, as if its disk were full (Linux). */
    private static final File FULL = new File("/dev/full");

    private final LoggerContext context = new LoggerContext();
    private final AtomicLong dropped = new AtomicLong();
    private final AuditFile file = new AuditFile(dropped);
    private final Logger nodeLog = (Logger) LoggerFactory.getLogger(AuditFile.class);
    private final ListAppender<ILoggingEvent> nodeLines = new ListAppender<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.getStatusManager().add(new NopStatusListener());
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> rotation = new SizeAndTimeBasedRollingPolicy<>();
        rotation.setContext(context);
        rotation.setParent(file);
        rotation.setFileNamePattern(target() + ".%d{yyyy-MM-dd}.%i.gz");
        rotation.setMaxFileSize(new FileSize(1 << 20));
        rotation.start();
        file.setContext(context);
        file.setFile(target().toString());
        file.setRollingPolicy(rotation);
        file.start();
        nodeLines.start();
        nodeLog.addAppender(nodeLines);
    }

    @AfterEach
    void close() {
        nodeLog.detachAppender(nodeLines);
        file.stop();
        context.stop();
    }

    private Path target() {
        return folder.resolve("audit.log");
    }

    private void write(String text) {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerContext(context);
        event.setLoggerName("audit");
        event.setLevel(Level.INFO);
        event.setInstant(Instant.now());
        event.setMessage(text);
        file.doAppend(event);
    }

    /** Makes the appender switch to another file, as it does when it archives a file. */
    private void goOnWith(File other) throws IOException {
        ResilientFileOutputStream stream = new ResilientFileOutputStream(other, true, 8192);
        stream.setContext(context);
        file.setOutputStream(stream);
    }

    private List<String> nodeLog() {
        return nodeLines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void linesThatCannotBeWrittenAreCountedAndReportedOnce() throws IOException {
        goOnWith(FULL);
        write("1");
        write("2");
        write("3");

        assertThat(dropped).hasValue(3);
        assertThat(nodeLog())
                .containsExactly("the audit log " + target()
                        + " cannot be written: No space left on device; its lines are dropped until it can");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theNodeSaysHowManyLinesAreMissingWhenTheFileCanBeWrittenAgain() throws IOException {
        write("1");
        goOnWith(FULL);
        write("2");
        write("3");
        goOnWith(target().toFile());
        write("4");
        write("5");

        assertThat(Files.readAllLines(target())).containsExactly("1", "4", "5");
        assertThat(dropped).hasValue(2);
        assertThat(nodeLog())
                .hasSize(2)
                .last()
                .isEqualTo("the audit log " + target() + " is written again; dropped lines: 2");
    }
}
