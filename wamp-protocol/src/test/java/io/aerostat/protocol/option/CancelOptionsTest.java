package io.aerostat.protocol.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ProtocolViolation;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CancelOptionsTest {
    /** kraftfahrstrasse 0.9.0 sends an empty text when the application gives no mode. */
    @Test
    @Conformance({"CAN-7", "A-7"})
    void anAbsentModeAndAnEmptyTextAreKillnowait() throws ProtocolViolation {
        assertThat(CancelOptions.read(Map.of("_x", 1L)).mode()).isEqualTo(CancelMode.KILLNOWAIT);
        assertThat(CancelOptions.read(Map.of("mode", "")).mode()).isEqualTo(CancelMode.KILLNOWAIT);
        assertThat(CancelOptions.read(Map.of("mode", "skip")).mode()).isEqualTo(CancelMode.SKIP);
    }

    @Test
    @Conformance("CAN-8")
    void anUnknownModeIsAProtocolViolation() {
        assertThatThrownBy(() -> CancelOptions.read(Map.of("mode", "gently")))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("mode");
    }
}
