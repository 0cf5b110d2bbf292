package io.aerostat.mqtt.session;

import io.aerostat.mqtt.packet.MqttConnection;
import io.aerostat.mqtt.packet.Packets;
import io.aerostat.mqtt.packet.Reason;
import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.router.link.RefusalLog;
import io.netty.handler.codec.mqtt.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a client why the router refuses the client or ends the connection, as far as the client's version of MQTT can
 * express the reason. Confined to the loop of the link.
 */
final class Farewell {
    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

    private final MqttConnection connection;
    private final Packets packets;

    Farewell(MqttConnection connection, Packets packets) {
        this.connection = connection;
        this.packets = packets;
    }

    /** Refuses a client that has not joined. */
    void refuse(Reason reason, @Nullable String text) {
        connection.write(packets.connectionRefused(reason, text));
    }

    /** Tells a joined client why its connection ends. */
    void end(Reason reason, @Nullable String text) {
        MqttMessage disconnect = packets.disconnect(reason, text);
        if (disconnect != null) {
            connection.write(disconnect);
        }
    }

    /**
     * Tells a client why the router aborts its session.
     *
     * @param joining how the client joins; null if it has joined
     */
    void end(Abort abort, @Nullable Joining joining) {
        String text = abort.details().message();
        if (joining != null) {
            refuse(joining.refusal(abort.reason()), text);
        } else {
            end(Reason.ofEnd(abort.reason()), text);
        }
    }

    /**
     * Tells a client why the router ends its session. At a shutdown, the connection just ends: some clients do not
     * connect again after DISCONNECT.
     */
    void end(Goodbye goodbye) {
        if (!goodbye.reason().equals(CloseUris.SYSTEM_SHUTDOWN)) {
            end(Reason.ofEnd(goodbye.reason()), goodbye.details().message());
        }
    }

    /** Logs why a client is refused, or its connection ended. */
    static void log(Object client, Reason reason, @Nullable String text) {
        RefusalLog.line(LOG).log("{}: {}: {}", client, reason, RefusalLog.reason(text));
    }
}
