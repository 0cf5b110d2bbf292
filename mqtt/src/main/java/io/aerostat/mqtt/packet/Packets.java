package io.aerostat.mqtt.packet;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnAckVariableHeader;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubAckMessage;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckPayload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the packets that the router sends, for one version of MQTT. Immutable; any thread. */
public final class Packets {
    private static final int LONGEST_TEXT = 1000;
    private static final int WITH_WILL = 4;

    private final boolean isVersion5;
    private final boolean explains;

    /**
     * Creates the factory.
     *
     * @param isVersion5 whether the client speaks MQTT 5; otherwise, it speaks MQTT 3.1.1
     * @param explains whether the client of MQTT 5 wants texts that explain failures
     */
    public Packets(boolean isVersion5, boolean explains) {
        this.isVersion5 = isVersion5;
        this.explains = explains && isVersion5;
    }

    private static MqttFixedHeader header(MqttMessageType type) {
        return new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0);
    }

    public MqttMessage connectionAccepted(boolean sessionPresent, MqttProperties properties) {
        return connAck(Reason.SUCCESS, sessionPresent, properties);
    }

    /** Returns the CONNACK that refuses a client; the text is for people. */
    public MqttMessage connectionRefused(Reason reason, @Nullable String text) {
        return connAck(reason, false, because(text));
    }

    private MqttMessage connAck(Reason reason, boolean sessionPresent, MqttProperties properties) {
        int code = isVersion5 ? reason.code() : reason.oldConnectCode();
        return new MqttConnAckMessage(
                header(MqttMessageType.CONNACK),
                new MqttConnAckVariableHeader(MqttConnectReturnCode.valueOf((byte) code), sessionPresent, properties));
    }

    private MqttProperties because(@Nullable String text) {
        if (!explains || text == null) {
            return MqttProperties.NO_PROPERTIES;
        }
        MqttProperties properties = new MqttProperties();
        String shown = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        properties.add(new MqttProperties.StringProperty(MqttProperties.REASON_STRING, shown));
        return properties;
    }

    public MqttMessage publicationAccepted(int packetId) {
        return new MqttPubAckMessage(header(MqttMessageType.PUBACK), MqttMessageIdVariableHeader.from(packetId));
    }

    /**
     * Returns the answer to a refused PUBLISH. MQTT 3.1.1 has no refusal of a PUBLISH, and a client would repeat an
     * unanswered PUBLISH, so a client of MQTT 3.1.1 gets a plain PUBACK.
     */
    public MqttMessage publicationRefused(int packetId, Reason reason, @Nullable String text) {
        return isVersion5
                ? new MqttPubAckMessage(
                        header(MqttMessageType.PUBACK),
                        new MqttPubReplyMessageVariableHeader(packetId, (byte) reason.code(), because(text)))
                : publicationAccepted(packetId);
    }

    /** Returns SUBACK; the codes are granted levels of service or, in MQTT 5, reasons. */
    public MqttMessage subscriptions(int packetId, List<Integer> codes) {
        return new MqttSubAckMessage(header(MqttMessageType.SUBACK), messageId(packetId), new MqttSubAckPayload(codes));
    }

    /** Returns UNSUBACK, which has no codes in MQTT 3.1.1. */
    public MqttMessage unsubscribed(int packetId, List<Short> codes) {
        return new MqttUnsubAckMessage(
                header(MqttMessageType.UNSUBACK),
                messageId(packetId),
                isVersion5 ? new MqttUnsubAckPayload(codes) : null);
    }

    private static MqttMessageIdAndPropertiesVariableHeader messageId(int packetId) {
        return new MqttMessageIdAndPropertiesVariableHeader(packetId, MqttProperties.NO_PROPERTIES);
    }

    /** Returns DISCONNECT; null in MQTT 3.1.1, in which only clients send DISCONNECT. */
    public @Nullable MqttMessage disconnect(Reason reason, @Nullable String text) {
        return isVersion5
                ? new MqttMessage(
                        header(MqttMessageType.DISCONNECT),
                        new MqttReasonCodeAndPropertiesVariableHeader((byte) reason.code(), because(text)))
                : null;
    }

    /** Checks whether the client asks for its will in DISCONNECT. */
    public static boolean asksForWill(MqttMessage disconnect) {
        return disconnect.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header
                && header.reasonCode() == WITH_WILL;
    }

    /** Returns the seconds of the session expiry in DISCONNECT, or -1 if there is none. */
    public static long sessionExpiry(MqttMessage disconnect) {
        return disconnect.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header
                        && header.properties().getProperty(MqttProperties.SESSION_EXPIRY_INTERVAL)
                                instanceof MqttProperties.IntegerProperty expiry
                ? Integer.toUnsignedLong(expiry.value())
                : -1;
    }

    /** Returns PINGRESP. */
    static MqttMessage pong() {
        return MqttMessage.PINGRESP;
    }

    /** Returns the PUBLISH that delivers a message to a subscriber. */
    public static MqttPublishMessage publish(
            String topic,
            byte[] payload,
            int packetId,
            boolean isRepeated,
            boolean isRetained,
            MqttProperties properties) {
        MqttQoS qos = packetId == 0 ? MqttQoS.AT_MOST_ONCE : MqttQoS.AT_LEAST_ONCE;
        return new MqttPublishMessage(
                new MqttFixedHeader(MqttMessageType.PUBLISH, isRepeated, qos, isRetained, 0),
                new MqttPublishVariableHeader(topic, packetId, properties),
                Unpooled.wrappedBuffer(payload));
    }
}
