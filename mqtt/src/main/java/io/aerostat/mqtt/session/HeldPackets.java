package io.aerostat.mqtt.session;

import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The packets of a client that have arrived before its session was established, or while reading is paused. Reading
 * from the socket stops as well, so one read bounds the number of packets. Confined to the loop of the link.
 */
final class HeldPackets {
    private final Queue<MqttMessage> packets = new ArrayDeque<>();

    boolean isEmpty() {
        return packets.isEmpty();
    }

    void add(MqttMessage packet) {
        packets.add(ReferenceCountUtil.retain(packet));
    }

    /** Handles the packets in order, as long as the condition holds. */
    void drain(BooleanSupplier condition, Consumer<MqttMessage> handler) {
        while (!packets.isEmpty() && condition.getAsBoolean()) {
            MqttMessage packet = packets.remove();
            try {
                handler.accept(packet);
            } finally {
                ReferenceCountUtil.release(packet);
            }
        }
    }

    void clear() {
        packets.forEach(ReferenceCountUtil::release);
        packets.clear();
    }
}
