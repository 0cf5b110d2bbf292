package io.aerostat.node.config.grammar.transport;

import static io.aerostat.node.config.type.Types.either;
import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.word;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.node.config.ComponentConnection;
import io.aerostat.node.config.ConnectingEndpoint;
import io.aerostat.node.config.ConnectingEndpoint.Port;
import io.aerostat.node.config.ConnectingTls;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.TaggedType;
import io.aerostat.node.config.grammar.value.FileTypes;
import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.node.config.grammar.value.SerializerFields;
import io.aerostat.node.config.grammar.value.UrlTypes;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.protocol.address.RouterUrl;
import io.aerostat.protocol.payload.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys of connecting transports and endpoints: how a component in a container, or a link, reaches a router. */
public final class ConnectionGrammar {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    private static final Field<Optional<String>> ID = Names.id("transport");

    private static final Field<Duration> TIMEOUT = Field.withDefault(
            "timeout",
            integer(0, 600).map(Duration::ofSeconds),
            "10",
            "The longest time to open a connection, in seconds.");

    private static final Field<String> HOST = Field.required("host", words("a host name or address"), "The host.");

    private static final Field<Port> PORT = Field.required(
            "port",
            either(
                    Names::isTransportId,
                    Names.ID.map(Port.OfTransport::new),
                    integer(1, 65535).map(Port.Number::new)),
            "The port, or the id of a transport of this node whose port is used.");

    private static final Field<Optional<Integer>> VERSION = Field.optional(
            "version",
            EndpointGrammar.VERSION_NUMBER,
            "The version of the Internet protocol, 4 or 6. Without this key, all addresses of the host are tried.");

    private static final Field<String> HOSTNAME =
            Field.required("hostname", words("a host name"), "The name that the server's certificate must have.");
    private static final Field<List<Path>> TRUSTED = Field.withDefault(
            "ca_certificates",
            list(FileTypes.CERTIFICATES),
            "[]",
            "PEM files of the authorities that are trusted. Without them, the authorities of the Java runtime are "
                    + "trusted.");
    private static final Field<Optional<Path>> KEY =
            Field.optional("key", FileTypes.PRIVATE_KEY, "PEM file of the component's private key.");
    private static final Field<Optional<Path>> CERTIFICATE =
            Field.optional("certificate", FileTypes.CERTIFICATES, "PEM file of the component's certificate.");

    private static final Field<Optional<ConnectingTls>> TLS = Field.optional(
            "tls",
            ObjectType.named("connecting TLS", "TLS of a connection.")
                    .fields(HOSTNAME, TRUSTED, KEY, CERTIFICATE)
                    .check(ConnectionGrammar::keyAndCertificate)
                    .into(values -> new ConnectingTls(
                            values.get(HOSTNAME),
                            values.get(TRUSTED),
                            values.get(KEY)
                                    .flatMap(key -> values.get(CERTIFICATE)
                                            .map(certificate -> new ConnectingTls.Identity(key, certificate))))),
            "Options for an encrypted connection.");

    private static final Field<Path> PATH =
            Field.required("path", FileTypes.socket(words("a path")), "The Unix domain socket.");

    private static final TaggedType<ConnectingEndpoint> ENDPOINT = TaggedType.<ConnectingEndpoint>named(
                    "connecting endpoint", "An address to connect to.")
            .with(
                    "tcp",
                    ObjectType.named("connecting tcp endpoint", "A TCP port to connect to.")
                            .fields(
                                    Field.required("type", word("tcp"), "The kind of endpoint."),
                                    HOST,
                                    PORT,
                                    TIMEOUT,
                                    TLS,
                                    VERSION)
                            .into(values -> new ConnectingEndpoint.Tcp(
                                    values.get(HOST),
                                    values.get(PORT),
                                    values.get(TIMEOUT),
                                    values.get(TLS),
                                    values.get(VERSION))))
            .with(
                    "unix",
                    ObjectType.named("connecting unix endpoint", "A Unix domain socket to connect to.")
                            .fields(Field.required("type", word("unix"), "The kind of endpoint."), PATH, TIMEOUT)
                            .into(values -> new ConnectingEndpoint.Unix(values.get(PATH), values.get(TIMEOUT))))
            .refused("twisted", "a Twisted endpoint is Python: use tcp or unix")
            .refused("tor", "Tor is not supported: use tcp to a local SOCKS or onion forwarder")
            .complete();

    private static final Field<Optional<ConnectingEndpoint>> OPTIONAL_ENDPOINT = Field.optional(
            "endpoint", ENDPOINT, "The address to connect to. The default is the host and port of `url`.");
    private static final Field<ConnectingEndpoint> REQUIRED_ENDPOINT =
            Field.required("endpoint", ENDPOINT, "The address to connect to.");

    private static final Field<RouterUrl> URL = Field.required(
            "url", UrlTypes.webSocket("ws://127.0.0.1:8080/ws"), "The WebSocket URL, beginning with ws: or wss:.");

    private static final Field<Serialization> SERIALIZER =
            Field.required("serializer", SerializerFields.NAME, "The serialization of the connection.");

    public static final TaggedType<ComponentConnection> CONNECTION = TaggedType.<ComponentConnection>named(
                    "connecting transport", "How a component reaches its router.")
            .with(
                    "websocket",
                    ObjectType.named("connecting websocket transport", "A connection over WebSocket.")
                            .fields(
                                    Field.required("type", word("websocket"), "The kind of transport."),
                                    ID,
                                    OPTIONAL_ENDPOINT,
                                    URL,
                                    SerializerFields.ACCEPTED,
                                    ClientOptionsGrammar.WEBSOCKET)
                            .into(values -> {
                                RouterUrl url = values.get(URL);
                                return new ComponentConnection.WebSocket(
                                        values.get(OPTIONAL_ENDPOINT).orElseGet(() -> endpointOf(url)),
                                        url,
                                        values.get(SerializerFields.ACCEPTED),
                                        values.get(ClientOptionsGrammar.WEBSOCKET));
                            }))
            .with(
                    "rawsocket",
                    ObjectType.named("connecting rawsocket transport", "A connection over RawSocket.")
                            .fields(
                                    Field.required("type", word("rawsocket"), "The kind of transport."),
                                    ID,
                                    REQUIRED_ENDPOINT,
                                    SERIALIZER,
                                    Field.ignoredAlike("url", "The URL of the router."),
                                    ClientOptionsGrammar.RAWSOCKET,
                                    Field.ignoredAlike("debug", "Whether to log details; use `--loglevel` instead."))
                            .into(values -> new ComponentConnection.RawSocket(
                                    values.get(REQUIRED_ENDPOINT),
                                    values.get(SERIALIZER),
                                    values.get(ClientOptionsGrammar.RAWSOCKET))))
            .complete();

    private ConnectionGrammar() {}

    private static ConnectingEndpoint endpointOf(RouterUrl url) {
        Optional<ConnectingTls> tls =
                url.tls() ? Optional.of(new ConnectingTls(url.host(), List.of(), Optional.empty())) : Optional.empty();
        return new ConnectingEndpoint.Tcp(
                url.host(), new Port.Number(url.port()), DEFAULT_TIMEOUT, tls, Optional.empty());
    }

    private static boolean keyAndCertificate(LocatedObject tls, Reading reading) {
        boolean key = tls.member("key").isPresent();
        boolean certificate = tls.member("certificate").isPresent();
        if (key != certificate) {
            reading.member(key ? "certificate" : "key")
                    .problem(tls.at(), "missing (expected beside \"" + (key ? "key" : "certificate") + "\")");
        }
        return key == certificate;
    }
}
