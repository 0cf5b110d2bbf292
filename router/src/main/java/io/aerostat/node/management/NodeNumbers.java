package io.aerostat.node.management;

import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.RouterStatistics;
import io.aerostat.router.realm.CallStatistics;
import io.aerostat.router.realm.RealmProcedure;
import io.aerostat.router.realm.RealmStatistics;
import io.aerostat.router.realm.RoleStatistics;
import io.aerostat.router.session.LoopStatistics;
import io.aerostat.router.session.TransportStatistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/**
 * The procedures that show the counters of routers and realms. Counters only grow; a reader that asks twice can compute
 * rates and percentiles from the differences.
 */
final class NodeNumbers {
    private static final int LARGEST_PAGE = 200;

    private final NodeInspection node;
    private final QueryThread thread;

    NodeNumbers(NodeInspection node, QueryThread thread) {
        this.node = node;
        this.thread = thread;
    }

    void addTo(Map<String, RealmProcedure> procedures) {
        procedures.put(ManagementProcedures.NUMBERS, arguments -> thread.ask(this::numbers));
        procedures.put(ManagementProcedures.REALMS, this::realms);
    }

    private Map<String, Object> numbers() {
        List<Map<String, Object>> routers = new ArrayList<>();
        node.routers().forEach((id, router) -> routers.add(of(id, router.statistics())));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("time_ms", System.currentTimeMillis());
        values.put("process", ProcessStatistics.read());
        values.put(
                "duration_bounds_us",
                CallStatistics.BOUNDS.stream()
                        .map(bound -> bound.toNanos() / 1_000)
                        .toList());
        values.put("routers", routers);
        return values;
    }

    private static Map<String, Object> of(String id, RouterStatistics router) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("router", id);
        values.put("connections", router.connections());
        values.put("pending_handshakes", router.pendingHandshakes());
        values.put("pending_handshakes_limit", router.pendingHandshakesLimit());
        values.put("refused_connections", router.refusedConnections());
        values.put("refused_joins", sum(router.refusedJoins()));
        values.put("violations", router.violations());
        values.put(
                "transports", router.transports().stream().map(NodeNumbers::of).toList());
        values.put("loops", router.loops().stream().map(NodeNumbers::of).toList());
        values.put("realm_count", router.realms().size());
        values.put("realms", total(router.realms()));
        return values;
    }

    private static Map<String, Object> of(TransportStatistics transport) {
        return Map.of(
                "transport", transport.transport(),
                "received", transport.messagesReceived(),
                "received_bytes", transport.bytesReceived(),
                "sent", transport.messagesSent(),
                "sent_bytes", transport.bytesSent());
    }

    private static Map<String, Object> of(LoopStatistics loop) {
        return Map.of(
                "delay_ms", loop.delay().toNanos() / 1e6,
                "waiting_tasks", loop.waitingTasks(),
                "waiting_bytes", loop.pendingBytes());
    }

    /** Returns the sums over these realms, with the same names as the numbers of a single realm. */
    private static Map<String, Object> total(List<RealmStatistics> realms) {
        List<RoleStatistics> roles =
                realms.stream().flatMap(realm -> realm.roles().stream()).toList();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(
                "sessions", realms.stream().mapToLong(RealmStatistics::sessions).sum());
        values.put(
                "sessions_limit",
                realms.stream().mapToLong(RealmStatistics::sessionsLimit).sum());
        values.put(
                "registrations",
                realms.stream().mapToLong(RealmStatistics::registrations).sum());
        values.put(
                "subscriptions",
                realms.stream().mapToLong(RealmStatistics::subscriptions).sum());
        values.put(
                "retained_events",
                realms.stream().mapToLong(RealmStatistics::retainedEvents).sum());
        values.put(
                "pending_calls",
                realms.stream().mapToLong(RealmStatistics::pendingCalls).sum());
        values.put(
                "publications",
                realms.stream().mapToLong(RealmStatistics::publications).sum());
        values.put(
                "dropped_events",
                realms.stream()
                        .mapToLong(realm -> realm.droppedEvents().total())
                        .sum());
        values.put(
                "slow_consumers",
                realms.stream().mapToLong(RealmStatistics::slowConsumers).sum());
        values.put(
                "refused_sessions",
                realms.stream().mapToLong(RealmStatistics::refusedSessions).sum());
        values.put("events", roles.stream().mapToLong(RoleStatistics::events).sum());
        values.put("joined", roles.stream().mapToLong(RoleStatistics::joined).sum());
        values.put("left", roles.stream().mapToLong(role -> sum(role.left())).sum());
        values.put(
                "denied", roles.stream().mapToLong(role -> sum(role.denied())).sum());
        CallStatistics calls =
                roles.stream().map(RoleStatistics::calls).reduce(CallStatistics.NONE, CallStatistics::plus);
        values.put("calls", new TreeMap<>(calls.ended()));
        values.put("call_durations", calls.durations());
        values.put("call_nanos", calls.nanos());
        return values;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns a page of the realms, in the order of their names. */
    private CompletionStage<PayloadValues> realms(PayloadValues values) {
        QueryArguments arguments = new QueryArguments(values);
        String after = arguments.optionalText("after").orElse("");
        String wanted = arguments.optionalText(0, "realm").orElse("");
        long limit = Math.min(Math.max(1, arguments.number("limit", LARGEST_PAGE)), LARGEST_PAGE);
        return thread.ask(() -> realms(wanted, after, limit));
    }

    private Map<String, Object> realms(String wanted, String after, long limit) {
        List<Map<String, Object>> all = new ArrayList<>();
        node.routers()
                .forEach((id, router) -> router.statistics().realms().stream()
                        .filter(realm -> wanted.isEmpty() || realm.name().equals(wanted))
                        .forEach(realm -> all.add(of(id, realm))));
        List<Map<String, Object>> rest = all.stream()
                .filter(realm -> key(realm).compareTo(after) > 0)
                .sorted((one, other) -> key(one).compareTo(key(other)))
                .toList();
        List<Map<String, Object>> page = rest.stream().limit(limit).toList();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("realms", page);
        values.put("count", all.size());
        values.put("next", page.size() == rest.size() ? "" : key(page.get(page.size() - 1)));
        return values;
    }

    /**
     * Returns the key by which realms are ordered. The key is unique even if two routers have realms of the same name.
     */
    private static String key(Map<String, Object> realm) {
        return realm.get("realm") + " " + realm.get("router");
    }

    private static Map<String, Object> of(String router, RealmStatistics realm) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("router", router);
        values.put("realm", realm.name());
        values.putAll(total(List.of(realm)));
        values.put(
                "roles",
                realm.roles().stream()
                        .map(role -> Map.<String, Object>of(
                                "role", role.role(),
                                "sessions", role.sessions(),
                                "denied", sum(role.denied()),
                                "events", role.events()))
                        .toList());
        return values;
    }
}
