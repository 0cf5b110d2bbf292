package io.aerostat.node.config.grammar.transport;

import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.map;
import static io.aerostat.node.config.type.Types.word;

import io.aerostat.mqtt.MqttProtocol;
import io.aerostat.mqtt.options.KeptSessionLimits;
import io.aerostat.mqtt.options.MqttLimits;
import io.aerostat.mqtt.options.MqttOptions;
import io.aerostat.mqtt.options.PayloadMapping;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.TaggedType;
import io.aerostat.node.config.field.Values;
import io.aerostat.node.config.grammar.authentication.AuthenticationGrammar;
import io.aerostat.node.config.grammar.authentication.CookieGrammar;
import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.node.config.grammar.value.SerializerFields;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.ConnectionOptions;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.session.SessionOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys for MQTT on every kind of transport. */
final class MqttGrammar {
    private static final int LARGEST_PACKET = 67_108_864;
    private static final int LARGEST_NUMBER = 65_535;
    private static final int LONGEST_EXPIRY = 31_536_000;
    private static final int MOST_SESSIONS = 1_000_000;
    private static final int MOST_MESSAGES = 1_000_000;
    private static final int LONGEST_CONVERSION = 60_000;

    private static final Field<String> REALM =
            Field.required("realm", Names.REALM, "The realm that every client joins.");
    private static final Field<Optional<String>> ROLE = Field.optional(
            "role",
            Names.ROLE,
            "The role of the clients if \"auth\" is absent. Without this key, the role is anonymous.");

    private static final Field<Serialization> SERIALIZER =
            Field.required("serializer", SerializerFields.NAME, "The serialization of the dictionary.");
    private static final Field<String> ENCODER = Field.required(
            "encoder", Names.PROCEDURE, "The procedure that makes the payload of an MQTT message from an event.");
    private static final Field<String> DECODER = Field.required(
            "decoder", Names.PROCEDURE, "The procedure that makes an event from the payload of an MQTT message.");
    private static final Field<Optional<String>> MAPPING_REALM = Field.optional(
            "realm", Names.REALM, "The realm of the procedures. The default is the realm of the clients.");

    private static final Field<Duration> MAPPING_TIMEOUT = Field.withDefault(
            "timeout",
            integer(1, LONGEST_CONVERSION).map(Duration::ofMillis),
            "5000",
            "Milliseconds that a procedure may take; after that, the message is refused or dropped.");

    private static final TaggedType<PayloadMapping> MAPPING = TaggedType.<PayloadMapping>named(
                    "mqtt payload mapping", "How MQTT payloads become arguments of WAMP events, and back.")
            .with(
                    "passthrough",
                    mapping("passthrough", "The payload stays unchanged, as one binary value.")
                            .into(values -> new PayloadMapping.Passthrough()))
            .with(
                    "native",
                    mapping("native", "The payload is a dictionary with args and kwargs.")
                            .fields(SERIALIZER)
                            .into(values -> new PayloadMapping.Native(values.get(SERIALIZER))))
            .with(
                    "dynamic",
                    mapping("dynamic", "Procedures convert the payloads.")
                            .fields(ENCODER, DECODER, MAPPING_REALM, MAPPING_TIMEOUT)
                            .into(values -> new PayloadMapping.Dynamic(
                                    values.get(ENCODER),
                                    values.get(DECODER),
                                    values.get(MAPPING_REALM).orElse(null),
                                    values.get(MAPPING_TIMEOUT))))
            .complete();

    private static final Field<Optional<Map<String, PayloadMapping>>> MAPPINGS = Field.optional(
            "payload_mapping",
            map("[^\\s#+/]*", "the beginning of a WAMP topic such as \"com.example.\"", MAPPING),
            "The mappings of payloads, by the beginning of the WAMP topic; the longest matching beginning applies. A "
                    + "message without a mapping is refused. Without this key, payloads stay unchanged.");

    private static final Field<Integer> PACKET_SIZE = Field.withDefault(
            "max_packet_size",
            integer(1024, LARGEST_PACKET),
            "16777216",
            "The size of the largest packet that a client may send, in bytes.");
    private static final Field<Integer> RECEIVE_MAXIMUM = Field.withDefault(
            "receive_maximum",
            integer(1, LARGEST_NUMBER),
            "256",
            "The largest number of messages with QoS 1 that wait for their acknowledgement, in each direction.");
    private static final Field<Integer> TOPIC_ALIASES = Field.withDefault(
            "topic_alias_maximum", integer(0, LARGEST_NUMBER), "32", "The largest topic alias that a client may use.");
    private static final Field<Duration> KEEP_ALIVE = Field.withDefault(
            "max_keep_alive",
            integer(0, LARGEST_NUMBER).map(Duration::ofSeconds),
            "0",
            "The longest keep alive of a client in seconds; 0 means no limit.");
    private static final Field<Integer> TAKE_OVERS = Field.withDefault(
            "take_overs_per_minute",
            integer(0, LARGEST_NUMBER),
            "6",
            "How often per minute a new connection with the same client id may replace the present one; further "
                    + "connections are refused.");

    private static final Field<Duration> SESSION_EXPIRY = Field.withDefault(
            "max_session_expiry",
            integer(0, LONGEST_EXPIRY).map(Duration::ofSeconds),
            "3600",
            "The longest time in seconds that a session may outlive its connection; 0 means that sessions end with "
                    + "their connections.");
    private static final Field<Integer> KEPT_SESSIONS = Field.withDefault(
            "max_kept_sessions",
            integer(0, MOST_SESSIONS),
            "1000",
            "The largest number of sessions without a connection; a further session ends with its connection.");
    private static final Field<Integer> QUEUED_MESSAGES = Field.withDefault(
            "max_queued_messages",
            integer(0, MOST_MESSAGES),
            "1000",
            "The largest number of messages with QoS 1 that a session without a connection keeps; further messages are "
                    + "dropped.");
    private static final Field<Integer> QUEUED_BYTES = Field.withDefault(
            "max_queued_bytes",
            integer(0, Integer.MAX_VALUE),
            "262144",
            "The largest total size of the messages that a session without a connection keeps, in bytes.");

    static final ObjectType<Transport.Bridged> OPTIONS_TYPE = ObjectType.named("mqtt options", "Options of MQTT.")
            .fields(
                    REALM,
                    ROLE,
                    MAPPINGS,
                    AuthenticationGrammar.AUTH,
                    PACKET_SIZE,
                    RECEIVE_MAXIMUM,
                    TOPIC_ALIASES,
                    KEEP_ALIVE,
                    TAKE_OVERS,
                    SESSION_EXPIRY,
                    KEPT_SESSIONS,
                    QUEUED_MESSAGES,
                    QUEUED_BYTES)
            .check(CookieGrammar::noCookies)
            .into(MqttGrammar::transport);

    /** The options of MQTT; every object that offers MQTT has this key. */
    static final Field<Transport.Bridged> OPTIONS =
            Field.required("options", OPTIONS_TYPE, "The realm of the clients, and other options.");

    /** MQTT on a shared port. */
    static final ObjectType<Transport.Bridged> PART = ObjectType.named("mqtt part", "MQTT on the shared port.")
            .fields(
                    Field.optional(
                            "type",
                            word("mqtt"),
                            "The kind of transport. The key of this object already names the kind."),
                    Names.id("transport"),
                    OPTIONS)
            .into(values -> values.get(OPTIONS));

    static final ObjectType<Optional<Listener>> TRANSPORT = ObjectType.named("mqtt transport", "MQTT 3.1.1 and 5.")
            .fields(
                    TransportGrammar.type("mqtt"),
                    TransportGrammar.ID,
                    TransportGrammar.ENDPOINT,
                    TransportLimitsGrammar.LIMITS,
                    TransportGrammar.PROXY_PROTOCOL,
                    TransportLimitsGrammar.MAX_CONNECTIONS,
                    OPTIONS)
            .into(values -> TransportGrammar.listener(values, values.get(OPTIONS)))
            .andThen(Optional::of);

    private MqttGrammar() {}

    private static ObjectType.Builder mapping(String type, String meaning) {
        return ObjectType.named(type + " mapping", meaning)
                .fields(Field.required("type", word(type), "The kind of mapping."));
    }

    private static Transport.Bridged transport(Values values) {
        MqttLimits limits = new MqttLimits(
                values.get(RECEIVE_MAXIMUM),
                values.get(TOPIC_ALIASES),
                values.get(KEEP_ALIVE),
                values.get(TAKE_OVERS),
                new KeptSessionLimits(
                        values.get(SESSION_EXPIRY),
                        values.get(KEPT_SESSIONS),
                        values.get(QUEUED_MESSAGES),
                        values.get(QUEUED_BYTES)));
        MqttOptions options =
                new MqttOptions(values.get(REALM), values.get(MAPPINGS).orElse(MqttOptions.PASSTHROUGH), limits);
        return new Transport.Bridged(
                new MqttProtocol(options),
                ConnectionOptions.DEFAULT.withMaxMessageSize(values.get(PACKET_SIZE)),
                Transport.RawSocket.DEFAULT_HANDSHAKE_TIMEOUT,
                access(values));
    }

    private static Access access(Values values) {
        Optional<String> role = values.get(ROLE);
        return values.get(AuthenticationGrammar.AUTH).isEmpty() && role.isPresent()
                ? new Access(List.of(new AuthenticationOptions.Anonymous(role.get(), null)), SessionOptions.DEFAULT)
                : AuthenticationGrammar.access(values);
    }
}
