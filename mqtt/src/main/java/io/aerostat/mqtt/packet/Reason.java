package io.aerostat.mqtt.packet;

import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.error.ErrorUris;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttIdentifierRejectedException;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import java.util.Set;

/**
 * The reason codes of MQTT 5 (section 2.4), and the reason code for each error of WAMP. Clients of MQTT 3.1.1 get the
 * nearest code that their version has.
 */
public enum Reason {
    SUCCESS(0x00),
    NO_SUBSCRIPTION_EXISTED(0x11),
    UNSPECIFIED(0x80),
    MALFORMED_PACKET(0x81),
    PROTOCOL_ERROR(0x82),
    IMPLEMENTATION_SPECIFIC(0x83),
    UNSUPPORTED_VERSION(0x84),
    CLIENT_ID_NOT_VALID(0x85),
    BAD_USER_NAME_OR_PASSWORD(0x86),
    NOT_AUTHORIZED(0x87),
    SERVER_UNAVAILABLE(0x88),
    SERVER_SHUTTING_DOWN(0x8B),
    BAD_AUTHENTICATION_METHOD(0x8C),
    KEEP_ALIVE_TIMEOUT(0x8D),
    SESSION_TAKEN_OVER(0x8E),
    TOPIC_FILTER_INVALID(0x8F),
    TOPIC_NAME_INVALID(0x90),
    RECEIVE_MAXIMUM_EXCEEDED(0x93),
    TOPIC_ALIAS_INVALID(0x94),
    PACKET_TOO_LARGE(0x95),
    QUOTA_EXCEEDED(0x97),
    ADMINISTRATIVE_ACTION(0x98),
    PAYLOAD_FORMAT_INVALID(0x99),
    QOS_NOT_SUPPORTED(0x9B),
    CONNECTION_RATE_EXCEEDED(0x9F);

    private static final Set<String> CREDENTIALS = Set.of(
            ErrorUris.NOT_AUTHORIZED,
            ErrorUris.AUTHENTICATION_FAILED,
            ErrorUris.AUTHENTICATION_DENIED,
            ErrorUris.NO_SUCH_PRINCIPAL);

    private final int code;

    Reason(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Returns the code of CONNACK in MQTT 3.1.1. */
    int oldConnectCode() {
        return switch (this) {
            case SUCCESS -> 0;
            case UNSUPPORTED_VERSION -> 1;
            case CLIENT_ID_NOT_VALID -> 2;
            case BAD_USER_NAME_OR_PASSWORD -> 4;
            case NOT_AUTHORIZED, BAD_AUTHENTICATION_METHOD -> 5;
            default -> 3;
        };
    }

    /** Returns the reason for bytes that are not a valid packet. */
    public static Reason ofMalformed(Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            return PACKET_TOO_LARGE;
        }
        if (cause instanceof MqttUnacceptableProtocolVersionException) {
            return UNSUPPORTED_VERSION;
        }
        return cause instanceof MqttIdentifierRejectedException ? CLIENT_ID_NOT_VALID : MALFORMED_PACKET;
    }

    /**
     * Returns the reason for a refused CONNECT.
     *
     * @param hasUser whether the client has sent a user name
     */
    public static Reason ofRefusedJoin(String error, boolean hasUser) {
        if (hasUser && CREDENTIALS.contains(error)) {
            return BAD_USER_NAME_OR_PASSWORD;
        }
        return switch (error) {
            case ErrorUris.NO_SUCH_REALM, CloseUris.SYSTEM_SHUTDOWN -> SERVER_UNAVAILABLE;
            case ErrorUris.LIMIT_EXCEEDED -> QUOTA_EXCEEDED;
            case ErrorUris.TOO_MANY_REQUESTS -> CONNECTION_RATE_EXCEEDED;
            case ErrorUris.PROTOCOL_VIOLATION -> PROTOCOL_ERROR;
            case ErrorUris.RUNTIME_ERROR -> UNSPECIFIED;
            default -> NOT_AUTHORIZED;
        };
    }

    /** Returns the reason for a refused PUBLISH. */
    public static Reason ofRefusedPublication(String error) {
        return error.equals(ErrorUris.INVALID_URI) ? TOPIC_NAME_INVALID : ofRefusedRequest(error);
    }

    /** Takes over the session of an earlier link. */
    public static Reason ofRefusedSubscription(String error) {
        return error.equals(ErrorUris.INVALID_URI) ? TOPIC_FILTER_INVALID : ofRefusedRequest(error);
    }

    private static Reason ofRefusedRequest(String error) {
        return switch (error) {
            case ErrorUris.NOT_AUTHORIZED,
                    ErrorUris.AUTHORIZATION_DENIED,
                    ErrorUris.AUTHORIZATION_FAILED,
                    ErrorUris.AUTHORIZATION_REQUIRED -> NOT_AUTHORIZED;
            case ErrorUris.LIMIT_EXCEEDED, ErrorUris.TOO_MANY_REQUESTS, ErrorUris.PAYLOAD_SIZE_EXCEEDED ->
                QUOTA_EXCEEDED;
            case ErrorUris.INVALID_ARGUMENT -> PAYLOAD_FORMAT_INVALID;
            default -> UNSPECIFIED;
        };
    }

    /** Returns the reason for which the router ends a session. */
    public static Reason ofEnd(String reason) {
        return switch (reason) {
            case CloseUris.SYSTEM_SHUTDOWN -> SERVER_SHUTTING_DOWN;
            case CloseUris.SLOW_CONSUMER, ErrorUris.LIMIT_EXCEEDED, ErrorUris.TOO_MANY_REQUESTS -> QUOTA_EXCEEDED;
            case CloseUris.AUTHENTICATION_EXPIRED -> NOT_AUTHORIZED;
            case CloseUris.KILLED, CloseUris.CLOSE_REALM, CloseUris.LOGOUT -> ADMINISTRATIVE_ACTION;
            case ErrorUris.PROTOCOL_VIOLATION -> PROTOCOL_ERROR;
            case ErrorUris.PAYLOAD_SIZE_EXCEEDED -> PACKET_TOO_LARGE;
            default -> reason.startsWith("wamp.error.") ? UNSPECIFIED : ADMINISTRATIVE_ACTION;
        };
    }
}
