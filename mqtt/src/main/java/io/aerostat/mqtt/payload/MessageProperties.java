package io.aerostat.mqtt.payload;

import io.aerostat.mqtt.topic.Topics;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.BinaryProperty;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.StringPair;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.netty.handler.codec.mqtt.MqttProperties.UserProperties;
import io.netty.handler.codec.mqtt.MqttProperties.UserProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Translates the properties of MQTT 5 that belong to a message to the keyword argument {@code mqtt} of WAMP events, and
 * back. Stateless; any thread.
 */
public final class MessageProperties {
    private static final Logger LOG = LoggerFactory.getLogger(MessageProperties.class);

    /** The number of bytes of the longest text or binary value (MQTT 5, section 1.5). */
    private static final int LONGEST = 65_535;

    /** The keyword argument of events. */
    static final String KEYWORD = "mqtt";

    private static final String USER = "user_properties";
    private static final String CONTENT_TYPE = "content_type";
    private static final String RESPONSE_TOPIC = "response_topic";
    private static final String CORRELATION = "correlation_data";
    private static final String IS_TEXT = "is_text";
    private static final String EXPIRES_AT = "expires_at";

    private MessageProperties() {}

    /**
     * Returns the keyword argument for the properties of a message; empty if no property belongs to the message.
     *
     * @param now the time in seconds since 1970
     */
    public static Map<String, @Nullable Object> toKeyword(MqttProperties properties, long now) {
        Map<String, @Nullable Object> keyword = new LinkedHashMap<>();
        List<Object> user = new ArrayList<>();
        for (MqttProperties.MqttProperty<?> property : properties.getProperties(MqttProperties.USER_PROPERTY)) {
            if (property instanceof UserProperty pair) {
                user.add(List.of(pair.value().key, pair.value().value));
            }
        }
        if (!user.isEmpty()) {
            keyword.put(USER, user);
        }
        put(keyword, CONTENT_TYPE, properties.getProperty(MqttProperties.CONTENT_TYPE));
        put(keyword, RESPONSE_TOPIC, properties.getProperty(MqttProperties.RESPONSE_TOPIC));
        put(keyword, CORRELATION, properties.getProperty(MqttProperties.CORRELATION_DATA));
        if (properties.getProperty(MqttProperties.PAYLOAD_FORMAT_INDICATOR) instanceof IntegerProperty format
                && format.value() == 1) {
            keyword.put(IS_TEXT, true);
        }
        if (properties.getProperty(MqttProperties.PUBLICATION_EXPIRY_INTERVAL) instanceof IntegerProperty expiry) {
            keyword.put(EXPIRES_AT, now + Integer.toUnsignedLong(expiry.value()));
        }
        return keyword;
    }

    private static void put(
            Map<String, @Nullable Object> keyword, String key, MqttProperties.@Nullable MqttProperty<?> property) {
        if (property != null) {
            keyword.put(key, property.value());
        }
    }

    /** Adds the properties of an event to those of a message. Values that MQTT does not allow are left out. */
    public static void addTo(MqttProperties properties, Map<String, @Nullable Object> keyword) {
        UserProperties user = new UserProperties();
        if (keyword.get(USER) instanceof List<?> pairs) {
            for (Object each : pairs) {
                if (each instanceof List<?> pair
                        && pair.size() == 2
                        && pair.get(0) instanceof String key
                        && pair.get(1) instanceof String value
                        && isAllowed(USER, isText(key) && isText(value))) {
                    user.add(new StringPair(key, value));
                }
            }
        }
        if (!user.value().isEmpty()) {
            properties.add(user);
        }
        if (keyword.get(CONTENT_TYPE) instanceof String type && isAllowed(CONTENT_TYPE, isText(type))) {
            properties.add(new StringProperty(MqttProperties.CONTENT_TYPE, type));
        }
        if (keyword.get(RESPONSE_TOPIC) instanceof String topic
                && isAllowed(RESPONSE_TOPIC, Topics.isName(topic) && isText(topic))) {
            properties.add(new StringProperty(MqttProperties.RESPONSE_TOPIC, topic));
        }
        if (keyword.get(CORRELATION) instanceof byte[] data && isAllowed(CORRELATION, data.length <= LONGEST)) {
            properties.add(new BinaryProperty(MqttProperties.CORRELATION_DATA, data));
        }
        if (Boolean.TRUE.equals(keyword.get(IS_TEXT))) {
            properties.add(new IntegerProperty(MqttProperties.PAYLOAD_FORMAT_INDICATOR, 1));
        }
    }

    private static boolean isAllowed(String key, boolean allowed) {
        if (!allowed) {
            LOG.debug("the property {} of an event is left out, because MQTT does not allow its value", key);
        }
        return allowed;
    }

    /** Checks whether MQTT allows a text: not too long, without U+0000, and without unpaired surrogates. */
    private static boolean isText(String text) {
        return text.length() <= LONGEST
                && text.indexOf('\0') < 0
                && text.codePoints().noneMatch(each -> Character.getType(each) == Character.SURROGATE)
                && ByteBufUtil.utf8Bytes(text) <= LONGEST;
    }

    /** Returns the time in seconds since 1970 at which an event expires; 0 for never. */
    public static long expiry(Map<String, @Nullable Object> keyword) {
        return keyword.get(EXPIRES_AT) instanceof Number time ? Math.max(1, time.longValue()) : 0;
    }
}
