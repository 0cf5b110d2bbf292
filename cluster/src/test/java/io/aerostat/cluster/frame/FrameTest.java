package io.aerostat.cluster.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.frame.ControlFrame.Announcement;
import io.aerostat.cluster.frame.ControlFrame.Hello;
import io.aerostat.cluster.frame.ControlFrame.LinkBeat;
import io.aerostat.cluster.frame.ControlFrame.LinkEnd;
import io.aerostat.cluster.frame.ControlFrame.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Writes messages between nodes, and reads them again. */
class FrameTest {
    private static final NodeIdentity ONE =
            new NodeIdentity("balloon", new NodeId("one"), 17, new ProtocolVersion(1, 3), 4);

    @Test
    void everyMessageAboutLinksIsReadAsItWasWritten() throws MalformedFrameException {
        for (ControlFrame frame : List.of(
                new Announcement(ONE, true),
                new Hello(ONE, -5, 9, true),
                new Refusal(ONE, new NodeId("two"), 21, "no \u2013 not today"),
                new LinkBeat(new NodeId("one"), 3, Long.MIN_VALUE, 1L << 40),
                new LinkEnd(8, true))) {
            assertThat(ControlFormat.read(ControlFormat.bytes(frame))).isEqualTo(frame);
        }
    }

    @Test
    void keysThatALaterVersionAddsAreIgnored() throws Exception {
        byte[] known = ControlFormat.bytes(new LinkEnd(8, true));
        byte[] extended;
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            packer.packMapHeader(4).packString("mood").packArrayHeader(1).packString("sunny");
            packer.writePayload(known, 1, known.length - 1);
            extended = packer.toByteArray();
        }

        assertThat(ControlFormat.read(extended)).isEqualTo(new LinkEnd(8, true));
    }

    @Test
    void aMessageWithoutARequiredPartIsRefused() {
        assertThatThrownBy(() -> ControlFormat.read(new byte[0])).isInstanceOf(MalformedFrameException.class);
        assertThatThrownBy(() -> ControlFormat.read(mapOfType(2))).isInstanceOf(MalformedFrameException.class);
        assertThatThrownBy(() -> ControlFormat.read(mapOfType(99))).isInstanceOf(MalformedFrameException.class);
    }

    private static byte[] mapOfType(int type) throws IOException {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            packer.packMapHeader(1).packString("type").packInt(type);
            return packer.toByteArray();
        }
    }

    @Test
    void recordsAreReadInTheOrderInWhichTheyWereWritten() throws MalformedFrameException {
        BatchWriter writer = new BatchWriter();
        writer.begin(BatchKind.RECORDS, 7, -8, 9);
        for (int size = 0; size < 300; size++) {
            writer.record((byte) 2, ByteBuffer.allocate(size), ByteBuffer.allocate(size % 3));
        }
        BatchReader reader = new BatchReader();

        reader.open(writer.take());

        assertThat(List.of(reader.to(), reader.key(), reader.number())).containsExactly(7L, -8L, 9L);
        for (int size = 0; size < 300; size++) {
            assertThat(reader.hasRecord()).isTrue();
            assertThat(reader.nextRecord()).isEqualTo((byte) 2);
            assertThat(reader.record().remaining()).isEqualTo(size + size % 3);
        }
        assertThat(reader.hasRecord()).isFalse();
        assertThat(writer.size()).isZero();
    }

    @Test
    void aRecordLongerThanItsMessageIsRefused() throws Exception {
        byte[] message;
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            packer.packArrayHeader(4).packInt(0).packLong(1).packLong(2).packLong(3);
            packer.packExtensionTypeHeader((byte) 1, Integer.MAX_VALUE);
            message = packer.toByteArray();
        }
        BatchReader reader = new BatchReader();
        reader.open(message);

        assertThat(reader.hasRecord()).isTrue();
        assertThatThrownBy(reader::nextRecord)
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining("expected 0 at most");
    }
}
