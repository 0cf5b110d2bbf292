package io.aerostat.cluster.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;

/**
 * Targets of the coverage-guided fuzzer (see CONTRIBUTING): any bytes that a stranger publishes on the subjects of a
 * cluster either are a valid message, or cause a MalformedFrameException.
 */
class FrameFuzzTest {
    @FuzzTest(maxDuration = "60s", maxExecutions = 6_000_000)
    void aMessageAboutLinksIsReadOrRefused(byte[] bytes) {
        ControlFrame frame;
        try {
            frame = ControlFormat.read(bytes);
        } catch (MalformedFrameException e) {
            return;
        }
        try {
            assertThat(ControlFormat.read(ControlFormat.bytes(frame))).hasSameClassAs(frame);
        } catch (MalformedFrameException e) {
            throw new AssertionError("a message that was read is not read again: " + frame, e);
        }
    }

    @FuzzTest(maxDuration = "60s", maxExecutions = 8_000_000)
    void aMessageWithRecordsIsReadOrRefused(byte[] bytes) {
        BatchReader reader = new BatchReader();
        try {
            reader.open(bytes);
            if (reader.kind() != BatchKind.RECORDS) {
                assertThat(reader.piece().remaining()).isLessThan(bytes.length);
                return;
            }
            while (reader.hasRecord()) {
                reader.nextRecord();
                ByteBuffer record = reader.record();
                assertThat(record.limit()).isLessThanOrEqualTo(bytes.length);
            }
        } catch (MalformedFrameException e) {
            assertThat(e.getMessage()).contains("found ", "(expected ");
        }
    }
}
