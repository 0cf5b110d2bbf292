package io.aerostat.protocol.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.protocol.error.NotExpressible;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadTest {
    private static final byte[] FRAME = {9, 9, 1, 2, 3, 9};
    private static final Payload PAYLOAD = Payload.validated(Serialization.CBOR, FRAME, 2, 3, 1);

    @Test
    void aPayloadIsThePartOfItsFrame() {
        ByteBuf out = Unpooled.buffer();
        try {
            PAYLOAD.writeTo(out);
            assertThat(out).isEqualTo(Unpooled.wrappedBuffer(new byte[] {1, 2, 3}));
        } finally {
            out.release();
        }
        assertThat(PAYLOAD.toByteArray()).containsExactly(1, 2, 3);
        assertThat(PAYLOAD.size()).isEqualTo(3);
        assertThat(PAYLOAD.isEmpty()).isFalse();
        assertThat(Payload.EMPTY.isEmpty()).isTrue();
        assertThat(Payload.EMPTY.size()).isZero();
    }

    @Test
    void theFormInEachOtherSerializationIsKept() throws Exception {
        List<Serialization> asked = new ArrayList<>();
        Transcoder transcoder = (payload, target) -> {
            asked.add(target);
            return Payload.validated(target, new byte[] {0}, 0, 1, 1);
        };
        Payload payload = Payload.validated(Serialization.CBOR, FRAME, 2, 3, 1);

        for (int receiver = 0; receiver < 1000; receiver++) {
            assertThat(payload.in(Serialization.CBOR, transcoder)).isSameAs(payload);
            assertThat(payload.in(Serialization.JSON, transcoder).serialization())
                    .isEqualTo(Serialization.JSON);
            assertThat(payload.in(Serialization.MSGPACK, transcoder).serialization())
                    .isEqualTo(Serialization.MSGPACK);
            assertThat(Payload.EMPTY.in(Serialization.MSGPACK, transcoder)).isSameAs(Payload.EMPTY);
        }
        assertThat(asked).containsExactly(Serialization.JSON, Serialization.MSGPACK);
    }

    @Test
    void aRefusalOfTheTranscoderReachesTheCaller() {
        assertThatThrownBy(() -> PAYLOAD.in(Serialization.JSON, (payload, target) -> {
                    throw new NotExpressible("found NaN");
                }))
                .isInstanceOf(NotExpressible.class);
    }

    @Test
    void bytesOutsideTheArrayAreAnError() {
        int[][] rows = {{0, 0, 1}, {0, 7, 1}, {5, 2, 1}, {-1, 2, 1}, {0, 1, 0}, {0, 1, 3}, {Integer.MAX_VALUE, 1, 1}};
        for (int[] row : rows) {
            assertThatThrownBy(() -> Payload.validated(Serialization.JSON, FRAME, row[0], row[1], row[2]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void toStringDoesNotShowTheContent() {
        assertThat(PAYLOAD).hasToString("Payload[CBOR, 1 elements, 3 bytes]");
        assertThat(new PayloadValues(List.of("secret"), Map.of("k", "secret")).toString())
                .doesNotContain("secret");
    }

    @Test
    void valuesAreCopiedAndMayBeNull() {
        List<Object> args = new ArrayList<>();
        args.add(null);
        PayloadValues values = new PayloadValues(args, Map.of());
        args.add(1L);

        assertThat(values.args()).hasSize(1).containsOnlyNulls();
        assertThatThrownBy(() -> values.args().add(2L)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void serializationsAreFoundByTheirNames() {
        for (Serialization serialization : Serialization.negotiable()) {
            assertThat(Serialization.ofWireName(serialization.wireName())).contains(serialization);
            assertThat(Serialization.ofRawSocketId(serialization.rawSocketId())).contains(serialization);
        }
        assertThat(Serialization.ofWireName(Serialization.BJDATA.wireName())).contains(Serialization.UBJSON);
        assertThat(Serialization.ofWireName("flatbuffers")).isEmpty();
        assertThat(Serialization.ofRawSocketId(5)).isEmpty();
        assertThat(Serialization.JSON.subprotocol()).isEqualTo("wamp.2.json");
        assertThat(Serialization.MSGPACK.batchedSubprotocol()).isEqualTo("wamp.2.msgpack.batched");
        assertThat(Serialization.JSON.isText()).isTrue();
        assertThat(Serialization.CBOR.isText()).isFalse();
    }
}
