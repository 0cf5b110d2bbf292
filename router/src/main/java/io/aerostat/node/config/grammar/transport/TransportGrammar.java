package io.aerostat.node.config.grammar.transport;

import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.map;
import static io.aerostat.node.config.type.Types.word;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.TaggedType;
import io.aerostat.node.config.field.Values;
import io.aerostat.node.config.grammar.authentication.AuthenticationGrammar;
import io.aerostat.node.config.grammar.authentication.CookieGrammar;
import io.aerostat.node.config.grammar.value.AddressTypes;
import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.node.config.grammar.value.SerializerFields;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.listener.ConnectionOptions;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.TrustedProxies;
import io.aerostat.router.listener.WebOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where clients connect: listening transports. */
public final class TransportGrammar {
    private static final Field<Optional<String>> ID = Names.id("transport");
    private static final Field<ListeningEndpoint> ENDPOINT =
            Field.required("endpoint", EndpointGrammar.ENDPOINT, "Where the transport listens.");

    private static final Field<TrustedProxies> PROXIES = Field.withDefault(
            "trusted_proxies",
            AddressTypes.NAMES.map(TrustedProxies::of),
            "[]",
            "Addresses and networks of trusted proxies. For a request from a trusted proxy, the headers "
                    + "X-Forwarded-Proto, X-Forwarded-Host and X-Forwarded-For, or else Forwarded, state where the "
                    + "request comes from; cookies, checks of origins and logged addresses depend on it. The proxy "
                    + "must set or remove each of these headers. \"unix\" stands for every process that connects to "
                    + "a Unix domain socket.");

    private static final int LARGEST_RAWSOCKET_MESSAGE = 16_777_216;

    private static final Field<Integer> RAWSOCKET_MESSAGE_SIZE = Field.withDefault(
            "max_message_size",
            integer(512, LARGEST_RAWSOCKET_MESSAGE).checked((size, at) -> {
                if (size < LARGEST_RAWSOCKET_MESSAGE) {
                    at.notice("clients that expect the answer to repeat the size in their handshake"
                            + " cannot join, such as wamp_async (they need "
                            + LARGEST_RAWSOCKET_MESSAGE + ")");
                }
                return Optional.of(size);
            }),
            "16777216",
            "The longest message in bytes; rounded up to a power of two. With less than 16777216, "
                    + "wamp_async (Rust) cannot join.");

    private static final Field<Optional<Duration>> RAWSOCKET_PING_INTERVAL = Field.optional(
            "auto_ping_interval",
            WebSocketGrammar.MILLISECONDS,
            "Milliseconds of silence after which the router pings every client, at least 1000; 0 means never. "
                    + "Without this key, the router pings after 10000 milliseconds, but only Aerostat's own clients "
                    + "and clients that have sent a ping themselves, because some others treat a ping as a broken "
                    + "frame. TCP's keepalive finds other dead clients.");

    private static final Field<ConnectionOptions> RAWSOCKET_OPTIONS = Field.withDefault(
            "options",
            ObjectType.named("rawsocket options", "Options of the RawSocket protocol.")
                    .fields(
                            RAWSOCKET_MESSAGE_SIZE,
                            RAWSOCKET_PING_INTERVAL,
                            WebSocketGrammar.PING_TIMEOUT,
                            SerializerFields.UBJSON_DIALECT)
                    .into(TransportGrammar::rawSocketOptions),
            "{}",
            "Options of the protocol.");

    private static final Field<Optional<List<AuthenticationOptions>>> AUTH = AuthenticationGrammar.AUTH;
    private static final Field<List<Serialization>> SERIALIZERS = SerializerFields.ACCEPTED;

    private static final ObjectType<Listener> WEB = ObjectType.named(
                    "web transport", "HTTP, with a service for each path.")
            .fields(
                    type("web"),
                    ID,
                    ENDPOINT,
                    TransportLimitsGrammar.LIMITS,
                    PROXIES,
                    PathServiceGrammar.PATHS,
                    WebGrammar.OPTIONS)
            .into(values -> listener(
                    values,
                    new Transport.Web(
                            values.get(PathServiceGrammar.PATHS),
                            values.get(WebGrammar.OPTIONS).withTrustedProxies(values.get(PROXIES)))));

    private static final ObjectType<Listener> WEBSOCKET = ObjectType.named(
                    "websocket transport", "WAMP over WebSocket, on every path.")
            .fields(type("websocket"), ID, ENDPOINT, TransportLimitsGrammar.LIMITS, PROXIES)
            .fields(WebSocketGrammar.FIELDS)
            .check(CookieGrammar::cookiesAreSecret)
            .into(values ->
                    listener(values, new Transport.WebSocket(WebSocketGrammar.service(values), values.get(PROXIES))));

    private static final ObjectType<Listener> RAWSOCKET = ObjectType.named(
                    "rawsocket transport", "WAMP over RawSocket.")
            .fields(
                    type("rawsocket"),
                    ID,
                    ENDPOINT,
                    TransportLimitsGrammar.LIMITS,
                    SERIALIZERS,
                    RAWSOCKET_OPTIONS,
                    AUTH,
                    debug())
            .check(CookieGrammar::noCookies)
            .into(values -> listener(values, rawSocket(values)));

    private static final Field<Optional<Transport.RawSocket>> UNIVERSAL_RAWSOCKET = Field.optional(
            "rawsocket",
            ObjectType.named("rawsocket part", "RawSocket on the shared port.")
                    .fields(SERIALIZERS, RAWSOCKET_OPTIONS, AUTH, debug())
                    .check(CookieGrammar::noCookies)
                    .into(TransportGrammar::rawSocket),
            "RawSocket on this port. Without this key, the port does not accept RawSocket.");

    private static final Field<Map<String, PathService.WebSocket>> UNIVERSAL_WEBSOCKET = Field.withDefault(
            "websocket",
            map(PathServiceGrammar.PATH, PathServiceGrammar.PATH_EXPECTED, WebSocketGrammar.PART),
            "{}",
            "WebSocket services by the first component of the path.");

    private static final Field<Optional<Transport.Web>> UNIVERSAL_WEB = Field.optional(
            "web",
            ObjectType.named("web part", "HTTP on the shared port.")
                    .fields(PathServiceGrammar.PATHS, WebGrammar.OPTIONS)
                    .into(TransportGrammar::webPart),
            "HTTP for all other paths.");

    private static final ObjectType<Listener> UNIVERSAL = ObjectType.named(
                    "universal transport", "Several protocols on one port.")
            .fields(
                    type("universal"),
                    ID,
                    ENDPOINT,
                    TransportLimitsGrammar.LIMITS,
                    PROXIES,
                    UNIVERSAL_RAWSOCKET,
                    UNIVERSAL_WEBSOCKET,
                    UNIVERSAL_WEB,
                    Field.planned("mqtt", "MQTT on the shared port."))
            .check(TransportGrammar::speaksSomething)
            .into(values -> listener(values, new Transport.Universal(values.get(UNIVERSAL_RAWSOCKET), http(values))));

    private static final ObjectType<Listener> ECHO = echo("websocket.testee", "websocket testee transport");

    public static final TaggedType<Listener> TRANSPORT = TaggedType.<Listener>named(
                    "listening transport", "Where clients connect.")
            .with("web", WEB)
            .with("websocket", WEBSOCKET)
            .with("rawsocket", RAWSOCKET)
            .with("universal", UNIVERSAL)
            .with("websocket.testee", ECHO)
            .planned("mqtt", "flashpolicy", "stream.testee");

    private TransportGrammar() {}

    /** Declares a WebSocket transport that sends every message back. */
    public static ObjectType<Listener> echo(String type, String name) {
        return ObjectType.named(name, "A WebSocket service that sends every message back, for test suites.")
                .fields(type(type), ID, ENDPOINT, TransportLimitsGrammar.LIMITS, WebSocketGrammar.OPTIONS)
                .fields(
                        Field.withoutEffect("url", "clients choose the URL by which they reach this server"),
                        Field.withoutEffect("debug", "see --loglevel"))
                .into(values -> listener(values, new Transport.WebSocketEcho(values.get(WebSocketGrammar.OPTIONS))));
    }

    private static Field<String> type(String word) {
        return Field.required("type", word(word), "The kind of transport.");
    }

    private static boolean speaksSomething(LocatedObject universal, Reading reading) {
        boolean speaks = Stream.of("rawsocket", "websocket", "web")
                .anyMatch(protocol -> universal.member(protocol).isPresent());
        if (!speaks) {
            reading.problem(universal.at(), "found no protocol (expected \"rawsocket\", \"websocket\" or \"web\")");
        }
        return speaks;
    }

    private static Field<?> debug() {
        return Field.withoutEffect("debug", "see --loglevel");
    }

    private static Transport.Web webPart(Values values) {
        return new Transport.Web(values.get(PathServiceGrammar.PATHS), values.get(WebGrammar.OPTIONS));
    }

    private static ConnectionOptions rawSocketOptions(Values values) {
        ConnectionOptions options = ConnectionOptions.DEFAULT
                .withMaxMessageSize(values.get(RAWSOCKET_MESSAGE_SIZE))
                .withUbjsonDialect(values.get(SerializerFields.UBJSON_DIALECT));
        Duration timeout = WebSocketGrammar.orNever(values.get(WebSocketGrammar.PING_TIMEOUT));
        return values.get(RAWSOCKET_PING_INTERVAL)
                .map(interval -> options.withPings(interval, timeout))
                .orElse(options.withPingTimeout(timeout));
    }

    private static Transport.RawSocket rawSocket(Values values) {
        return new Transport.RawSocket(
                Set.copyOf(values.get(SERIALIZERS)),
                values.get(RAWSOCKET_OPTIONS),
                Transport.RawSocket.DEFAULT_HANDSHAKE_TIMEOUT,
                AuthenticationGrammar.access(values));
    }

    /**
     * Returns the HTTP part of a universal transport. Its WebSocket services are added to the paths of its web part; at
     * the same path, the WebSocket service replaces the other one.
     */
    private static Optional<Transport.Web> http(Values values) {
        Optional<Transport.Web> web = values.get(UNIVERSAL_WEB);
        Map<String, PathService> paths = new LinkedHashMap<>();
        web.ifPresent(part -> paths.putAll(part.paths()));
        paths.putAll(values.get(UNIVERSAL_WEBSOCKET));
        WebOptions options = web.map(Transport.Web::options).orElse(WebOptions.DEFAULT);
        // A port without RawSocket accepts HTTP even if it has no paths, and answers every request with 404.
        boolean isSpoken = !paths.isEmpty() || values.get(UNIVERSAL_RAWSOCKET).isEmpty();
        return isSpoken
                ? Optional.of(new Transport.Web(paths, options.withTrustedProxies(values.get(PROXIES))))
                : Optional.empty();
    }

    private static Listener listener(Values values, Transport transport) {
        return new Listener(values.idOr(ID, "transport"), values.get(ENDPOINT), transport)
                .within(values.get(TransportLimitsGrammar.LIMITS));
    }
}
