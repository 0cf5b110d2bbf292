package io.aerostat.router.connection;

import io.aerostat.conformance.Conformance;
import io.aerostat.router.EverySchedule;
import io.aerostat.router.listener.AdmissionLimits;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The admission that all connections share without a lock. */
class AdmissionLinearizabilityTest {
    @ParameterizedTest
    @ValueSource(classes = {Doors.class, Bucket.class})
    @Conformance("P7")
    void everyScheduleLooksSequential(Class<?> piece) {
        EverySchedule.looksSequential(piece, 4, 1);
    }

    /** Two places for newcomers: no more than two are ever taken, and none is lost. */
    public static class Doors {
        private final AdmissionControl admission = new AdmissionControl(new AdmissionLimits(1, 100, 2), () -> 0);

        @Operation
        public AdmissionControl.Verdict admit() {
            return admission.admit(false);
        }

        /** Leaves even if nothing was admitted: this is a count, and may become negative. */
        @Operation
        public void settled() {
            admission.settled();
        }
    }

    /** A bucket of two tokens while time stands still: exactly two connections are admitted. */
    public static class Bucket {
        private final AdmissionControl admission = new AdmissionControl(new AdmissionLimits(1, 2, 100), () -> 0);

        @Operation
        public AdmissionControl.Verdict admit() {
            return admission.admit(false);
        }
    }
}
