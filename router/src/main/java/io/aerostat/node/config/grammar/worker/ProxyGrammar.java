package io.aerostat.node.config.grammar.worker;

import static io.aerostat.node.config.type.Types.anything;
import static io.aerostat.node.config.type.Types.listOr;
import static io.aerostat.node.config.type.Types.map;
import static io.aerostat.node.config.type.Types.someOf;
import static io.aerostat.node.config.type.Types.word;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.node.config.ComponentConnection;
import io.aerostat.node.config.NativeOptions;
import io.aerostat.node.config.ProxyWorker;
import io.aerostat.node.config.Worker;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.grammar.transport.ConnectionGrammar;
import io.aerostat.node.config.grammar.transport.TransportGrammar;
import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.router.listener.Listener;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of a worker of type {@code proxy}. */
public final class ProxyGrammar {
    private static final Field<Optional<String>> ID = Names.label("worker");

    private static final Field<Optional<NativeOptions>> OPTIONS = Field.withDefault(
            "options",
            NativeOptionsGrammar.builder(
                            "proxy options", Field.withoutEffect("env", "a proxy runs in the process of the node"))
                    .into(values -> NativeOptionsGrammar.isDisabled(values)
                            ? Optional.empty()
                            : Optional.of(NativeOptionsGrammar.read(values))),
            "{}",
            "Options of the worker.");

    private static final String CONNECTION_EXPECTED = "the name of a connection";

    private static final Field<ComponentConnection> TRANSPORT = Field.required(
            "transport",
            ConnectionGrammar.CONNECTION,
            "The transport of a router of this node. The proxy's clients become clients of this router.");

    private static final Field<Map<String, LocatedValue>> AUTH = Field.withDefault(
            "auth",
            map("anonymous-proxy|cryptosign-proxy", "anonymous-proxy or cryptosign-proxy", anything()),
            "{}",
            "How a proxy of Crossbar.io authenticates to its router. In Aerostat, the router itself serves the proxy's "
                    + "clients, so no authentication is necessary.");

    private static final ValueType<List<String>> NAMES = listOr(
            someOf(words(CONNECTION_EXPECTED)), words(CONNECTION_EXPECTED).map(List::of));

    private static final Field<Map<String, ComponentConnection>> CONNECTIONS = Field.withDefault(
            "connections",
            map(
                    "[\\s\\S]+",
                    CONNECTION_EXPECTED,
                    ObjectType.named("proxy connection", "A connection of a proxy to a router of this node.")
                            .fields(Names.label("connection"), TRANSPORT, AUTH)
                            .into(values -> values.get(TRANSPORT))),
            "{}",
            "The connections to routers of this node, by name.");

    private static final Field<Map<String, Map<String, List<String>>>> ROUTES = Field.withDefault(
            "routes",
            map("[\\s\\S]+", "a realm", map("[\\s\\S]+", "a role", NAMES)),
            "{}",
            "The connections, by realm and role. Clients can only join with a realm and role that have a route.");

    private static final Field<List<Listener>> TRANSPORTS =
            Field.withDefault("transports", TransportGrammar.TRANSPORTS, "[]", "Where clients connect.");

    public static final ObjectType<Optional<Worker>> WORKER = ObjectType.named(
                    "proxy worker",
                    "A worker whose transports belong to routers of this node. Clients can join only by the routes of "
                            + "the worker.")
            .fields(
                    Field.required("type", word("proxy"), "The kind of worker."),
                    ID,
                    OPTIONS,
                    TRANSPORTS,
                    CONNECTIONS,
                    ROUTES,
                    Manhole.FIELD)
            .into(values -> values.get(OPTIONS)
                    .map(options -> new ProxyWorker(
                            values.idOr(ID, "worker"),
                            options,
                            values.get(TRANSPORTS),
                            values.get(CONNECTIONS),
                            values.get(ROUTES),
                            values.origins(),
                            values.origin())));

    private ProxyGrammar() {}
}
