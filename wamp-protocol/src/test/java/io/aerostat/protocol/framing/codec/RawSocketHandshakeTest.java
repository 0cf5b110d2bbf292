package io.aerostat.protocol.framing.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.payload.Serialization;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RawSocketHandshakeTest {
    /** RAW-1, RAW-2: tests every length code with every serializer. */
    @Conformance({"RAW-1", "RAW-2"})
    @ParameterizedTest
    @EnumSource(
            value = Serialization.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = "BJDATA") // both dialects of UBJSON share one number
    void everyLengthIsWrittenAndReadWithEverySerializer(Serialization serialization) throws Exception {
        for (int exponent = 0; exponent <= 15; exponent++) {
            RawSocketHandshake handshake = new RawSocketHandshake(1 << 9 + exponent, serialization);
            ByteBuf bytes = Unpooled.buffer();
            handshake.writeTo(bytes);

            assertThat(ByteBufUtil.hexDump(bytes))
                    .isEqualTo(String.format("7f%x%x0000", exponent, serialization.rawSocketId()));
            assertThat(RawSocketHandshake.readOpening(bytes.duplicate())).isEqualTo(handshake);
            assertThat(RawSocketHandshake.readReply(bytes, serialization)).isEqualTo(handshake);
        }
    }

    /** RAW-1, RAW-3, RAW-4: tests the router's answers to openings that it refuses. */
    @Conformance({"RAW-3", "RAW-4"})
    @ParameterizedTest
    @CsvSource({
        "7ff00000, SERIALIZER_UNSUPPORTED",
        "7f750000, SERIALIZER_UNSUPPORTED",
        "7fff0000, SERIALIZER_UNSUPPORTED",
        "7ff10100, RESERVED_BITS_USED",
        "7ff10080, RESERVED_BITS_USED",
        "7ff10001, RESERVED_BITS_USED",
        "47455420,",
        "00000000,",
        "fff10000,"
    })
    void aRouterRefusesAMalformedOpening(String bytes, RawSocketError error) {
        RawSocketRefused refused =
                catchThrowableOfType(RawSocketRefused.class, () -> RawSocketHandshake.readOpening(hex(bytes)));

        assertThat(refused.error()).isEqualTo(Optional.ofNullable(error));
    }

    @Conformance("RAW-2")
    @ParameterizedTest
    @CsvSource({
        "7f100000, SERIALIZER_UNSUPPORTED",
        "7f200000, LENGTH_UNACCEPTABLE",
        "7f300000, RESERVED_BITS_USED",
        "7f400000, CONNECTION_LIMIT",
        "7f000000,",
        "7f500000,",
        "7ff20000,",
        "7ff10001,",
        "48545450,"
    })
    void aClientRefusesAMalformedReply(String bytes, RawSocketError error) {
        RawSocketRefused refused = catchThrowableOfType(
                RawSocketRefused.class, () -> RawSocketHandshake.readReply(hex(bytes), Serialization.JSON));

        assertThat(refused.error()).isEqualTo(Optional.ofNullable(error));
    }

    @Conformance("RAW-3")
    @ParameterizedTest
    @EnumSource(RawSocketError.class)
    void aRefusalIsReadAsItWasWritten(RawSocketError error) {
        ByteBuf bytes = Unpooled.buffer();
        RawSocketHandshake.writeRefusal(error, bytes);

        assertThat(bytes.readableBytes()).isEqualTo(RawSocketHandshake.LENGTH);
        assertThatThrownBy(() -> RawSocketHandshake.readReply(bytes, Serialization.CBOR))
                .isInstanceOfSatisfying(
                        RawSocketRefused.class,
                        refused -> assertThat(refused.error()).contains(error));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 512",
        "512, 512",
        "513, 1024",
        "1048576, 1048576",
        "1048577, 2097152",
        "16777216, 16777216",
        "67108864, 16777216"
    })
    void theNextPowerOfTwoIsAnnounced(int wanted, int announced) {
        assertThat(RawSocketHandshake.announced(wanted)).isEqualTo(announced);
    }

    @Test
    void onlyPowersOfTwoCanBeAnnounced() {
        assertThatThrownBy(() -> new RawSocketHandshake(1000, Serialization.JSON))
                .hasMessageContaining("found 1000 (expected a power of two from 512 to 16777216)");
    }

    private static ByteBuf hex(String bytes) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(bytes));
    }
}
