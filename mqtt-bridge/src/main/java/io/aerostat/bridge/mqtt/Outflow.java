package io.aerostat.bridge.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.datatypes.MqttTopic;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.aerostat.client.pubsub.Event;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Publishes events of the realm at the broker. Without a connection, messages with QoS 1 wait for the next one, up to a
 * limit; messages with QoS 0 are dropped. Any thread.
 */
final class Outflow {
    private final BrokerConnection connection;
    private final LoopMark mark;
    private final Drops drops;
    private final int most;
    private final AtomicInteger waiting = new AtomicInteger();

    /** @param most the largest number of messages that wait for the broker */
    Outflow(BrokerConnection connection, LoopMark mark, Drops drops, int most) {
        this.connection = connection;
        this.mark = mark;
        this.drops = drops;
        this.most = most;
    }

    void accept(ToBroker route, Event event) {
        if (!event.forwardFor().isEmpty()) {
            return; // A bridge or a realm link has forwarded this event. An event passes only one.
        }
        Mqtt5Publish message;
        try {
            message = message(route, event);
        } catch (IllegalArgumentException e) {
            drops.add(event.topic(), e.getMessage());
            return;
        }
        if (route.qos() == 0 && !connection.isConnected()) {
            drops.add(event.topic(), "found no connection to the broker");
        } else if (waiting.incrementAndGet() > most) {
            waiting.decrementAndGet();
            drops.add(event.topic(), "max_queued_messages: found more than " + most + " messages");
        } else {
            connection.publish(message).whenComplete((result, failure) -> {
                waiting.decrementAndGet();
                if (failure != null) {
                    drops.add(event.topic(), Causes.text(failure));
                }
            });
        }
    }

    private Mqtt5Publish message(ToBroker route, Event event) {
        return Mqtt5Publish.builder()
                .topic(MqttTopic.of(route.rewriting().toBroker(event.topic())))
                .payload(route.format().toPayload(event.args(), event.kwargs()))
                .qos(route.qos() > 0 ? MqttQos.AT_LEAST_ONCE : MqttQos.AT_MOST_ONCE)
                .retain(route.retain())
                .userProperties(mark.properties())
                .build();
    }
}
