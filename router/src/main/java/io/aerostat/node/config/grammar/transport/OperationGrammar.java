package io.aerostat.node.config.grammar.transport;

import static io.aerostat.node.config.type.Types.choice;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.grammar.value.AddressTypes;
import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.node.config.type.Types;
import io.aerostat.router.listener.Addresses;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.PathService.Health.Probe;

/** The keys of the services for operators of the node: metrics, probes and the admin page. */
final class OperationGrammar {
    private static final String LOOPBACK = "[\"127.0.0.0/8\", \"::1\", \"unix\"]";

    private static final Field<Addresses> ALLOW = Field.withDefault(
            "allow",
            AddressTypes.ADDRESSES,
            LOOPBACK,
            "Addresses and networks that may read the metrics; other addresses get 403. Add the address of Prometheus. "
                    + "\"unix\" stands for every process that connects to a Unix domain socket.");

    static final ObjectType<PathService> METRICS = ObjectType.named(
                    "metrics service", "The node's metrics for Prometheus.")
            .fields(type("metrics"), Names.id("service"), ALLOW)
            .into(values -> new PathService.Metrics(values.get(ALLOW)));

    private static final Field<Probe> PROBE = Field.required(
            "probe",
            choice(OperationGrammar::word, Probe.values()),
            "What the service checks: with \"live\", whether the event loops work; with \"ready\", whether the node "
                    + "should get new clients. \"ready_or_404\" is like \"ready\", but answers 404 instead of 503, "
                    + "for haproxy's disable-on-404.");

    private static final Field<Addresses> REASONS_FOR = Field.withDefault(
            "reasons_for",
            AddressTypes.ADDRESSES,
            LOOPBACK,
            "Addresses and networks that get the reasons why the node is not ready; other addresses get only the "
                    + "state.");

    static final ObjectType<PathService> HEALTH = ObjectType.named(
                    "health service", "Answers the probes of load balancers and Kubernetes.")
            .fields(type("health"), Names.id("service"), PROBE, REASONS_FOR)
            .into(values -> new PathService.Health(values.get(PROBE), values.get(REASONS_FOR)));

    private static final Field<String> WEBSOCKET = Field.withDefault(
            "websocket",
            Types.text("[A-Za-z0-9_.~-]+(/[A-Za-z0-9_.~-]+)*", "the path of a WebSocket service, such as \"ws\""),
            "\"ws\"",
            "The path of the WebSocket service of this transport over which the page joins, without the first slash.");

    static final ObjectType<PathService> ADMIN = ObjectType.named(
                    "admin service", "The page for operators; needs a realm in controller.management.realm.")
            .fields(type("admin"), Names.id("service"), WEBSOCKET)
            .into(values -> new PathService.Admin("/" + values.get(WEBSOCKET)));

    private OperationGrammar() {}

    private static Field<String> type(String word) {
        return Field.required("type", Types.word(word), "The kind of service.");
    }

    private static String word(Probe probe) {
        return switch (probe) {
            case LIVE -> "live";
            case READY -> "ready";
            case READY_OR_NOT_FOUND -> "ready_or_404";
        };
    }
}
