package io.aerostat.mqtt.packet;

import io.netty.handler.codec.mqtt.MqttMessage;

/** Ignores everything that happens on a connection. Tests override the methods that they need. */
public class IgnoringHandler implements PacketHandler {
    @Override
    public void onPacket(MqttMessage packet) {}

    @Override
    public void onMalformed(MqttMessage packet, Throwable cause) {}

    @Override
    public void onSilence() {}

    @Override
    public void onNoConnect() {}

    @Override
    public void onClosed(String reason) {}
}
