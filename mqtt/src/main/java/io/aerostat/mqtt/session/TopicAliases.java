package io.aerostat.mqtt.session;

import io.netty.handler.codec.mqtt.MqttProperties;
import java.util.HashMap;
import java.util.Map;

/**
 * The topic aliases of the packets to one client. Each of the first topics gets an alias, up to the number of aliases
 * that the client accepts. Confined to the loop of the link.
 */
final class TopicAliases {
    /** The largest number of aliases, so that the table stays small whatever the client accepts. */
    private static final int MOST = 64;

    private final int maximum;
    private final Map<String, Integer> byTopic = new HashMap<>();

    /** A topic and properties as they are sent; the topic is empty if the client has already received the alias. */
    record Named(String topic, MqttProperties properties) {}

    TopicAliases(int maximum) {
        this.maximum = Math.min(MOST, maximum);
    }

    Named name(String topic, MqttProperties properties) {
        Integer known = byTopic.get(topic);
        if (known == null && byTopic.size() >= maximum) {
            return new Named(topic, properties);
        }
        int alias = known == null ? byTopic.size() + 1 : known;
        if (known == null) {
            byTopic.put(topic, alias);
        }
        MqttProperties named = new MqttProperties();
        properties.listAll().forEach(named::add);
        named.add(new MqttProperties.IntegerProperty(MqttProperties.TOPIC_ALIAS, alias));
        return new Named(known == null ? topic : "", named);
    }
}
