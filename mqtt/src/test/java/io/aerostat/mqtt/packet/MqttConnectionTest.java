package io.aerostat.mqtt.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttMessage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MqttConnectionTest {
    /** A connection whose client sends PINGREQ, and reads nothing until it is told to. */
    private static final class Client extends EmbeddedChannel {
        private boolean reads;

        Client() {
            MqttConnection.install(pipeline(), 1_024, Duration.ofMinutes(1), Answering::new);
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer out) throws Exception {
            if (reads) {
                super.doWrite(out);
            }
        }

        void ping() {
            writeInbound(Unpooled.copiedBuffer(new byte[] {(byte) 0xC0, 0}));
            runPendingTasks();
        }

        long pendingBytes() {
            return unsafe().outboundBuffer().totalPendingWriteBytes();
        }

        int answers() {
            int answers = 0;
            for (ByteBuf bytes = readOutbound(); bytes != null; bytes = readOutbound()) {
                answers++;
                bytes.release();
            }
            return answers;
        }
    }

    private static final class Answering extends IgnoringHandler {
        private final MqttConnection connection;

        Answering(MqttConnection connection) {
            this.connection = connection;
        }

        @Override
        public void onPacket(MqttMessage packet) {
            connection.pong();
        }
    }

    @Test
    void answersToAClientThatReadsNothingDoNotFillTheMemory() {
        Client client = new Client();
        for (int i = 0; i < 10_000; i++) {
            client.ping();
        }
        assertThat(client.pendingBytes()).isLessThan(70_000);
        client.finishAndReleaseAll();
    }

    @Test
    void aClientThatReadsAgainGetsTheAnswerThatIsOwed() {
        Client client = new Client();
        while (client.isWritable()) {
            client.ping();
        }
        client.reads = true;
        client.flush();
        client.runPendingTasks();
        int withoutOwed = client.answers();
        client.reads = false;
        for (int i = 0; i < withoutOwed + 5; i++) {
            client.ping();
        }

        client.reads = true;
        client.flush();
        client.runPendingTasks();

        assertThat(client.answers()).isEqualTo(withoutOwed + 1);
        client.finishAndReleaseAll();
    }
}
