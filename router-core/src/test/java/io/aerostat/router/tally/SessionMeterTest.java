package io.aerostat.router.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.router.realm.SessionStatisticsOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class SessionMeterTest {
    private final List<SessionMeter.Report> reports = new ArrayList<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private long now;
    private int looks;
    private final SessionMeter meter = meter(5, Duration.ofSeconds(9));
    private final TrafficTally connection = new TrafficTally(false).ofConnection();

    private SessionMeter meter(int afterMessages, Duration afterDuration) {
        return new SessionMeter(
                new SessionStatisticsOptions(100, afterMessages, afterDuration, false, true),
                () -> {
                    looks++;
                    return now;
                },
                (report, whenPublished) -> {
                    reports.add(report);
                    waiting.add(whenPublished);
                });
    }

    private void publish() {
        waiting.remove().run();
    }

    @Test
    void aMessageCountsOnceForEachRatedSizeThatItHasBegun() {
        connection.meter(meter);
        connection.countReceived(100);
        connection.countReceived(101);
        connection.countReceived(0);
        assertThat(reports).isEmpty();
        connection.countReceived(1);

        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.messages()).isEqualTo(4);
            assertThat(report.bytes()).isEqualTo(202);
            assertThat(report.ratedMessages()).isEqualTo(5);
            assertThat(report.isFirst()).isTrue();
        });
    }

    @Test
    void messagesToTheClientAloneCauseOneReportASecond() {
        connection.meter(meter);
        for (int i = 0; i < 10; i++) {
            connection.countSent(100);
        }
        assertThat(reports).isEmpty();
        now = Duration.ofSeconds(1).toNanos();
        connection.countSent(100);

        assertThat(reports).extracting(SessionMeter.Report::messages).containsExactly(11L);
    }

    @Test
    void theFirstMessageAfterTheDurationCausesAReport() {
        connection.meter(meter);
        connection.countReceived(1);
        now = Duration.ofSeconds(9).toNanos();
        connection.countReceived(1);

        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.messages()).isEqualTo(2);
            assertThat(report.duration()).isEqualTo(now);
        });
    }

    @Test
    void eachReportCountsFromTheEndOfThePreviousOne() {
        connection.meter(meter);
        connection.countReceived(500);
        connection.countReceived(7);
        meter.report(true);

        assertThat(reports).extracting(SessionMeter.Report::bytes).containsExactly(500L, 7L);
        assertThat(reports).extracting(SessionMeter.Report::cycle).containsExactly(1L, 2L);
        assertThat(reports).extracting(SessionMeter.Report::isLast).containsExactly(false, true);
    }

    @Test
    void whileAReportWaitsMessagesCauseNoOther() {
        connection.meter(meter);
        connection.countReceived(500);
        connection.countReceived(500);
        now = Duration.ofSeconds(9).toNanos();
        connection.countSent(500);
        assertThat(reports).hasSize(1);

        publish();
        connection.countReceived(1);

        assertThat(reports).extracting(SessionMeter.Report::bytes).containsExactly(500L, 1001L);
    }

    @Test
    void theLastReportDoesNotWaitForAnother() {
        connection.meter(meter);
        connection.countReceived(500);
        meter.report(true);

        assertThat(reports).extracting(SessionMeter.Report::isLast).containsExactly(false, true);
    }

    @Test
    void messagesThatCauseNoReportNeedNoClock() {
        connection.meter(meter(0, Duration.ZERO));
        int before = looks;
        connection.countReceived(500);
        connection.countSent(500);
        connection.meter(meter(5, Duration.ZERO));
        connection.countReceived(300);
        connection.countSent(100);

        assertThat(looks - before).isEqualTo(1); // by the constructor of the second meter
    }

    @Test
    void theLongestDurationIsNeverReached() {
        connection.meter(meter(0, Duration.ofSeconds(Long.MAX_VALUE)));
        now = Long.MAX_VALUE - 1;
        connection.countReceived(500);

        assertThat(reports).isEmpty();
    }

    @Test
    void aConnectionWithoutAMeterCountsOnlyForItsTally() {
        TrafficTally tally = new TrafficTally(false);
        TrafficTally one = tally.ofConnection();
        one.meter(meter);
        one.meter(null);
        one.countReceived(500);
        tally.ofConnection().countSent(3);

        assertThat(reports).isEmpty();
        assertThat(List.of(tally.bytesReceived(), tally.bytesSent())).containsExactly(500L, 3L);
    }
}
