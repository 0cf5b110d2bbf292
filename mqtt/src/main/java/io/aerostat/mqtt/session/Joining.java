package io.aerostat.mqtt.session;

import io.aerostat.mqtt.options.MqttLimits;
import io.aerostat.mqtt.options.MqttOptions;
import io.aerostat.mqtt.packet.Reason;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.router.session.TransportInfo;
import io.netty.handler.codec.mqtt.MqttProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a client joins: CONNECT becomes HELLO, and WELCOME becomes CONNACK. A client with a user name joins by its
 * password, which is a ticket or a token; a client with a certificate joins by the certificate; any other client is
 * anonymous.
 */
record Joining(Connect connect, MqttOptions options, TransportInfo transport) {
    private static final Roles ROLES = Roles.complete(Set.of(Role.PUBLISHER, Role.SUBSCRIBER));
    private static final int QOS_1 = 1;

    /** Returns HELLO for the client. */
    Hello hello() {
        boolean hasCertificate = !transport.peerCertificates().isEmpty();
        List<String> methods = new ArrayList<>();
        if (hasCertificate) {
            methods.add("tls");
        }
        if (connect.user() != null) {
            methods.add("ticket");
            methods.add("jwt");
        } else {
            methods.add("anonymous");
        }
        String authid = connect.user() != null ? connect.user() : hasCertificate ? null : connect.clientId();
        return new Hello(
                options.realm(), new HelloDetails(ROLES, null, methods, authid, null, Map.of("mqtt", about())));
    }

    /** Describes the client for authenticators. */
    private Map<String, @Nullable Object> about() {
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("client_id", connect.clientId());
        about.put("will", connect.will() != null);
        about.put("will_topic", connect.will() == null ? null : connect.will().topic());
        return about;
    }

    /** Returns the answer to CHALLENGE. */
    Authenticate authenticate() {
        return new Authenticate(connect.password() == null ? "" : connect.password(), Map.of());
    }

    /**
     * Returns the reason code with which to refuse the client.
     *
     * @param error the URI with which the session has refused the join
     */
    Reason refusal(String error) {
        return Reason.ofRefusedJoin(error, connect.user() != null);
    }

    /** Returns the properties of CONNACK, which MQTT 3.1.1 does not have. */
    MqttProperties properties(int maxPacketSize) {
        if (!connect.isVersion5()) {
            return MqttProperties.NO_PROPERTIES;
        }
        MqttLimits limits = options.limits();
        MqttProperties properties = new MqttProperties();
        if (connect.isAssigned()) {
            properties.add(
                    new MqttProperties.StringProperty(MqttProperties.ASSIGNED_CLIENT_IDENTIFIER, connect.clientId()));
        }
        add(properties, MqttProperties.MAXIMUM_QOS, QOS_1);
        add(properties, MqttProperties.RECEIVE_MAXIMUM, limits.receiveMaximum());
        add(properties, MqttProperties.TOPIC_ALIAS_MAXIMUM, limits.topicAliasMaximum());
        add(properties, MqttProperties.MAXIMUM_PACKET_SIZE, maxPacketSize);
        if (connect.isExpiryChanged()) {
            add(properties, MqttProperties.SESSION_EXPIRY_INTERVAL, (int) connect.sessionExpiry());
        }
        if (connect.isKeepAliveChanged()) {
            add(properties, MqttProperties.SERVER_KEEP_ALIVE, connect.keepAlive());
        }
        return properties;
    }

    private static void add(MqttProperties properties, int id, int value) {
        properties.add(new MqttProperties.IntegerProperty(id, value));
    }
}
