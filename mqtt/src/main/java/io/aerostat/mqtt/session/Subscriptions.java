package io.aerostat.mqtt.session;

import io.aerostat.mqtt.packet.Packets;
import io.aerostat.mqtt.packet.Reason;
import io.aerostat.mqtt.payload.MessageContent;
import io.aerostat.mqtt.payload.MessageProperties;
import io.aerostat.mqtt.payload.Outbound;
import io.aerostat.mqtt.topic.TopicFilter;
import io.aerostat.mqtt.topic.Topics;
import io.aerostat.mqtt.topic.WampPattern;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Subscribed;
import io.aerostat.protocol.message.Unsubscribe;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.router.link.Sent;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The topic filters of one client, and the WAMP subscriptions behind them. Confined to the loop of the link. */
final class Subscriptions {
    private final Requests requests;
    private final MqttLink link;
    private final Packets packets;
    private final Outbound outbound;
    private final Deliveries deliveries;
    private final Outgoing outgoing;
    private final Publications publications;
    private final SharedGroups groups;
    private final String realm;
    private final Connect connect;
    private final Map<String, Held> byFilter = new HashMap<>();
    private boolean isResting;
    private final LongObjectMap<Source> bySubscription = new LongObjectHashMap<>();

    /**
     * A topic filter to which a client has subscribed.
     *
     * @param qos the granted level of service, 0 or 1
     * @param identifier the identifier that the client has given to the subscription; 0 for none
     * @param isNoLocal whether the client gets no messages that it has published itself
     * @param keepsRetain whether messages keep the flag with which they were published (retain as published)
     */
    record Filtered(TopicFilter filter, int qos, int identifier, boolean isNoLocal, boolean keepsRetain) {}

    /** A filter with the ids of its WAMP subscriptions. */
    private static final class Held {
        private Filtered filtered;
        private final List<Long> ids = new ArrayList<>(2);

        Held(Filtered filtered) {
            this.filtered = filtered;
        }
    }

    /** A WAMP subscription with the filters that get its events. */
    private record Source(WampPattern pattern, List<Held> filters) {
        String topic(Event event) {
            String concrete = event.details().topic();
            return concrete == null ? pattern.uri() : concrete;
        }
    }

    Subscriptions(
            Requests requests,
            MqttLink link,
            Packets packets,
            Outbound outbound,
            Deliveries deliveries,
            Outgoing outgoing,
            Publications publications,
            SharedGroups groups,
            String realm,
            Connect connect) {
        this.requests = requests;
        this.link = link;
        this.packets = packets;
        this.outbound = outbound;
        this.deliveries = deliveries;
        this.outgoing = outgoing;
        this.publications = publications;
        this.groups = groups;
        this.realm = realm;
        this.connect = connect;
    }

    /** Subscribes to the filters of a SUBSCRIBE, and sends SUBACK when the outcome of each filter is known. */
    void subscribe(MqttSubscribeMessage packet) {
        List<MqttTopicSubscription> wanted = packet.payload().topicSubscriptions();
        int identifier = Connect.number(
                packet.idAndPropertiesVariableHeader().properties(), MqttProperties.SUBSCRIPTION_IDENTIFIER, 0);
        Answers answers = new Answers(
                wanted.size(),
                codes -> link.send(packets.subscriptions(packet.variableHeader().messageId(), codes)));
        for (int i = 0; i < wanted.size(); i++) {
            subscribe(wanted.get(i), identifier, answers, i);
        }
    }

    private void subscribe(MqttTopicSubscription wanted, int identifier, Answers answers, int place) {
        Optional<TopicFilter> filter = TopicFilter.parse(wanted.topicFilter());
        if (filter.isEmpty()) {
            answers.set(place, code(Reason.TOPIC_FILTER_INVALID));
            return;
        }
        MqttSubscriptionOption option = wanted.option();
        int qos = Math.min(1, option.qos().value());
        if (option.isNoLocal() && filter.get().group() != null) {
            link.violate(
                    Reason.PROTOCOL_ERROR,
                    "found the option no local for a shared subscription (expected one or the other)");
            return;
        }
        boolean isNoLocal = option.isNoLocal() || connect.isBridge();
        boolean keepsRetain = option.isRetainAsPublished() || connect.isBridge();
        Filtered filtered = new Filtered(filter.get(), qos, identifier, isNoLocal, keepsRetain);
        if (isNoLocal) {
            publications.rememberOwn();
        }
        boolean isNew = !byFilter.containsKey(wanted.topicFilter());
        boolean retained = filtered.filter().group() == null
                && switch (option.retainHandling()) {
                    case SEND_AT_SUBSCRIBE -> true;
                    case SEND_AT_SUBSCRIBE_IF_NOT_YET_EXISTS -> isNew;
                    case DONT_SEND_AT_SUBSCRIBE -> false;
                };
        add(filtered, retained, refused -> answers.set(place, refused == null ? qos : code(refused)));
    }

    private int code(Reason reason) {
        return connect.isVersion5() ? reason.code() : Reason.UNSPECIFIED.code();
    }

    /** Receives the outcome of a subscription. */
    @FunctionalInterface
    interface Outcome {
        /** Called with null if the subscription is made, or with the reason for its refusal. */
        void decided(@Nullable Reason refused);
    }

    /** Subscribes to a filter. */
    void add(Filtered filtered, boolean retained, Outcome outcome) {
        Held held = byFilter.computeIfAbsent(filtered.filter().text(), text -> new Held(filtered));
        held.filtered = filtered;
        List<WampPattern> patterns = filtered.filter().patterns();
        Decision decision = new Decision(held, patterns.size(), outcome);
        for (WampPattern pattern : patterns) {
            SubscribeOptions options = new SubscribeOptions(pattern.match(), retained, null);
            requests.send(
                    new Subscribe(requests.next(), options, pattern.uri()),
                    answer -> subscribed(decision, pattern, answer));
        }
    }

    /** The WAMP subscriptions of one filter, until the session has answered all of them. */
    private static final class Decision {
        private final Held held;
        private final Outcome outcome;
        private int open;
        private @Nullable Reason refused;

        Decision(Held held, int open, Outcome outcome) {
            this.held = held;
            this.open = open;
            this.outcome = outcome;
        }
    }

    private void subscribed(Decision decision, WampPattern pattern, WampMessage answer) {
        if (answer instanceof Subscribed subscribed) {
            join(decision.held, pattern, subscribed.subscription());
        } else if (answer instanceof ErrorMessage error) {
            decision.refused = Reason.ofRefusedSubscription(error.error());
        }
        decision.open--;
        if (decision.open == 0) {
            Filtered filtered = decision.held.filtered;
            if (decision.refused != null) {
                remove(decision.held);
            } else if (filtered.filter().group() != null) {
                groups.join(group(filtered), link);
            }
            decision.outcome.decided(decision.refused);
        }
    }

    private void join(Held held, WampPattern pattern, long id) {
        if (!held.ids.contains(id)) {
            held.ids.add(id);
        }
        Source source = bySubscription.get(id);
        if (source == null) {
            source = new Source(pattern, new ArrayList<>(1));
            bySubscription.put(id, source);
        }
        if (!source.filters().contains(held)) {
            source.filters().add(held);
        }
    }

    private void remove(Held held) {
        byFilter.remove(held.filtered.filter().text(), held);
        leave(held.filtered);
        for (long id : held.ids) {
            Source source = bySubscription.get(id);
            if (source != null
                    && source.filters().remove(held)
                    && source.filters().isEmpty()) {
                bySubscription.remove(id);
                requests.send(new Unsubscribe(requests.next(), id), answer -> {});
            }
        }
    }

    /** Removes the filters of an UNSUBSCRIBE. */
    void unsubscribe(MqttUnsubscribeMessage packet) {
        List<Short> codes = new ArrayList<>();
        for (String filter : packet.payload().topics()) {
            Held held = byFilter.get(filter);
            if (held == null) {
                codes.add((short) Reason.NO_SUBSCRIPTION_EXISTED.code());
            } else {
                remove(held);
                codes.add((short) Reason.SUCCESS.code());
            }
        }
        link.send(packets.unsubscribed(packet.variableHeader().messageId(), codes));
    }

    /**
     * Delivers an event to the client, once for all its filters that match.
     *
     * @param isRetention whether the event changes the retained event of its topic
     */
    Sent deliver(Event event, boolean isRetention) {
        Source source = bySubscription.get(event.subscription());
        if (source == null) {
            return Sent.OK; // The client has just unsubscribed.
        }
        String uri = source.topic(event);
        String topic = Topics.toName(uri);
        int qos = -1;
        boolean isRetained = event.details().retained();
        MqttProperties properties = MqttProperties.NO_PROPERTIES;
        for (Held held : source.filters()) {
            Filtered filtered = held.filtered;
            if (isFor(filtered, uri, event.publication())) {
                qos = Math.max(qos, filtered.qos());
                isRetained |= isRetention && filtered.keepsRetain();
                if (filtered.filter().isExact()) {
                    topic = filtered.filter().topicName(); // the URI does not distinguish dots from slashes
                }
                if (filtered.identifier() != 0) {
                    properties = withIdentifier(properties, filtered.identifier());
                }
            }
        }
        return qos < 0 ? Sent.OK : deliver(event, topic, qos, isRetained, properties);
    }

    private boolean isFor(Filtered filtered, String uri, long publication) {
        return filtered.filter().matches(uri)
                && !(filtered.isNoLocal() && publications.isOwn(publication))
                && (filtered.filter().group() == null
                        || !isResting && groups.isFor(group(filtered), link, publication));
    }

    private SharedGroups.Name group(Filtered filtered) {
        return new SharedGroups.Name(realm, filtered.filter().text());
    }

    List<Filtered> filters() {
        return byFilter.values().stream().map(held -> held.filtered).toList();
    }

    /** Leaves the groups, because the client has no connection: the other members get the messages. */
    void rest() {
        isResting = true;
        close();
    }

    /** Leaves the groups. Called when the session has ended. */
    void close() {
        byFilter.values().forEach(held -> leave(held.filtered));
    }

    private void leave(Filtered filtered) {
        if (filtered.filter().group() != null) {
            groups.leave(group(filtered), link);
        }
    }

    private static MqttProperties withIdentifier(MqttProperties properties, int identifier) {
        MqttProperties more = properties.isEmpty() ? new MqttProperties() : properties;
        more.add(new MqttProperties.IntegerProperty(MqttProperties.SUBSCRIPTION_IDENTIFIER, identifier));
        return more;
    }

    private Sent deliver(Event event, String topic, int qos, boolean isRetained, MqttProperties properties) {
        boolean acknowledged = qos > 0;
        if (!outgoing.accepts(acknowledged)) {
            return Sent.OK;
        }
        int size = Message.size(topic, event.payload().size(), properties);
        return deliveries.add(
                outbound.convert(event, topic),
                size,
                acknowledged,
                content -> message(event, topic, content, acknowledged, isRetained, properties));
    }

    private Message message(
            Event event,
            String topic,
            MessageContent content,
            boolean acknowledged,
            boolean isRetained,
            MqttProperties properties) {
        MqttProperties all = properties;
        if (connect.isVersion5() && !content.properties().isEmpty()) {
            all = properties.isEmpty() ? new MqttProperties() : properties;
            MessageProperties.addTo(all, content.properties());
        }
        return new Message(
                event.publication(),
                topic,
                content.payload(),
                acknowledged,
                isRetained,
                all,
                MessageProperties.expiry(content.properties()));
    }
}
