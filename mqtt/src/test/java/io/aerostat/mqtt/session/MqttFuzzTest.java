package io.aerostat.mqtt.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aerostat.mqtt.options.KeptSessionLimits;
import io.aerostat.mqtt.options.MqttLimits;
import io.aerostat.mqtt.options.MqttOptions;
import io.aerostat.mqtt.options.PayloadMapping;
import io.aerostat.mqtt.packet.MqttConnection;
import io.aerostat.mqtt.packet.PacketHandler;
import io.aerostat.mqtt.payload.Mappings;
import io.aerostat.protocol.payload.Serialization;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttMessage;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A target for the coverage-guided fuzzer (see CONTRIBUTING): the bytes of MQTT clients. */
class MqttFuzzTest {
    private static final int MAX_PACKET_SIZE = 4_096;
    private static final MqttLimits WITHOUT_SESSIONS =
            new MqttLimits(256, 32, Duration.ZERO, 6, KeptSessionLimits.NONE);

    /** No input of a client ends its connection by an exception, whatever the pieces in which it arrives. */
    @FuzzTest(maxDuration = "60s", maxExecutions = 800_000)
    void connections(byte[] input) {
        boolean keepsSession = input.length % 2 == 1;
        MqttOptions options = new MqttOptions(
                "realm1",
                Map.of(
                        "", new PayloadMapping.Passthrough(),
                        "j", new PayloadMapping.Native(Serialization.JSON),
                        "c", new PayloadMapping.Native(Serialization.CBOR)),
                keepsSession ? MqttLimits.DEFAULT : WITHOUT_SESSIONS);
        EmbeddedChannel channel = new EmbeddedChannel();
        FakeBridge bridge = new FakeBridge();
        Watched[] watched = new Watched[1];
        MqttConnection.install(channel.pipeline(), MAX_PACKET_SIZE, Duration.ofMinutes(1), connection -> {
            watched[0] = new Watched(new MqttLink(connection, bridge, options, new Mappings(options.mappings())));
            return watched[0];
        });
        int middle = input.length / 2;
        channel.writeInbound(Unpooled.copiedBuffer(input, 0, middle));
        if (channel.isOpen()) {
            channel.writeInbound(Unpooled.copiedBuffer(input, middle, input.length - middle));
        }
        channel.runPendingTasks();
        channel.finishAndReleaseAll();

        assertThat(watched[0].reason).isNotNull().doesNotStartWith("the connection was lost: ");
        assertThat(bridge.open()).isLessThanOrEqualTo(keepsSession ? 1 : 0);
    }

    /** Passes all calls on, and keeps the reason for which the connection has ended. */
    private static final class Watched implements PacketHandler {
        private final PacketHandler handler;
        private @Nullable String reason;

        Watched(PacketHandler handler) {
            this.handler = handler;
        }

        @Override
        public void onPacket(MqttMessage packet) {
            handler.onPacket(packet);
        }

        @Override
        public void onMalformed(MqttMessage packet, Throwable cause) {
            handler.onMalformed(packet, cause);
        }

        @Override
        public void onSilence() {
            handler.onSilence();
        }

        @Override
        public void onNoConnect() {
            handler.onNoConnect();
        }

        @Override
        public void onClosed(String why) {
            reason = why;
            handler.onClosed(why);
        }
    }
}
