package io.aerostat.router.link;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class RefusalLogTest {
    private long now;
    private final RefusalLog refusals = new RefusalLog(() -> now);

    @Test
    void aStormOfRefusalsIsBoundedAndCounted() {
        Logger log = (Logger) LoggerFactory.getLogger("refusals of this test");
        log.setAdditive(false);
        log.setLevel(ch.qos.logback.classic.Level.INFO);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);

        for (int n = 0; n < 1000; n++) {
            refusals.next(log, Level.INFO).log("refused");
        }
        assertThat(lines.list).hasSize(100);

        now += TimeUnit.SECONDS.toNanos(1);
        for (int n = 0; n < 1000; n++) {
            refusals.next(log, Level.INFO).log("refused");
        }
        assertThat(lines.list).hasSize(110);
        assertThat(lines.list.get(100).getKeyValuePairs().toString()).contains("refusalsNotLoggedBefore=\"900\"");
        assertThat(lines.list.get(101).getKeyValuePairs()).isNull();
    }

    @Test
    void inputOfAPeerCannotForgeALogLine() {
        assertThat(RefusalLog.printable("a\nb\u2028c\u0000")).isEqualTo("a?b?c?");
        assertThat(RefusalLog.printable("x".repeat(5000))).hasSize(101);
        assertThat(RefusalLog.printable(null)).isEqualTo("(none)");
    }

    @Test
    void aReasonThatQuotesAPeerIsBoundedAndPrintable() {
        String realm = "\u001b[2J" + "x".repeat(5000);

        String reason = RefusalLog.reason("no realm \"" + realm + "\" exists on this router");

        assertThat(reason).startsWith("no realm \"?[2Jxxx").hasSize(1001);
        assertThat(RefusalLog.reason("y".repeat(300))).isEqualTo("y".repeat(300));
    }
}
