package io.aerostat.router.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.router.realm.SessionStatisticsOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionMeterTest {
    private final List<SessionMeter.Report> reports = new ArrayList<>();
    private long now;
    private final SessionMeter meter = new SessionMeter(
            new SessionStatisticsOptions(100, 5, Duration.ofSeconds(9), false, true), () -> now, reports::add);
    private final TrafficTally connection = new TrafficTally(false).ofConnection();

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
