package io.aerostat.node.config.grammar.transport;

import static io.aerostat.node.config.type.Types.word;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.Values;
import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.router.listener.BridgedWebSocket;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import java.util.Optional;
import java.util.OptionalInt;

/** The keys for MQTT over WebSocket, on the paths of web and universal transports. */
final class MqttPathGrammar {
    private static final String MQTT = "mqtt";
    private static final String OPTIONS_KEY = "options";

    /** A service on a path of a universal transport, which may use the MQTT options of the transport. */
    @FunctionalInterface
    interface SharedPath {
        /** Returns the service, given the MQTT options of the same transport. */
        PathService on(Optional<Transport.Bridged> mqtt);
    }

    static final ObjectType<PathService> SERVICE = ObjectType.named("mqtt service", "MQTT over WebSocket.")
            .fields(
                    Field.required("type", word(MQTT), "The kind of service."),
                    Names.id("service"),
                    MqttGrammar.OPTIONS,
                    WebSocketGrammar.ORIGINS,
                    WebSocketGrammar.NULL_ORIGIN,
                    WebSocketGrammar.EXTERNAL_PORT)
            .into(values -> service(values, values.get(MqttGrammar.OPTIONS)));

    private static final Field<Optional<Transport.Bridged>> SHARED_OPTIONS = Field.optional(
            OPTIONS_KEY,
            MqttGrammar.OPTIONS_TYPE,
            "The realm of the clients, and other options. The default is the options of \"mqtt\" of this transport.");

    static final ObjectType<SharedPath> PART = ObjectType.named(
                    "mqtt path", "MQTT over WebSocket on a path of the shared port.")
            .fields(
                    Field.required("type", word(MQTT), "The kind of service."),
                    SHARED_OPTIONS,
                    WebSocketGrammar.ORIGINS,
                    WebSocketGrammar.NULL_ORIGIN,
                    WebSocketGrammar.EXTERNAL_PORT)
            .into(values -> shared ->
                    service(values, values.get(SHARED_OPTIONS).or(() -> shared).orElseThrow()));

    private MqttPathGrammar() {}

    private static PathService service(Values values, Transport.Bridged mqtt) {
        Optional<Integer> port = values.get(WebSocketGrammar.EXTERNAL_PORT);
        return new BridgedWebSocket(
                mqtt,
                values.get(WebSocketGrammar.ORIGINS),
                values.get(WebSocketGrammar.NULL_ORIGIN),
                port.isPresent() ? OptionalInt.of(port.get()) : OptionalInt.empty());
    }

    /**
     * Checks that each MQTT path of a universal transport has MQTT options, or that the transport itself has MQTT
     * options.
     */
    static boolean hasOptions(LocatedObject universal, Reading reading) {
        if (universal.member(MQTT).isPresent()
                || !(universal.member("websocket").orElse(null) instanceof LocatedObject paths)) {
            return true;
        }
        boolean complete = true;
        for (LocatedObject.Member path : paths.members()) {
            boolean isMqtt = path.value()
                    .member("type")
                    .flatMap(LocatedValue::text)
                    .filter(MQTT::equals)
                    .isPresent();
            if (isMqtt && path.value().member(OPTIONS_KEY).isEmpty()) {
                complete = false;
                reading.member("websocket")
                        .member(path.key())
                        .member(OPTIONS_KEY)
                        .problem(path.value().at(), "missing (expected an object, or \"mqtt\" in this transport)");
            }
        }
        return complete;
    }
}
