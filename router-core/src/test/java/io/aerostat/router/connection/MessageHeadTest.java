package io.aerostat.router.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.option.YieldOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializer;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.router.link.OversizedMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageHeadTest {
    /** Reads request ids of every length, in each serialization, from messages that are cut off. */
    @ParameterizedTest
    @EnumSource(Serialization.class)
    void requestsAreRecognized(Serialization serialization) throws Exception {
        Serializer serializer = Serializers.of(serialization);
        Payload payload = serializer.payload(new PayloadValues(List.of("x".repeat(5000)), Map.of()));
        for (long request : new long[] {1, 23, 24, 127, 128, 255, 256, 65535, 65536, 1L << 32, 1L << 53}) {
            assertThat(head(serializer, new Call(request, CallOptions.NONE, "a.b", payload)))
                    .isEqualTo(new OversizedMessage(48, request, false));
            assertThat(head(serializer, new Yield(request, YieldOptions.NONE, payload)))
                    .isEqualTo(new OversizedMessage(70, request, false));
            assertThat(head(serializer, new ErrorMessage(68, request, ErrorDetails.NONE, "x.y", payload)))
                    .isEqualTo(new OversizedMessage(8, request, false));
        }
    }

    @ParameterizedTest
    @EnumSource(Serialization.class)
    void anAcknowledgedPublicationIsRecognizedInEverySerialization(Serialization serialization) throws Exception {
        Serializer serializer = Serializers.of(serialization);
        Payload payload = serializer.payload(new PayloadValues(List.of("x".repeat(5000)), Map.of()));
        PublishOptions acknowledge = PublishOptions.read(Map.of("acknowledge", true));
        assertThat(head(serializer, new Publish(7, acknowledge, "a.b", payload)))
                .isEqualTo(new OversizedMessage(16, 7, true));
        assertThat(head(serializer, new Publish(7, PublishOptions.NONE, "a.b", payload)))
                .isEqualTo(new OversizedMessage(16, 7, false));
    }

    private static OversizedMessage head(Serializer serializer, WampMessage message) throws Exception {
        ByteBuf out = Unpooled.buffer();
        serializer.encode(message, out);
        byte[] head = Arrays.copyOf(ByteBufUtil.getBytes(out), 1024);
        return MessageHead.read(serializer.serialization(), head).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                " [ 16 , 7 , {\"acknowledge\": true}, \"a.b\" | true",
                "[16,7,{\"acknowledge\":false},\"a.b\" | false",
                "[16,7,{},\"a.b\" | false",
                "[16,7,{\"exclude_me\":false,\"acknowledge\":true},\"a.b\" | true"
            })
    void whetherAPublicationIsAnswered(String head, boolean acknowledged) {
        assertThat(MessageHead.read(Serialization.JSON, head.getBytes(StandardCharsets.UTF_8)))
                .contains(new OversizedMessage(16, 7, acknowledged));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[", "[48", "[48,", "[48,{}", "[\"48\",1", "[48,0", "[48,99999999999999999999", "x"})
    void whatIsNoRequest(String head) {
        assertThat(MessageHead.read(Serialization.JSON, head.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void anyBytesAreReadWithoutHarm() {
        Random random = new Random(5);
        for (int round = 0; round < 100_000; round++) {
            byte[] noise = new byte[random.nextInt(24)];
            random.nextBytes(noise);
            for (Serialization serialization : Serialization.values()) {
                MessageHead.read(serialization, noise);
            }
        }
    }
}
