package io.aerostat.cluster.realm.record;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Tests that a record of a publication with an impossible value is refused. */
class PublicationRecordTest {
    @Test
    void aTimeThatDoesNotExistIsRefused() throws MalformedRecordException {
        RecordWriter out = RecordWriter.begin()
                .number(1)
                .text("com.app.topic")
                .number(2)
                .number(-1)
                .number(16) // the flag for a recorded time
                .text(null)
                .number(Long.MAX_VALUE)
                .number(0)
                .number(0);
        RecordReader in = RecordReader.begin(out.toByteArray());

        assertThatThrownBy(() -> PublicationRecord.read(in, "realm1"))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("found the time 9223372036854775807");
    }
}
