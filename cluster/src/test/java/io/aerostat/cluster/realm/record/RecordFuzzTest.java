package io.aerostat.cluster.realm.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aerostat.protocol.uri.MatchPolicy;
import java.nio.ByteBuffer;

/**
 * Targets of the coverage-guided fuzzer (see CONTRIBUTING): whatever another node sends as a record or row of a realm
 * is either read, or refused by a MalformedRecordException.
 */
class RecordFuzzTest {
    @FuzzTest(maxDuration = "60s", maxExecutions = 1_000_000)
    void aRecordIsReadOrRefused(byte[] bytes) {
        try {
            RecordReader in = RecordReader.begin(ByteBuffer.wrap(bytes));
            RecordType type = in.type();
            in.number();
            if (type != null) {
                read(type, in);
            }
        } catch (MalformedRecordException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    private static void read(RecordType type, RecordReader in) throws MalformedRecordException {
        switch (type) {
            case RETAINED -> {
                in.number();
                assertThat(PublicationRecord.read(in, "realm1")).isNotNull();
            }
            case PUBLICATION -> assertThat(PublicationRecord.read(in, "realm1")).isNotNull();
            case CALL -> assertThat(CallRecord.read(in)).isNotNull();
            case CHUNK -> {
                in.number();
                assertThat(CallRecord.readChunk(in)).isNotNull();
            }
            case ANSWER -> {
                in.number();
                assertThat(AnswerRecord.read(in)).isNotNull();
            }
            case QUESTION -> {
                in.number();
                in.text();
                in.number();
                in.text();
                in.text();
                assertThat(in.payload(false)).isNotNull();
            }
            case REPLY -> {
                in.number();
                in.integer();
                assertThat(in.payload(true)).isNotNull();
            }
            case INTERRUPT, ABANDON, RETURNED, REVOCATION, ROWS_WANTED, RETAINED_DIGEST, RETAINED_WANTED -> {
                in.number();
                in.optionalText();
            }
        }
    }

    @FuzzTest(maxDuration = "60s", maxExecutions = 3_000_000)
    void aRowIsReadOrRefused(byte[] bytes) {
        try {
            RecordReader key = RecordReader.begin(bytes);
            RowFormat.Kind kind = RowFormat.kind(key);
            key.number();
            RecordReader value = RecordReader.begin(bytes);
            value.number();
            switch (kind) {
                case INTEREST -> value.texts();
                case CALLEE ->
                    assertThat(RowFormat.callee("com.app.work", MatchPolicy.EXACT, 1, value, "node"))
                            .isNotNull();
                case SUBSCRIBER -> value.number();
                case SESSION -> {
                    assertThat(SessionFormat.readPrincipal(value, "realm1")).isNotNull();
                    assertThat(SessionFormat.read(value)).isNotNull();
                }
            }
        } catch (MalformedRecordException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }
}
