package io.aerostat.bridge.mqtt;

import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.protocol.uri.MatchPolicy;

/**
 * Topics of the realm whose events are published at the broker. Immutable; any thread.
 *
 * @param filter the topics of the realm
 * @param qos the level of service of the messages, 0 or 1
 * @param retain whether the broker keeps the messages for later subscribers
 */
record ToBroker(TopicFilter filter, Rewriting rewriting, int qos, boolean retain, PayloadFormat format) {
    static ToBroker read(Section section) {
        String topic = section.text("topic");
        MatchPolicy match = section.choice("match", MatchPolicy.EXACT, MatchPolicy.class);
        ToBroker route = new ToBroker(
                TopicFilter.of(topic, match),
                Rewriting.read(section, topic),
                section.number("qos", 0, 0, 1),
                section.flag("retain"),
                section.choice("payload", PayloadFormat.PASSTHROUGH, PayloadFormat.class));
        section.end();
        return route;
    }
}
