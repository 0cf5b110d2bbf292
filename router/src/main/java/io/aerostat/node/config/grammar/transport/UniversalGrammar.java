package io.aerostat.node.config.grammar.transport;

import static io.aerostat.node.config.type.Types.map;
import static io.aerostat.node.config.type.Types.word;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.TaggedType;
import io.aerostat.node.config.field.Values;
import io.aerostat.node.config.grammar.authentication.CookieGrammar;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.WebOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys of universal transports, which accept several protocols on one port. */
final class UniversalGrammar {
    private static final Field<Optional<Transport.RawSocket>> RAWSOCKET = Field.optional(
            "rawsocket",
            ObjectType.named("rawsocket part", "RawSocket on the shared port.")
                    .fields(
                            type("rawsocket"),
                            TransportGrammar.ID,
                            TransportGrammar.SERIALIZERS,
                            TransportGrammar.RAWSOCKET_OPTIONS,
                            TransportGrammar.AUTH,
                            TransportGrammar.debug())
                    .check(CookieGrammar::noCookies)
                    .into(TransportGrammar::rawSocket),
            "RawSocket on this port. Without this key, the port does not accept RawSocket.");

    private static final Field<Map<String, MqttPathGrammar.SharedPath>> WEBSOCKET = Field.withDefault(
            "websocket",
            map(
                    PathServiceGrammar.PATH,
                    PathServiceGrammar.PATH_EXPECTED,
                    TaggedType.<MqttPathGrammar.SharedPath>named(
                                    "shared path", "A WebSocket service on a path of the shared port.")
                            .with("websocket", WebSocketGrammar.PART.andThen(service -> mqtt -> service))
                            .with("mqtt", MqttPathGrammar.PART)
                            .complete()),
            "{}",
            "WebSocket services by the first component of the path.");

    private static final Field<Optional<Transport.Web>> WEB = Field.optional(
            "web",
            ObjectType.named("web part", "HTTP on the shared port.")
                    .fields(type("web"), TransportGrammar.ID, PathServiceGrammar.PATHS, WebGrammar.OPTIONS)
                    .into(UniversalGrammar::webPart),
            "HTTP for all other paths.");

    private static final Field<Optional<Transport.Bridged>> MQTT =
            Field.optional("mqtt", MqttGrammar.PART, "MQTT on this port. Without this key, the port accepts no MQTT.");

    static final ObjectType<Optional<Listener>> TRANSPORT = ObjectType.named(
                    "universal transport", "Several protocols on one port.")
            .fields(
                    TransportGrammar.type("universal"),
                    TransportGrammar.ID,
                    TransportGrammar.ENDPOINT,
                    TransportLimitsGrammar.LIMITS,
                    TransportGrammar.PROXY_PROTOCOL,
                    TransportLimitsGrammar.MAX_CONNECTIONS,
                    TransportGrammar.PROXIES,
                    RAWSOCKET,
                    WEBSOCKET,
                    WEB,
                    MQTT)
            .check(UniversalGrammar::speaksSomething)
            .check(MqttPathGrammar::hasOptions)
            .into(values -> TransportGrammar.listener(
                    values, new Transport.Universal(values.get(RAWSOCKET), http(values), values.get(MQTT))))
            .andThen(Optional::of);

    private UniversalGrammar() {}

    /**
     * Declares the optional key {@code type} of a part of a universal transport, which only repeats the key of the
     * part.
     */
    private static Field<Optional<String>> type(String word) {
        return Field.optional(
                "type", word(word), "The kind of transport. The key of this object already names the kind.");
    }

    private static boolean speaksSomething(LocatedObject universal, Reading reading) {
        boolean speaks = Stream.of("rawsocket", "websocket", "web", "mqtt")
                .anyMatch(protocol -> universal.member(protocol).isPresent());
        if (!speaks) {
            reading.problem(
                    universal.at(), "found no protocol (expected \"rawsocket\", \"websocket\", \"web\" or \"mqtt\")");
        }
        return speaks;
    }

    private static Transport.Web webPart(Values values) {
        return new Transport.Web(values.get(PathServiceGrammar.PATHS), values.get(WebGrammar.OPTIONS));
    }

    /**
     * Returns the HTTP part of a universal transport. Its WebSocket services are added to the paths of its web part; at
     * the same path, the WebSocket service replaces the other service.
     */
    private static Optional<Transport.Web> http(Values values) {
        Optional<Transport.Web> web = values.get(WEB);
        Map<String, PathService> paths = new LinkedHashMap<>();
        web.ifPresent(part -> paths.putAll(part.paths()));
        Optional<Transport.Bridged> mqtt = values.get(MQTT);
        values.get(WEBSOCKET).forEach((path, service) -> paths.put(path, service.on(mqtt)));
        WebOptions options = web.map(Transport.Web::options).orElse(WebOptions.DEFAULT);
        // A port without another protocol accepts HTTP even if it has no paths, and answers every request with 404.
        boolean isSpoken = !paths.isEmpty() || values.get(RAWSOCKET).isEmpty() && mqtt.isEmpty();
        return isSpoken
                ? Optional.of(
                        new Transport.Web(paths, options.withTrustedProxies(values.get(TransportGrammar.PROXIES))))
                : Optional.empty();
    }
}
