package io.aerostat.node.config.grammar.transport;

import static io.aerostat.node.config.type.Types.anything;
import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.list;
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
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.listener.Addresses;
import io.aerostat.router.listener.ConnectionOptions;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.TrustedProxies;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys of listening transports, to which clients connect. */
public final class TransportGrammar {
    static final Field<Optional<String>> ID = Names.id("transport");
    static final Field<ListeningEndpoint> ENDPOINT =
            Field.required("endpoint", EndpointGrammar.ENDPOINT, "Where the transport listens.");

    static final Field<TrustedProxies> PROXIES = Field.withDefault(
            "trusted_proxies",
            AddressTypes.NAMES.map(TrustedProxies::of),
            "[]",
            "Addresses and networks of trusted proxies. For a request from a trusted proxy, the headers "
                    + "X-Forwarded-Proto, X-Forwarded-Host and X-Forwarded-For, or else Forwarded, state the origin of "
                    + "the request; cookies, checks of origins and logged addresses depend on these headers. The proxy "
                    + "must set or remove each of these headers. \"unix\" stands for every process that connects to a "
                    + "Unix domain socket.");

    static final Field<Addresses> PROXY_PROTOCOL = Field.withDefault(
            "proxy_protocol",
            AddressTypes.ADDRESSES,
            "[]",
            "Addresses and networks of proxies whose connections begin with a header of the PROXY protocol, version 1 "
                    + "or 2. The header names the client. Connections from other addresses must not have such a "
                    + "header.");

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
            "Milliseconds of silence after which the router pings every client, at least 1000; 0 means never. Without "
                    + "this key, the router pings after 10000 milliseconds, but only Aerostat's own clients and "
                    + "clients that have sent a ping themselves, because some other clients treat a ping as a broken "
                    + "frame. TCP's keepalive detects other dead clients.");

    static final Field<ConnectionOptions> RAWSOCKET_OPTIONS = Field.withDefault(
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

    static final Field<Optional<List<AuthenticationOptions>>> AUTH = AuthenticationGrammar.AUTH;
    static final Field<List<Serialization>> SERIALIZERS = SerializerFields.ACCEPTED;

    private static final ObjectType<Listener> WEBSOCKET = ObjectType.named(
                    "websocket transport", "WAMP over WebSocket, on every path.")
            .fields(
                    type("websocket"),
                    ID,
                    ENDPOINT,
                    TransportLimitsGrammar.LIMITS,
                    PROXY_PROTOCOL,
                    TransportLimitsGrammar.MAX_CONNECTIONS,
                    PROXIES)
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
                    PROXY_PROTOCOL,
                    TransportLimitsGrammar.MAX_CONNECTIONS,
                    SERIALIZERS,
                    RAWSOCKET_OPTIONS,
                    AUTH,
                    debug())
            .check(CookieGrammar::noCookies)
            .into(values -> listener(values, rawSocket(values)));

    private static final ObjectType<Listener> ECHO = echo("websocket.testee", "websocket testee transport");

    /** A transport that is ignored, because browsers do not support Flash. */
    private static final ObjectType<Optional<Listener>> FLASH_POLICY = ObjectType.named(
                    "flashpolicy transport", "A policy file for Flash, which browsers do not support.")
            .fields(
                    type("flashpolicy")
                            .noticed("\"flashpolicy\" has no effect: no browser has Flash any more, so nothing "
                                    + "listens at this endpoint"),
                    ID,
                    Field.required("endpoint", anything(), "Where the policy file was served."),
                    Field.optional("allowed_domain", anything(), "The domain in the policy file."),
                    Field.optional("allowed_ports", anything(), "The ports in the policy file."),
                    debug())
            .into(values -> Optional.empty());

    private static final TaggedType<Optional<Listener>> TRANSPORT = TaggedType.<Optional<Listener>>named(
                    "listening transport", "Where clients connect.")
            .later("web", () -> WebGrammar.TRANSPORT)
            .with("websocket", WEBSOCKET.andThen(Optional::of))
            .with("rawsocket", RAWSOCKET.andThen(Optional::of))
            .later("universal", () -> UniversalGrammar.TRANSPORT)
            .with("websocket.testee", ECHO.andThen(Optional::of))
            .with("flashpolicy", FLASH_POLICY)
            .later("mqtt", () -> MqttGrammar.TRANSPORT)
            .planned("stream.testee");

    /** The transports of a worker, without those that have no effect. */
    public static final ValueType<List<Listener>> TRANSPORTS = list(TRANSPORT)
            .map(transports -> transports.stream().flatMap(Optional::stream).toList());

    private TransportGrammar() {}

    /** Declares a WebSocket transport that sends every message back. */
    public static ObjectType<Listener> echo(String type, String name) {
        return ObjectType.named(name, "A WebSocket service that sends every message back, for test suites.")
                .fields(
                        type(type),
                        ID,
                        ENDPOINT,
                        TransportLimitsGrammar.LIMITS,
                        PROXY_PROTOCOL,
                        TransportLimitsGrammar.MAX_CONNECTIONS,
                        WebSocketGrammar.OPTIONS)
                .fields(
                        WebSocketGrammar.URL,
                        Field.ignoredAlike("debug", "Whether to log details; use `--loglevel` instead."))
                .into(values -> listener(values, new Transport.WebSocketEcho(values.get(WebSocketGrammar.OPTIONS))));
    }

    static Field<String> type(String word) {
        return Field.required("type", word(word), "The kind of transport.");
    }

    static Field<?> debug() {
        return Field.ignoredAlike("debug", "Whether to log details; use `--loglevel` instead.");
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

    static Transport.RawSocket rawSocket(Values values) {
        return new Transport.RawSocket(
                Set.copyOf(values.get(SERIALIZERS)),
                values.get(RAWSOCKET_OPTIONS),
                Transport.RawSocket.DEFAULT_HANDSHAKE_TIMEOUT,
                AuthenticationGrammar.access(values));
    }

    static Listener listener(Values values, Transport transport) {
        return new Listener(values.idOr(ID, "transport"), values.get(ENDPOINT), transport)
                .withProxyProtocol(values.get(PROXY_PROTOCOL))
                .within(TransportLimitsGrammar.limits(values));
    }
}
