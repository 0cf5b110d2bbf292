package io.aerostat.metrics;

import io.aerostat.router.RouterStatistics;
import io.aerostat.router.realm.TemplateStatistics;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Registers the meters of one router. */
record RouterMeters(MeterCollection into, Supplier<Snapshot> snapshot, String router) {
    private static final List<String> REFUSALS = List.of(
            "authentication",
            "no_such_realm",
            "no_such_role",
            "no_matching_auth_method",
            "protocol_violation",
            "limit",
            "locked_out");

    /** @param present the present numbers, which give the number of event loops */
    void register(Snapshot.Numbers present) {
        Tags tags = Tags.of("router", router);
        into.gauge(MeterName.CONNECTIONS, tags, number(RouterStatistics::connections));
        into.counter(MeterName.CONNECTIONS_REFUSED, tags, number(RouterStatistics::refusedConnections));
        into.gauge(MeterName.LINKS, tags, number(RouterStatistics::links));
        into.gauge(MeterName.HANDSHAKES_PENDING, tags, number(RouterStatistics::pendingHandshakes));
        into.gauge(MeterName.HANDSHAKES_LIMIT, tags, number(RouterStatistics::pendingHandshakesLimit));
        for (String reason : REFUSALS) {
            into.counter(
                    MeterName.JOINS_REFUSED,
                    tags.and("reason", reason),
                    number(numbers -> numbers.refusedJoins().getOrDefault(reason, 0L)));
        }
        for (String kind : List.of("address", "authid")) {
            into.counter(
                    MeterName.LOCK_OUTS,
                    tags.and("kind", kind),
                    number(numbers -> numbers.lockOuts().getOrDefault(kind, 0L)));
        }
        into.gauge(
                MeterName.TEMPLATE_REALMS,
                tags,
                number(numbers -> numbers.templates().stream()
                        .mapToInt(TemplateStatistics::realms)
                        .sum()));
        into.gauge(
                MeterName.TEMPLATE_SESSIONS,
                tags,
                number(numbers -> numbers.templates().stream()
                        .mapToInt(TemplateStatistics::sessions)
                        .sum()));
        into.counter(MeterName.VIOLATIONS, tags, number(RouterStatistics::violations));
        into.gauge(
                MeterName.READY,
                tags,
                () -> snapshot.get()
                                .router(router)
                                .filter(Snapshot.Numbers::ready)
                                .isPresent()
                        ? 1
                        : 0);
        for (int i = 0; i < present.statistics().loops().size(); i++) {
            registerLoop(i, tags.and("loop", Integer.toString(i)));
        }
    }

    private void registerLoop(int loop, Tags tags) {
        into.seconds(
                MeterName.LOOP_DELAY,
                tags,
                number(numbers -> numbers.loops().get(loop).delay().toNanos() / 1e9));
        into.gauge(
                MeterName.LOOP_TASKS,
                tags,
                number(numbers -> numbers.loops().get(loop).waitingTasks()));
        into.gauge(
                MeterName.BACKLOG,
                tags,
                number(numbers -> numbers.loops().get(loop).pendingBytes()));
    }

    private DoubleSupplier number(ToDoubleFunction<RouterStatistics> read) {
        return () -> snapshot.get()
                .router(router)
                .map(numbers -> read.applyAsDouble(numbers.statistics()))
                .orElse(Double.NaN);
    }
}
