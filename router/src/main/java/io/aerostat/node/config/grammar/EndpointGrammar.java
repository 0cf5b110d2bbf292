package io.aerostat.node.config.grammar;

import static io.aerostat.node.config.field.Types.bool;
import static io.aerostat.node.config.field.Types.either;
import static io.aerostat.node.config.field.Types.expandedText;
import static io.aerostat.node.config.field.Types.integer;
import static io.aerostat.node.config.field.Types.list;
import static io.aerostat.node.config.field.Types.word;
import static io.aerostat.node.config.field.Types.words;

import io.aerostat.node.config.ListeningEndpoint;
import io.aerostat.node.config.ServerTls;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.TaggedType;
import io.aerostat.node.config.field.ValueType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where transports listen. */
final class EndpointGrammar {
    private static final ValueType<Integer> PORT_NUMBER = integer(0, 65535);

    private static final ValueType<Integer> PORT_VARIABLE = expandedText("\"$VAR\"")
            .checked((text, at) -> {
                try {
                    int port = Integer.parseInt(text.strip());
                    if (port >= 0 && port <= 65535) {
                        return Optional.of(port);
                    }
                } catch (NumberFormatException notANumber) {
                    // said below
                }
                at.problem(
                        "found \"" + text + "\" in the environment variable (expected " + PORT_NUMBER.expected() + ")");
                return Optional.empty();
            });

    private static final Field<Integer> PORT = Field.required(
            "port",
            either(word -> word.startsWith("$"), PORT_VARIABLE, PORT_NUMBER),
            "The port; 0 takes a free one. As \"$VAR\": from an environment variable.");

    private static final Field<Optional<String>> INTERFACE = Field.optional(
            "interface", words("an address"), "The address of the interface; all interfaces when missing.");

    private static final Field<Integer> IP_VERSION =
            Field.withDefault("version", integer(4, 6), "4", "The version of the Internet protocol, 4 or 6.");

    private static final Field<Integer> BACKLOG =
            Field.withDefault("backlog", integer(1, 65535), "50", "How many connections may wait to be accepted.");

    private static final Field<Boolean> SHARED = Field.withDefault(
            "shared", bool(), "false", "Let other processes, and other transports, listen on the same port (Linux).");

    private static final Field<Path> KEY = Field.required("key", FileTypes.PRIVATE_KEY, "PEM file of the private key.");
    private static final Field<Path> CERTIFICATE = Field.required(
            "certificate", FileTypes.CERTIFICATES, "PEM file of the certificate; its chain may follow in it.");
    private static final Field<List<Path>> CHAIN = Field.withDefault(
            "chain_certificates", list(FileTypes.CERTIFICATES), "[]", "PEM files of the certificate's chain.");
    private static final Field<List<Path>> AUTHORITIES = Field.withDefault(
            "ca_certificates",
            list(FileTypes.CERTIFICATES),
            "[]",
            "PEM files. If there are any, clients must show a certificate of one of these authorities.");

    private static final Field<Optional<ServerTls>> TLS = Field.optional(
            "tls",
            ObjectType.named("listening TLS", "TLS of a listening endpoint.")
                    .fields(
                            KEY,
                            CERTIFICATE,
                            CHAIN,
                            AUTHORITIES,
                            Field.withoutEffect("dhparam", "key agreement is by elliptic curves"),
                            Field.withoutEffect("ciphers", "only suites that are held to be safe are spoken"))
                    .into(values -> new ServerTls(
                            values.get(KEY), values.get(CERTIFICATE), values.get(CHAIN), values.get(AUTHORITIES))),
            "For encrypted connections.");

    private static final Field<Path> PATH = Field.required(
            "path",
            expandedText("the path of a socket")
                    .checked((path, at) -> Optional.of(at.reading().resolve(path))),
            "The Unix domain socket, relative to this file; an older socket there is removed. "
                    + "$VAR and ${VAR} stand for environment variables.");

    static final TaggedType<ListeningEndpoint> ENDPOINT = TaggedType.<ListeningEndpoint>named(
                    "listening endpoint", "Where a transport listens.")
            .with(
                    "tcp",
                    ObjectType.named("listening tcp endpoint", "A TCP port to listen on.")
                            .fields(
                                    Field.required("type", word("tcp"), "The kind of endpoint."),
                                    PORT,
                                    INTERFACE,
                                    IP_VERSION,
                                    BACKLOG,
                                    SHARED,
                                    TLS,
                                    Field.withoutEffect("user_timeout", "dead peers are found by pings"),
                                    Field.planned("portrange", "The first free port of a range."))
                            .into(values -> new ListeningEndpoint.Tcp(
                                    values.get(INTERFACE).orElse(values.get(IP_VERSION) == 6 ? "::" : "0.0.0.0"),
                                    values.get(PORT),
                                    values.get(BACKLOG),
                                    values.get(SHARED),
                                    values.get(TLS),
                                    values.origin())))
            .with(
                    "unix",
                    ObjectType.named("listening unix endpoint", "A Unix domain socket to listen on.")
                            .fields(Field.required("type", word("unix"), "The kind of endpoint."), PATH, BACKLOG)
                            .into(values ->
                                    new ListeningEndpoint.Unix(values.get(PATH), values.get(BACKLOG), values.origin())))
            .planned("twisted", "onion");

    private EndpointGrammar() {}
}
