package io.aerostat.router.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AcceptFailuresTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(AcceptFailures.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
    }

    /** Returns the line about a failure, which must not reach Netty's own log of unhandled failures. */
    private String lineAbout(Exception failure) {
        EmbeddedChannel channel = new EmbeddedChannel(new AcceptFailures("transport001"));
        channel.pipeline().fireExceptionCaught(failure);

        assertThatCode(channel::checkException).doesNotThrowAnyException();
        assertThat(lines.list).hasSize(1);
        assertThat(lines.list.get(0).getThrowableProxy()).isNull();
        return lines.list.get(0).getFormattedMessage();
    }

    @Test
    void tooManyOpenFilesAreOneLineThatSaysWhatHelps() {
        assertThat(lineAbout(new IOException("Too many open files")))
                .isEqualTo("transport001 cannot accept connections for a second: Too many open files"
                        + " (expected a higher limit of open files, ulimit -n)");
    }

    @Test
    void anyOtherFailureIsNamed() {
        assertThat(lineAbout(new IOException("No buffer space available")))
                .isEqualTo("transport001 cannot accept connections for a second: No buffer space available");
    }
}
