package io.aerostat.command.node;

import io.aerostat.command.listing.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rates of a node, its realms and its sessions, as the difference of two samples. */
final class RateReport {
    private static final double NANOS = 1e9;
    private static final List<String> REALM_COLUMNS = List.of(
            "realm",
            "sessions",
            "registrations",
            "subscriptions",
            "pending_calls",
            "calls/s",
            "publications/s",
            "events/s",
            "dropped");
    private static final List<String> SESSION_COLUMNS = List.of(
            "session", "realm", "authid", "authrole", "transport", "in/s", "out/s", "waiting", "dropped", "age_s");
    private static final Map<String, String> HEADINGS = Map.of(
            "calls_per_second", "calls/s",
            "publications_per_second", "publications/s",
            "events_per_second", "events/s",
            "in_per_second", "in/s",
            "out_per_second", "out/s",
            "waiting_bytes", "waiting",
            "dropped_events", "dropped",
            "age_seconds", "age_s");

    private final Sample before;
    private final Sample after;
    private final double seconds;

    RateReport(Sample before, Sample after) {
        this.before = before;
        this.after = after;
        this.seconds = (after.nanos() - before.nanos()) / NANOS;
    }

    /** Returns the report as a JSON object with at most this number of sessions. */
    Map<String, @Nullable Object> values(SessionOrder order, int limit) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("time_ms", after.numbers().get("time_ms"));
        values.put("seconds", rounded(seconds));
        values.put("node", node());
        values.put("realms", realms());
        values.put("session_count", after.sessions().size());
        values.put("all_sessions", after.isComplete());
        values.put("sessions", sessions(order, limit));
        return values;
    }

    /** Returns the report as lines for people. */
    List<String> lines(SessionOrder order, int limit) {
        Map<String, @Nullable Object> node = node();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "connections %s, messages %s in/s %s out/s, bytes %s in/s %s out/s, heap %d MiB",
                node.get("connections"),
                node.get("in_per_second"),
                node.get("out_per_second"),
                node.get("bytes_in_per_second"),
                node.get("bytes_out_per_second"),
                NodeCalls.number(node, "heap_used") >> 20));
        lines.add("");
        lines.addAll(Table.lines(REALM_COLUMNS, headed(realms().subList(0, Math.min(limit, realms().size())))));
        lines.add("");
        List<Map<String, @Nullable Object>> sessions = sessions(order, limit);
        lines.add("sessions: " + after.sessions().size() + (after.isComplete() ? "" : " (not all)")
                + (sessions.size() < after.sessions().size() ? ", of which " + sessions.size() : "") + ", by "
                + order.name().toLowerCase(Locale.ROOT));
        lines.addAll(Table.lines(SESSION_COLUMNS, headed(sessions)));
        return lines;
    }

    private static List<Map<String, @Nullable Object>> headed(List<Map<String, @Nullable Object>> rows) {
        return rows.stream()
                .map(row -> {
                    Map<String, @Nullable Object> headed = new LinkedHashMap<>();
                    row.forEach((key, value) -> headed.put(HEADINGS.getOrDefault(key, key), value));
                    return headed;
                })
                .toList();
    }

    private Map<String, @Nullable Object> node() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("connections", sum(after, "connections"));
        values.put("in_per_second", rate(transports(before, "received"), transports(after, "received")));
        values.put("out_per_second", rate(transports(before, "sent"), transports(after, "sent")));
        values.put(
                "bytes_in_per_second", rate(transports(before, "received_bytes"), transports(after, "received_bytes")));
        values.put("bytes_out_per_second", rate(transports(before, "sent_bytes"), transports(after, "sent_bytes")));
        if (after.numbers().get("process") instanceof Map<?, ?> process) {
            process.forEach((key, value) -> values.put(String.valueOf(key), value));
        }
        return values;
    }

    private static long sum(Sample sample, String key) {
        return NodeCalls.maps(sample.numbers(), "routers").stream()
                .mapToLong(router -> NodeCalls.number(router, key))
                .sum();
    }

    private static long transports(Sample sample, String key) {
        return NodeCalls.maps(sample.numbers(), "routers").stream()
                .flatMap(router -> NodeCalls.maps(router, "transports").stream())
                .mapToLong(transport -> NodeCalls.number(transport, key))
                .sum();
    }

    /** Returns the realms, in descending order of their rates. */
    private List<Map<String, @Nullable Object>> realms() {
        Map<Object, Map<String, @Nullable Object>> earlier = new HashMap<>();
        before.realms().forEach(realm -> earlier.put(key(realm), realm));
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Map<String, @Nullable Object> realm : after.realms()) {
            // A realm that is missing in the earlier sample is new, so its counters began at 0.
            Map<String, @Nullable Object> was = earlier.getOrDefault(key(realm), Map.of());
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (String column :
                    List.of("router", "realm", "sessions", "registrations", "subscriptions", "pending_calls")) {
                row.put(column, realm.get(column));
            }
            row.put("calls_per_second", rate(calls(was), calls(realm)));
            row.put("publications_per_second", rate(was, realm, "publications"));
            row.put("events_per_second", rate(was, realm, "events"));
            row.put("dropped_events", realm.get("dropped_events"));
            row.put("slow_consumers", realm.get("slow_consumers"));
            rows.add(row);
        }
        rows.sort(Comparator.comparingDouble(RateReport::load).reversed());
        return rows;
    }

    private static Object key(Map<String, @Nullable Object> realm) {
        return List.of(NodeCalls.text(realm, "router"), NodeCalls.text(realm, "realm"));
    }

    private static double load(Map<String, @Nullable Object> row) {
        double load = 0;
        for (String column : List.of("calls_per_second", "publications_per_second", "events_per_second")) {
            load += row.get(column) instanceof Number number ? number.doubleValue() : 0;
        }
        return load;
    }

    private static long calls(Map<String, @Nullable Object> realm) {
        long calls = 0;
        if (realm.get("calls") instanceof Map<?, ?> byOutcome) {
            for (Object count : byOutcome.values()) {
                calls += count instanceof Number number ? number.longValue() : 0;
            }
        }
        return calls;
    }

    private List<Map<String, @Nullable Object>> sessions(SessionOrder order, int limit) {
        Map<Object, Map<String, @Nullable Object>> earlier = new HashMap<>();
        before.sessions().forEach(session -> earlier.put(NodeCalls.number(session, "session"), session));
        return after.sessions().stream()
                .map(session -> session(session, earlier.get(NodeCalls.number(session, "session"))))
                .sorted(order.comparator())
                .limit(limit)
                .toList();
    }

    private Map<String, @Nullable Object> session(
            Map<String, @Nullable Object> session, @Nullable Map<String, @Nullable Object> was) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(session);
        // If the session joined after the earlier sample, its numbers were zero then.
        boolean isKnown = was != null || NodeCalls.number(session, "age_seconds") <= seconds;
        Map<String, @Nullable Object> earlier = was == null ? Map.of() : was;
        row.put("in_per_second", isKnown ? rate(earlier, session, "received") : null);
        row.put("out_per_second", isKnown ? rate(earlier, session, "sent") : null);
        return row;
    }

    private Object rate(Map<String, @Nullable Object> was, Map<String, @Nullable Object> is, String key) {
        return rate(NodeCalls.number(was, key), NodeCalls.number(is, key));
    }

    private Object rate(long was, long is) {
        return rounded(seconds > 0 ? (is - was) / seconds : 0);
    }

    /** Returns a number with one digit after the point. */
    private static Object rounded(double number) {
        return Math.round(number * 10) / 10.0;
    }
}
