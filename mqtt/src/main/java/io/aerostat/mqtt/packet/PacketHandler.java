package io.aerostat.mqtt.packet;

import io.netty.handler.codec.mqtt.MqttMessage;

/** Receives the packets of a connection. Every method is called on the loop; {@link #onClosed} is the last call. */
public interface PacketHandler {
    /** Called for each valid packet. The caller releases the packet afterwards. */
    void onPacket(MqttMessage packet);

    /** Called when the client has sent bytes that are not a valid packet; no packet follows. */
    void onMalformed(MqttMessage packet, Throwable cause);

    /** Called when the client has been silent for one and a half times the keep alive. */
    void onSilence();

    /** Called when the client has not sent CONNECT in time. */
    void onNoConnect();

    /** Called exactly once, when the connection has ended. */
    void onClosed(String reason);
}
