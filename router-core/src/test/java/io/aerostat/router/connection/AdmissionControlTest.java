package io.aerostat.router.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.router.listener.AdmissionLimits;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AdmissionControlTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);

    @Test
    @Conformance("P7")
    void aBurstAndThenTheRate() {
        AdmissionControl admission = new AdmissionControl(new AdmissionLimits(10, 5, 1000), now::get);

        assertThat(admitted(admission, 100)).isEqualTo(5);
        advance(99);
        assertThat(admitted(admission, 100)).isZero();
        advance(1);
        assertThat(admitted(admission, 100)).isEqualTo(1);
        advance(300);
        assertThat(admitted(admission, 100)).isEqualTo(3);
        advance(3_600_000);
        assertThat(admitted(admission, 100)).isEqualTo(5);
        assertThat(admission.refused()).isEqualTo(500 - 14);
        assertThat(admission.pending()).isEqualTo(14);
    }

    @Test
    @Conformance("P7")
    void pendingConnectionsAreBounded() {
        AdmissionControl admission = new AdmissionControl(new AdmissionLimits(1000, 1000, 3), now::get);

        assertThat(admitted(admission, 10)).isEqualTo(3);
        admission.settled();
        assertThat(admitted(admission, 10)).isEqualTo(1);
        assertThat(admission.pending()).isEqualTo(3);
    }

    @Test
    @Conformance("P7")
    void withoutAFixedRateOnlySurplusConnectionsAreRefused() {
        AdmissionControl admission =
                new AdmissionControl(new AdmissionLimits(AdmissionLimits.AUTOMATIC, 1, 100_000), now::get);

        assertThat(admitted(admission, 50_000)).isEqualTo(50_000);
        assertThat(admission.admit(true)).isEqualTo(AdmissionControl.Verdict.TOO_FAST);
        assertThat(admission.pending()).isEqualTo(50_000);
        assertThat(admission.refused()).isEqualTo(1);
    }

    @Test
    @Conformance("P7")
    void aFixedRateIsObeyedWhateverTheLoopCanTake() {
        AdmissionControl admission = new AdmissionControl(new AdmissionLimits(10, 2, 1000), now::get);

        assertThat(admission.admit(true).isAdmitted()).isTrue();
        assertThat(admission.admit(true).isAdmitted()).isTrue();
        assertThat(admission.admit(false)).isEqualTo(AdmissionControl.Verdict.TOO_FAST);
    }

    @Test
    @Conformance("P7")
    void theRateMayBecomeAutomaticAndFixedAgain() {
        AdmissionControl admission = new AdmissionControl(new AdmissionLimits(10, 5, 1000), now::get);
        assertThat(admitted(admission, 10)).isEqualTo(5);

        admission.limit(new AdmissionLimits(AdmissionLimits.AUTOMATIC, 5, 1000));
        assertThat(admitted(admission, 10)).isEqualTo(10);

        admission.limit(new AdmissionLimits(10, 5, 1000));
        assertThat(admitted(admission, 10)).isZero();
    }

    private void advance(long millis) {
        now.addAndGet(millis * 1_000_000);
    }

    private static int admitted(AdmissionControl admission, int attempts) {
        int admitted = 0;
        for (int i = 0; i < attempts; i++) {
            admitted += admission.admit(false).isAdmitted() ? 1 : 0;
        }
        return admitted;
    }
}
