package io.aerostat.node.config.grammar.transport;

import static io.aerostat.node.config.type.Types.choice;
import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.text;
import static io.aerostat.node.config.type.Types.word;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.TaggedType;
import io.aerostat.node.config.grammar.value.FileTypes;
import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.node.config.grammar.value.UrlTypes;
import io.aerostat.protocol.address.RouterUrl;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.UpstreamService;
import io.aerostat.router.listener.UpstreamService.Upstream;
import io.aerostat.router.listener.UpstreamService.UpstreamTls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The keys of the services that pass requests on to other servers. */
final class UpstreamGrammar {
    private static final Field<String> HOST =
            Field.required("host", words("a host name or address"), "The host of the server.");
    private static final Field<Integer> PORT =
            Field.withDefault("port", integer(1, 65_535), "80", "The port of the server.");
    private static final Field<String> PATH = Field.withDefault(
            "path",
            text("|/[!-~]*", "a path that begins with a slash, or nothing"),
            "\"\"",
            "The path at the server to which the rest of the request's path is appended.");
    private static final Field<Optional<Integer>> FORWARDED_PORT = Field.optional(
            "forwarded_port",
            integer(1, 65_535),
            "The port in X-Forwarded-Port. Without this key, the port that the client requested.");
    private static final Field<Optional<String>> FORWARDED_PROTO = Field.optional(
            "forwarded_proto",
            choice(UnaryOperator.identity(), "http", "https"),
            "The scheme in X-Forwarded-Proto. Without this key, the scheme that the client used.");

    private static final Field<Duration> TIMEOUT = Field.withDefault(
            "timeout",
            integer(1, 86_400).map(Duration::ofSeconds),
            "60",
            "Seconds that the server may pause while it receives a request or sends a response; after that, the status "
                    + "is 504.");
    private static final Field<Duration> CONNECT_TIMEOUT = Field.withDefault(
            "connect_timeout",
            integer(1, 600).map(Duration::ofSeconds),
            "5",
            "The longest time to open a connection, in seconds; after that, the status is 502.");

    private static final Field<String> HOSTNAME =
            Field.required("hostname", words("a host name"), "The name that the server's certificate must have.");
    private static final Field<List<Path>> TRUSTED = Field.withDefault(
            "ca_certificates",
            list(FileTypes.CERTIFICATES),
            "[]",
            "PEM files of the authorities that are trusted. Without them, those of the Java runtime are trusted.");

    private static final Field<Optional<UpstreamTls>> TLS = Field.optional(
            "tls",
            ObjectType.named("upstream TLS", "TLS of a connection to another server.")
                    .fields(HOSTNAME, TRUSTED)
                    .into(values -> new UpstreamTls(values.get(HOSTNAME), values.get(TRUSTED))),
            "Options for an encrypted connection.");

    static final ObjectType<PathService> REVERSE_PROXY = service("reverseproxy", "Forwards requests to another server.")
            .fields(HOST, PORT, PATH, FORWARDED_PORT, FORWARDED_PROTO, TIMEOUT, CONNECT_TIMEOUT, TLS)
            .into(values -> new UpstreamService.ReverseProxy(
                    new Upstream(
                            values.get(HOST),
                            values.get(PORT),
                            values.get(TLS),
                            values.get(CONNECT_TIMEOUT),
                            values.get(TIMEOUT)),
                    values.get(PATH),
                    values.get(FORWARDED_PORT),
                    values.get(FORWARDED_PROTO)));

    private static final Field<RouterUrl> URL =
            Field.required("url", UrlTypes.webSocket("ws://127.0.0.1:9000/ws"), "The WebSocket URL of the server.");
    private static final Field<Integer> ENDPOINT_PORT =
            Field.required("port", integer(1, 65_535), "The port of the server.");
    private static final Field<Duration> ENDPOINT_TIMEOUT = Field.withDefault(
            "timeout",
            integer(1, 600).map(Duration::ofSeconds),
            "10",
            "The longest time to open a connection, in seconds.");

    private static final Field<Optional<Upstream>> ENDPOINT = Field.optional(
            "endpoint",
            TaggedType.<Upstream>named("backend endpoint", "The address of the server.")
                    .with(
                            "tcp",
                            ObjectType.named("backend tcp endpoint", "A TCP port to connect to.")
                                    .fields(
                                            Field.required("type", word("tcp"), "The kind of endpoint."),
                                            HOST,
                                            ENDPOINT_PORT,
                                            ENDPOINT_TIMEOUT,
                                            TLS,
                                            Field.withoutEffect("version", "the address of the host determines it"))
                                    .into(values -> new Upstream(
                                            values.get(HOST),
                                            values.get(ENDPOINT_PORT),
                                            values.get(TLS),
                                            values.get(ENDPOINT_TIMEOUT),
                                            Upstream.DEFAULT_TIMEOUT)))
                    .planned("unix", "twisted", "tor"),
            "The address of the server. The default is the host and port of `url`.");

    private static final Field<UpstreamService.WebSocketProxy> BACKEND = Field.required(
            "backend",
            ObjectType.named("websocket backend", "The WebSocket server that gets the connections.")
                    .fields(
                            Field.required("type", word("websocket"), "The kind of transport."),
                            Names.id("transport"),
                            ENDPOINT,
                            URL,
                            Field.ignoredAlike("serializers", "Serializers; the client and the server agree on one."),
                            Field.withoutEffect("options", "messages pass unchanged"))
                    .into(values -> {
                        RouterUrl url = values.get(URL);
                        Upstream upstream = values.get(ENDPOINT).orElseGet(() -> upstream(url));
                        return new UpstreamService.WebSocketProxy(upstream, url.path());
                    }),
            "The server.");

    static final ObjectType<PathService> WEBSOCKET_PROXY = service(
                    "websocket-reverseproxy", "Forwards WebSocket connections to another server.")
            .fields(BACKEND, WebSocketGrammar.URL, Field.withoutEffect("options", "messages pass unchanged"))
            .into(values -> values.get(BACKEND));

    private UpstreamGrammar() {}

    private static ObjectType.Builder service(String word, String meaning) {
        return ObjectType.named(word + " service", meaning)
                .fields(Field.required("type", word(word), "The kind of service."), Names.id("service"));
    }

    private static Upstream upstream(RouterUrl url) {
        return new Upstream(
                url.host(),
                url.port(),
                url.tls() ? Optional.of(new UpstreamTls(url.host(), List.of())) : Optional.empty(),
                Duration.ofSeconds(10),
                Upstream.DEFAULT_TIMEOUT);
    }
}
