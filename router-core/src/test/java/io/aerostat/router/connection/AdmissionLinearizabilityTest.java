package io.aerostat.router.connection;

import io.aerostat.conformance.Conformance;
import io.aerostat.router.EverySchedule;
import io.aerostat.router.listener.AdmissionLimits;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests admission control, which all connections share without a lock. */
class AdmissionLinearizabilityTest {
    @ParameterizedTest
    @ValueSource(classes = {Doors.class, Bucket.class})
    @Conformance("P7")
    void everyScheduleLooksSequential(Class<?> piece) {
        EverySchedule.looksSequential(piece, 4, 1);
    }

    /** Two places for newcomers: never more than two are taken, and no place is lost. */
    public static class Doors {
        private final AdmissionControl admission = new AdmissionControl(new AdmissionLimits(1, 100, 2), () -> 0);

        @Operation
        public AdmissionControl.Verdict admit() {
            return admission.admit(false);
        }

        /** Releases a place even if none was taken; the count of taken places may become negative. */
        @Operation
        public void settled() {
            admission.settled();
        }
    }

    /** A bucket with two tokens while time stands still: exactly two connections are admitted. */
    public static class Bucket {
        private final AdmissionControl admission = new AdmissionControl(new AdmissionLimits(1, 2, 100), () -> 0);

        @Operation
        public AdmissionControl.Verdict admit() {
            return admission.admit(false);
        }
    }
}
