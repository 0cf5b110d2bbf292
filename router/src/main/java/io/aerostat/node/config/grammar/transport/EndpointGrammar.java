package io.aerostat.node.config.grammar.transport;

import static io.aerostat.node.config.type.Types.argument;
import static io.aerostat.node.config.type.Types.bool;
import static io.aerostat.node.config.type.Types.deferred;
import static io.aerostat.node.config.type.Types.either;
import static io.aerostat.node.config.type.Types.expandedText;
import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.text;
import static io.aerostat.node.config.type.Types.textWithVariables;
import static io.aerostat.node.config.type.Types.word;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.TaggedType;
import io.aerostat.node.config.field.Values;
import io.aerostat.node.config.grammar.value.FileTypes;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.ServerTlsOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The keys of the endpoints on which transports listen. */
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
                    // The problem is reported below.
                }
                at.problem(
                        "found \"" + text + "\" in the environment variable (expected " + PORT_NUMBER.expected() + ")");
                return Optional.empty();
            });

    private static final Field<Optional<Integer>> PORT = Field.optional(
            "port",
            either(word -> word.startsWith("$"), PORT_VARIABLE, PORT_NUMBER),
            "The port; 0 means any free port. \"$VAR\" stands for the value of an environment variable.");

    private static final Field<Optional<List<Integer>>> PORT_RANGE = Field.optional(
            "portrange",
            list(integer(1, 65535)).checked((range, at) -> {
                if (range.size() == 2 && range.get(0) <= range.get(1)) {
                    return Optional.of(range);
                }
                at.problem("found " + range + " (expected the first and the last port)");
                return Optional.empty();
            }),
            "The first and the last port of a range. The first free port of the range is used, instead of `port`.");

    private static final Field<Optional<String>> INTERFACE = Field.optional(
            "interface",
            argument(words("an address")),
            "The address of the interface. Without this key, the transport listens on all interfaces.");

    static final ValueType<Integer> VERSION_NUMBER = integer(4, 6).checked((version, at) -> {
        if (version == 5) {
            at.problem("found 5 (expected 4 or 6)");
            return Optional.empty();
        }
        return Optional.of(version);
    });

    private static final Field<Integer> IP_VERSION =
            Field.withDefault("version", VERSION_NUMBER, "4", "The version of the Internet protocol, 4 or 6.");

    private static final Field<Integer> BACKLOG = Field.withDefault(
            "backlog",
            integer(1, 65535),
            String.valueOf(ListeningEndpoint.DEFAULT_BACKLOG),
            "How many connections may wait to be accepted.");

    private static final Field<Boolean> SHARED = Field.withDefault(
            "shared",
            bool(),
            "false",
            "Whether other processes, and other transports, may listen on the same port (Linux).");

    private static final Field<Optional<ServerTlsOptions>> TLS =
            Field.optional("tls", deferred(() -> ListeningTlsGrammar.TLS), "Options for encrypted connections.");

    private static final Field<Path> PATH = Field.required(
            "path",
            FileTypes.socket(textWithVariables("the path of a socket")),
            "The path of the Unix domain socket, relative to this file. An older socket at this path is removed. $VAR "
                    + "and ${VAR} stand for environment variables; an unset variable is not replaced.");

    static final TaggedType<ListeningEndpoint> ENDPOINT = TaggedType.<ListeningEndpoint>named(
                    "listening endpoint", "Where a transport listens.")
            .with(
                    "tcp",
                    ObjectType.named("listening tcp endpoint", "A TCP port to listen on.")
                            .fields(
                                    Field.required("type", word("tcp"), "The kind of endpoint."),
                                    PORT,
                                    PORT_RANGE,
                                    INTERFACE,
                                    IP_VERSION,
                                    BACKLOG,
                                    SHARED,
                                    Field.withoutEffect(
                                            "user_timeout", "the JDK cannot set it; pings find dead connections"),
                                    TLS)
                            .check(EndpointGrammar::portOrRange)
                            .into(EndpointGrammar::tcp))
            .with(
                    "unix",
                    ObjectType.named("listening unix endpoint", "A Unix domain socket to listen on.")
                            .fields(Field.required("type", word("unix"), "The kind of endpoint."), PATH, BACKLOG)
                            .into(values ->
                                    values.placed(new ListeningEndpoint.Unix(values.get(PATH), values.get(BACKLOG)))))
            .refused("twisted", "a Twisted endpoint is Python: use tcp or unix")
            .refused("onion", "Tor is not supported: let the Tor daemon forward its hidden service to a tcp endpoint")
            .complete();

    private EndpointGrammar() {}

    private static ListeningEndpoint tcp(Values values) {
        // A range has priority over a port, as in Crossbar.io.
        List<Integer> range = values.get(PORT_RANGE).orElseGet(() -> {
            int port = values.get(PORT).orElseThrow();
            return List.of(port, port);
        });
        ListeningEndpoint.Tcp endpoint = new ListeningEndpoint.Tcp(
                values.get(INTERFACE).orElse(values.get(IP_VERSION) == 6 ? "::" : "0.0.0.0"),
                range.get(0),
                range.get(1),
                values.get(BACKLOG),
                values.get(SHARED),
                values.get(TLS));
        return values.placed(endpoint);
    }

    private static boolean portOrRange(LocatedObject endpoint, Reading reading) {
        boolean either = endpoint.member("port").isPresent()
                || endpoint.member("portrange").isPresent();
        if (!either) {
            reading.member("port")
                    .problem(endpoint.at(), "missing (expected " + PORT.type().expected() + ")");
        }
        return either;
    }
}
