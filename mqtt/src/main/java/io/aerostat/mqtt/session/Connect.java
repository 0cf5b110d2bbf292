package io.aerostat.mqtt.session;

import io.aerostat.mqtt.options.MqttLimits;
import io.aerostat.mqtt.packet.Reason;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The options in the CONNECT of a client, within the limits of the router.
 *
 * @param isVersion5 whether the client speaks MQTT 5; otherwise, it speaks MQTT 3.1.1
 * @param isBridge whether the client is a broker that forwards messages, and gets none of its own messages back
 * @param clientId the client's name for its session; a random one if the client has sent none
 * @param isAssigned whether the router has chosen the client id
 * @param user the user name; null if there is none
 * @param password the password as text; null if there is none. It is secret
 * @param isClean whether the client begins a new session, even if it has one
 * @param sessionExpiry the seconds for which the session outlives the connection
 * @param isExpiryChanged whether the router has chosen another expiry than the client of MQTT 5
 * @param keepAlive the seconds after which the client sends a packet; 0 for no limit
 * @param isKeepAliveChanged whether the router has chosen another keep alive than the client
 * @param receiveMaximum the number of unacknowledged messages that the client accepts
 * @param maxPacketSize the size of the largest packet in bytes that the client accepts
 * @param topicAliasMaximum the largest topic alias that the client accepts
 * @param wantsReasons whether the client wants texts that explain failures
 * @param authenticationMethod the method of an enhanced authentication; null if the client requests none
 * @param will the will; null if there is none
 */
record Connect(
        boolean isVersion5,
        boolean isBridge,
        String clientId,
        boolean isAssigned,
        @Nullable String user,
        @Nullable String password,
        boolean isClean,
        long sessionExpiry,
        boolean isExpiryChanged,
        int keepAlive,
        boolean isKeepAliveChanged,
        int receiveMaximum,
        long maxPacketSize,
        int topicAliasMaximum,
        boolean wantsReasons,
        @Nullable String authenticationMethod,
        @Nullable Will will) {
    private static final int VERSION_5 = 5;
    private static final int LARGEST_PACKET = 268_435_460;

    static Connect read(MqttConnectMessage message, MqttLimits limits, boolean isBridge) {
        MqttConnectVariableHeader header = message.variableHeader();
        MqttConnectPayload payload = message.payload();
        MqttProperties properties = header.properties();
        boolean isVersion5 = header.version() >= VERSION_5;
        String id = payload.clientIdentifier();
        boolean isAssigned = id == null || id.isEmpty();
        int wanted = header.keepAliveTimeSeconds();
        int keepAlive = within(limits.maxKeepAlive(), wanted);
        boolean isClean = header.isCleanSession();
        long longest = limits.keptSessions().expiry().toSeconds();
        long asked = isVersion5
                ? Integer.toUnsignedLong(number(properties, MqttProperties.SESSION_EXPIRY_INTERVAL, 0))
                : isClean ? 0 : longest;
        long expiry = Math.min(asked, longest);
        byte[] password = payload.passwordInBytes();
        return new Connect(
                isVersion5,
                isBridge,
                isAssigned ? "auto-" + UUID.randomUUID() : id,
                isAssigned,
                header.hasUserName() ? payload.userName() : null,
                password == null ? null : new String(password, StandardCharsets.UTF_8),
                isClean,
                expiry,
                expiry != asked,
                keepAlive,
                keepAlive != wanted,
                Math.max(
                        1,
                        Math.min(
                                limits.receiveMaximum(),
                                number(properties, MqttProperties.RECEIVE_MAXIMUM, limits.receiveMaximum()))),
                Integer.toUnsignedLong(number(properties, MqttProperties.MAXIMUM_PACKET_SIZE, LARGEST_PACKET)),
                number(properties, MqttProperties.TOPIC_ALIAS_MAXIMUM, 0),
                number(properties, MqttProperties.REQUEST_PROBLEM_INFORMATION, 1) != 0,
                properties.getProperty(MqttProperties.AUTHENTICATION_METHOD)
                                instanceof MqttProperties.StringProperty method
                        ? method.value()
                        : null,
                Will.read(header, payload));
    }

    private static int within(Duration limit, int wanted) {
        int longest = (int) limit.toSeconds();
        return longest > 0 && (wanted == 0 || wanted > longest) ? longest : wanted;
    }

    /**
     * Returns the reason to refuse a client that requests a feature which the router does not have; null if there is
     * none.
     */
    @Nullable
    Reason objection() {
        if (authenticationMethod != null) {
            return Reason.BAD_AUTHENTICATION_METHOD;
        }
        if (isAssigned && !isVersion5 && !isClean) {
            return Reason.CLIENT_ID_NOT_VALID; // MQTT 3.1.1, 3.1.3-8: no client could resume the session
        }
        return will != null && will.qos() > 1 ? Reason.QOS_NOT_SUPPORTED : null;
    }

    /** Returns the number of a property, or its default. */
    static int number(MqttProperties properties, int id, int otherwise) {
        return properties.getProperty(id) instanceof MqttProperties.IntegerProperty number ? number.value() : otherwise;
    }

    /** Returns a text without the password. */
    @Override
    public String toString() {
        return "Connect[" + clientId + ", " + user + "]";
    }
}
