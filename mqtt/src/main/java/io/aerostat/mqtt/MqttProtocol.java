package io.aerostat.mqtt;

import io.aerostat.mqtt.options.MqttOptions;
import io.aerostat.mqtt.packet.MqttConnection;
import io.aerostat.mqtt.payload.Mappings;
import io.aerostat.mqtt.session.MqttLink;
import io.aerostat.router.bridge.BridgedConnection;
import io.aerostat.router.bridge.BridgedProtocol;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.BridgedWebSocket;
import io.aerostat.router.listener.Transport;
import io.netty.channel.ChannelPipeline;
import java.util.List;

/** MQTT 3.1.1 and 5 as the protocol of a listener. */
public record MqttProtocol(MqttOptions options) implements BridgedProtocol {
    /** The first byte of CONNECT. */
    private static final byte CONNECT = 0x10;

    /** The subprotocol of MQTT 3.1.1 and 5, and the one that clients of MQTT 3.1 offer. */
    private static final List<String> SUBPROTOCOLS = List.of("mqtt", "mqttv3.1");

    /** Returns a transport for MQTT with the default limits of connections. */
    public static Transport.Bridged transport(MqttOptions options, Access access) {
        return new Transport.Bridged(new MqttProtocol(options), access);
    }

    /** Returns a service for MQTT over WebSocket, at a path of a web transport, with the default limits. */
    public static BridgedWebSocket webSocket(MqttOptions options, Access access) {
        return new BridgedWebSocket(transport(options, access));
    }

    @Override
    public String name() {
        return "mqtt";
    }

    @Override
    public boolean beginsWith(byte first) {
        return first == CONNECT;
    }

    @Override
    public List<String> subprotocols() {
        return SUBPROTOCOLS;
    }

    @Override
    public void install(ChannelPipeline pipeline, BridgedConnection bridge) {
        Mappings mappings = new Mappings(options.mappings());
        MqttConnection.install(
                pipeline,
                bridge.maxMessageSize(),
                bridge.handshakeTimeout(),
                connection -> new MqttLink(connection, bridge, options, mappings));
    }
}
