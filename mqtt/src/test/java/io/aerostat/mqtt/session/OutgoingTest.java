package io.aerostat.mqtt.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.mqtt.options.KeptSessionLimits;
import io.aerostat.mqtt.packet.IgnoringHandler;
import io.aerostat.mqtt.packet.MqttConnection;
import io.aerostat.router.link.Sent;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttProperties;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutgoingTest {
    private static final KeptSessionLimits KEPT = new KeptSessionLimits(Duration.ofHours(1), 1, 5, 100_000);
    private static final long LARGE = 1_000_000;

    private final EmbeddedChannel channel = new EmbeddedChannel();

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private Outgoing outgoing(long maxPacketSize, long budget) {
        MqttConnection[] made = new MqttConnection[1];
        MqttConnection.install(channel.pipeline(), 1_024, Duration.ofMinutes(1), connection -> {
            made[0] = connection;
            return new IgnoringHandler();
        });
        Connect connect = new Connect(
                true,
                false,
                "id",
                false,
                null,
                null,
                false,
                60,
                false,
                60,
                false,
                10,
                maxPacketSize,
                0,
                true,
                null,
                null);
        return new Outgoing(made[0], connect, budget, KEPT);
    }

    private static Message message(long publication, int bytes, boolean acknowledged) {
        return new Message(publication, "a", new byte[bytes], acknowledged, false, MqttProperties.NO_PROPERTIES, 0);
    }

    private static Message message(long publication, int bytes) {
        return message(publication, bytes, true);
    }

    private static Outgoing.Left left(Message unacknowledged, Message... waiting) {
        return new Outgoing.Left(Map.of(1, unacknowledged), List.of(waiting), 1, Set.of());
    }

    @Test
    void messagesThatTheNextConnectionDoesNotAcceptAreDropped() {
        Outgoing outgoing = outgoing(1_000, LARGE);

        int dropped = outgoing.adopt(left(message(1, 2_000), message(2, 10), message(3, 2_000)), each -> true);

        assertThat(dropped).isEqualTo(2);
        assertThat(outgoing.size()).isEqualTo(1);
    }

    @Test
    void messagesBeyondTheBudgetOfTheNextConnectionAreDropped() {
        Outgoing outgoing = outgoing(LARGE, 5_000);

        int dropped = outgoing.adopt(left(message(1, 2_000), message(2, 2_000), message(3, 2_000)), each -> true);

        assertThat(dropped).isEqualTo(1);
        assertThat(outgoing.size()).isEqualTo(2);
    }

    @Test
    void messagesThatTheClientMayNotGetAnyMoreAreDropped() {
        Outgoing outgoing = outgoing(LARGE, LARGE);

        int dropped = outgoing.adopt(left(message(1, 10), message(2, 10)), each -> each.publication() == 2);

        assertThat(dropped).isEqualTo(1);
        assertThat(outgoing.size()).isEqualTo(1);
    }

    @Test
    void withoutAConnectionMessagesBeyondTheBudgetAreDropped() {
        Outgoing outgoing = outgoing(LARGE, 5_000);
        outgoing.keep();

        assertThat(outgoing.send(message(1, 3_000))).isEqualTo(Sent.OK);
        assertThat(outgoing.send(message(2, 3_000))).isEqualTo(Sent.DROPPED);
        assertThat(outgoing.size()).isEqualTo(1);
    }

    @Test
    void onlyMessagesThatAreHeldCountAsArrived() {
        Outgoing outgoing = outgoing(LARGE, 5_000);
        outgoing.keep();
        outgoing.remember();

        outgoing.send(message(1, 3_000));
        outgoing.send(message(2, 3_000));
        outgoing.send(message(3, 10, false));

        assertThat(outgoing.leave().publications()).containsExactly(1L);
    }

    @Test
    void packetsThatAreNotFlushedYetDoNotMakeAClientSlow() {
        Outgoing outgoing = outgoing(LARGE, 5_000);
        outgoing.begin();
        outgoing.send(message(1, 3_000, false));

        assertThat(outgoing.reserve(3_000, false)).isEqualTo(Sent.OK);
    }
}
