package io.aerostat.bridge.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;

/**
 * Topics of the broker whose messages are published in the realm. Immutable; any thread.
 *
 * @param filter the topics of the broker
 * @param qos the level of service of the subscription, 0 or 1
 * @param retain whether retained messages of the broker become retained events
 */
record FromBroker(MqttTopicFilter filter, Rewriting rewriting, int qos, boolean retain, PayloadFormat format) {
    static FromBroker read(Section section) {
        String topic = section.text("topic");
        MqttTopicFilter filter;
        try {
            filter = MqttTopicFilter.of(topic);
        } catch (IllegalArgumentException e) {
            throw section.wrong("topic", topic, "a topic filter of MQTT");
        }
        if (filter.isShared()) {
            throw section.wrong("topic", topic, "a filter that is not shared");
        }
        FromBroker route = new FromBroker(
                filter,
                Rewriting.read(section, topic),
                section.number("qos", 0, 0, 1),
                section.flag("retain"),
                section.choice("payload", PayloadFormat.PASSTHROUGH, PayloadFormat.class));
        section.end();
        return route;
    }
}
