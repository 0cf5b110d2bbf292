package io.aerostat.bridge.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.session.Session;
import io.aerostat.client.session.SessionDetails;
import io.aerostat.protocol.payload.PayloadValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the messages of the broker in the realm. A message with QoS 1 is acknowledged when the realm has accepted
 * or refused the message. If the bridge fails before the acknowledgement, the broker sends the message again. Any
 * thread; one message after the other.
 */
final class Inflow {
    private final List<FromBroker> topics;
    private final Session session;
    private final LoopMark mark;
    private final Drops drops;

    Inflow(List<FromBroker> topics, Session session, LoopMark mark, Drops drops) {
        this.topics = topics;
        this.session = session;
        this.mark = mark;
        this.drops = drops;
    }

    void accept(Mqtt5Publish message) {
        Optional<FromBroker> matching = topics.stream()
                .filter(each -> each.filter().matches(message.getTopic()))
                .findFirst();
        if (matching.isEmpty() || mark.isOn(message)) {
            message.acknowledge(); // the message is for a topic of an earlier configuration, or is the bridge's own
            return;
        }
        String topic = message.getTopic().toString();
        Publication publication;
        try {
            publication = publication(matching.get(), topic, message);
        } catch (RuntimeException e) { // the library would pass no further message to this method
            drops.add(topic, e.getMessage());
            message.acknowledge();
            return;
        }
        // A message with QoS 0 blocks the caller until it is sent, so that waiting messages do not fill the memory.
        if (message.getQos() == MqttQos.AT_MOST_ONCE) {
            session.publish(publication).exceptionally(failure -> null).join();
            message.acknowledge();
        } else {
            session.publishAcknowledged(publication).whenComplete((id, failure) -> published(topic, message, failure));
        }
    }

    private Publication publication(FromBroker route, String topic, Mqtt5Publish message) {
        PayloadValues values = route.format().toArguments(message.getPayloadAsBytes());
        Publication publication = Publication.of(route.rewriting().toRealm(topic))
                .args(values.args().toArray())
                .kwargs(values.kwargs())
                .forwardFor(List.of(hop(session.details())));
        return route.retain() && message.isRetain() ? publication.retained() : publication;
    }

    /** Returns the mark of messages that a bridge or a link between routers has forwarded. */
    private static Map<String, Object> hop(SessionDetails own) {
        return Map.of("session", own.id(), "authid", own.authid(), "authrole", own.authrole());
    }

    private void published(String topic, Mqtt5Publish message, @Nullable Throwable failure) {
        if (failure != null && !session.isJoined()) {
            return; // The broker sends the message again to the next session of the bridge.
        }
        if (failure != null) {
            drops.add(topic, Causes.text(failure));
        }
        message.acknowledge();
    }
}
