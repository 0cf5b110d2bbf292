package io.aerostat.mqtt.session;

import io.aerostat.mqtt.options.MqttLimits;
import io.aerostat.mqtt.packet.Packets;
import io.aerostat.mqtt.packet.Reason;
import io.aerostat.mqtt.payload.EventContent;
import io.aerostat.mqtt.payload.Inbound;
import io.aerostat.mqtt.payload.MessageProperties;
import io.aerostat.mqtt.payload.UnfitPayload;
import io.aerostat.mqtt.topic.Topics;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.router.bridge.BridgedConnection;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The messages that one client publishes, until the session has answered them. Confined to the loop of the link. */
final class Publications {
    private static final Logger LOG = LoggerFactory.getLogger(Publications.class);

    /** The request id of the will, which no ordinary request has. */
    private static final long WILL = 0;

    /** The number of the client's own publications to remember. */
    private static final int REMEMBERED = 4_096;

    private final Requests requests;
    private final MqttLink link;
    private final Packets packets;
    private final Inbound inbound;
    private final BridgedConnection bridge;
    private final MqttLimits limits;
    private final IntObjectMap<String> aliases = new IntObjectHashMap<>();
    /** The packet ids of the messages with QoS 1 that the session has not answered, by request. */
    private final LongObjectMap<Integer> unanswered = new LongObjectHashMap<>();
    /** The ids of the client's latest publications; null if the client wants to receive its own messages. */
    private @Nullable Set<Long> own;
    /** The event of the will; null if there is none. */
    private @Nullable EventContent willContent;

    Publications(
            Requests requests,
            MqttLink link,
            Packets packets,
            Inbound inbound,
            BridgedConnection bridge,
            MqttLimits limits) {
        this.requests = requests;
        this.link = link;
        this.packets = packets;
        this.inbound = inbound;
        this.bridge = bridge;
        this.limits = limits;
    }

    void publish(MqttPublishMessage packet) {
        MqttQoS qos = packet.fixedHeader().qosLevel();
        if (qos == MqttQoS.EXACTLY_ONCE) {
            link.violate(Reason.QOS_NOT_SUPPORTED, "found QoS 2 (expected 0 or 1)");
            return;
        }
        String topic = topic(packet);
        if (topic == null) {
            return; // the connection has ended
        }
        int packetId = qos == MqttQoS.AT_LEAST_ONCE ? packet.variableHeader().packetId() : 0;
        if (unanswered.size() >= limits.receiveMaximum()) {
            link.violate(
                    Reason.RECEIVE_MAXIMUM_EXCEEDED,
                    "found more than " + limits.receiveMaximum() + " messages without an answer");
            return;
        }
        String uri = Topics.toUri(topic);
        if (!Topics.isName(topic) || topic.length() > bridge.decodeLimits().maxUriLength()) {
            refuse(packetId, Reason.TOPIC_NAME_INVALID, "found no topic name (expected one without wildcards)");
            return;
        }
        boolean isRetained = packet.fixedHeader().isRetain();
        byte[] payload = ByteBufUtil.getBytes(packet.payload());
        Map<String, @Nullable Object> properties =
                keyword(packet.variableHeader().properties());
        link.await(inbound.convert(uri, topic, payload, isRetained, properties), (content, failure) -> {
            if (content != null) {
                publish(uri, content, isRetained, packetId);
            } else if (failure != null) {
                refuse(packetId, reason(failure), failure.getMessage());
            }
        });
    }

    static Reason reason(UnfitPayload failure) {
        return failure.isBlameless() ? Reason.IMPLEMENTATION_SPECIFIC : Reason.PAYLOAD_FORMAT_INVALID;
    }

    private void publish(String uri, EventContent content, boolean retain, int packetId) {
        long request = requests.next();
        boolean acknowledge = packetId != 0 || own != null;
        if (packetId != 0) {
            unanswered.put(request, (Integer) packetId);
        }
        requests.send(new Publish(request, options(content, acknowledge, retain), uri, content.payload()));
    }

    private static PublishOptions options(EventContent content, boolean acknowledge, boolean retain) {
        PublishOptions options =
                new PublishOptions(acknowledge, false, content.audience(), false, retain, null, content.passthru());
        return retain && content.isEmptyMessage() ? options.removingRetained() : options;
    }

    private static Map<String, @Nullable Object> keyword(MqttProperties properties) {
        return properties.isEmpty()
                ? Map.of()
                : MessageProperties.toKeyword(properties, Instant.now().getEpochSecond());
    }

    /**
     * Makes the publication of a will.
     *
     * @param then gets the publication, or the reason for which there is none
     */
    void will(Will will, BiConsumer<@Nullable Publish, @Nullable UnfitPayload> then) {
        link.await(convert(will), (content, failure) -> {
            willContent = content;
            then.accept(content == null ? null : publication(WILL, will, content), failure);
        });
    }

    private CompletableFuture<EventContent> convert(Will will) {
        if (!Topics.isName(will.topic())) {
            return CompletableFuture.failedFuture(
                    new UnfitPayload("will: found no topic name (expected one without wildcards)"));
        }
        return inbound.convert(
                Topics.toUri(will.topic()),
                will.topic(),
                will.payload(),
                will.isRetained(),
                keyword(will.properties()));
    }

    private static Publish publication(long request, Will will, EventContent content) {
        PublishOptions options = options(content, false, will.isRetained());
        return new Publish(request, options, Topics.toUri(will.topic()), content.payload());
    }

    /**
     * Publishes a will while the session continues. The will was authorized when the client joined. A conversion by a
     * procedure was also done when the client joined, because the connection may be lost now.
     */
    void publishWill(Will will) {
        EventContent known = willContent;
        if (known != null && inbound.isDynamic(Topics.toUri(will.topic()))) {
            requests.send(publication(requests.next(), will, known));
            return;
        }
        link.await(convert(will), (content, failure) -> {
            if (content != null) {
                requests.send(publication(requests.next(), will, content));
            } else if (failure != null) {
                LOG.debug("{}: the will was refused: {}", link.transport(), failure.getMessage());
            }
        });
    }

    /** Returns the topic of a PUBLISH, which may be an alias; null if the alias is a violation. */
    private @Nullable String topic(MqttPublishMessage packet) {
        String topic = packet.variableHeader().topicName();
        int alias = Connect.number(packet.variableHeader().properties(), MqttProperties.TOPIC_ALIAS, -1);
        if (alias < 0) {
            if (topic.isEmpty()) {
                link.violate(Reason.PROTOCOL_ERROR, "found neither a topic nor a topic alias");
                return null;
            }
            return topic;
        }
        if (alias == 0 || alias > limits.topicAliasMaximum()) {
            link.violate(
                    Reason.TOPIC_ALIAS_INVALID,
                    "found topic alias " + alias + " (expected 1 to " + limits.topicAliasMaximum() + ")");
            return null;
        }
        if (!topic.isEmpty()) {
            aliases.put(alias, topic);
            return topic;
        }
        String known = aliases.get(alias);
        if (known == null) {
            link.violate(Reason.PROTOCOL_ERROR, "found the unknown topic alias " + alias);
        }
        return known;
    }

    private void refuse(int packetId, Reason reason, @Nullable String text) {
        LOG.debug("{}: a message was refused: {} ({})", link.transport(), reason, text);
        if (packetId != 0) {
            link.send(packets.publicationRefused(packetId, reason, text));
        }
    }

    /**
     * Called when the client does not want to receive its own messages. From now on, the ids of these messages are
     * kept.
     */
    void rememberOwn() {
        if (own == null) {
            own = Collections.newSetFromMap(new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
                    return size() > REMEMBERED;
                }
            });
        }
    }

    /** Checks whether the client has made this publication. Only the latest publications are remembered. */
    boolean isOwn(long publication) {
        return own != null && own.contains(publication);
    }

    /** Called when the session has published a message. */
    void published(Published answer) {
        if (own != null) {
            own.add(answer.publication());
        }
        Integer packetId = unanswered.remove(answer.request());
        if (packetId != null) {
            link.send(packets.publicationAccepted(packetId));
        }
    }

    /** Called when the session has refused a request. Returns false if the request is not a publication. */
    boolean refused(ErrorMessage error) {
        if (error.requestType() != Publish.CODE) {
            return false;
        }
        if (error.request() == WILL) {
            link.violate(Reason.ofRefusedPublication(error.error()), "the will was refused: " + error.error());
            return true;
        }
        Integer packetId = unanswered.remove(error.request());
        if (packetId != null) {
            refuse(packetId, Reason.ofRefusedPublication(error.error()), error.error());
        }
        return true;
    }
}
