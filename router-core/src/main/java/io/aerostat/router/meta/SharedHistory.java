package io.aerostat.router.meta;

import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.cluster.RealmCluster;
import io.aerostat.router.service.ServiceProcedure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers history queries in a realm that has several nodes. If all nodes share one log, the node of the client reads
 * this log. Otherwise, each node has recorded only the events since it joined the realm, so a query asks all nodes and
 * merges their answers. Stateless; any thread.
 */
final class SharedHistory {
    /** The procedure that clients call. */
    static final String PROCEDURE = "wamp.subscription.get_events";
    /** The procedure by which nodes query each other; no client can call it. */
    static final String OF_NODE = "aerostat.history.of_node";

    private static final String LIMIT_REACHED = "is_limit_reached";

    private SharedHistory() {}

    /**
     * @param roles returns the roles of a session of this node
     * @param isCommon checks whether all nodes share the log of a subscription
     */
    static ServiceProcedure over(
            ServiceProcedure own, RealmCluster cluster, LongFunction<Roles> roles, LongPredicate isCommon) {
        // The other nodes are asked after this node's answer, which shows that the session has the permission (HIS-5).
        return (caller, values) -> isCommon.test(new Arguments(values).id(0, "subscription"))
                ? own.call(caller, values)
                : own.call(caller, values)
                        .thenCompose(here -> cluster.ask(
                                        OF_NODE,
                                        caller,
                                        question(values, ShownDetails.to(roles.apply(caller.session()))))
                                .thenApply(others ->
                                        others.given().isEmpty() ? here : merged(values, here, others.given())));
    }

    private static PayloadValues question(PayloadValues values, ShownDetails shown) {
        return new PayloadValues(
                List.of(values.args(), values.kwargs(), shown.publisher(), shown.trustlevel()), Map.of());
    }

    /** Extracts the arguments of the client's call from the question that the client's node has sent. */
    static PayloadValues questionOf(PayloadValues question) {
        List<@Nullable Object> args = new ArrayList<>();
        Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
        if (question.args().size() > 1
                && question.args().get(0) instanceof List<?> list
                && question.args().get(1) instanceof Map<?, ?> map) {
            args.addAll(list);
            map.forEach((key, value) -> kwargs.put(String.valueOf(key), value));
        }
        return new PayloadValues(args, kwargs);
    }

    static ShownDetails shownOf(PayloadValues question) {
        List<@Nullable Object> args = question.args();
        return new ShownDetails(
                args.size() > 2 && Boolean.TRUE.equals(args.get(2)),
                args.size() > 3 && Boolean.TRUE.equals(args.get(3)));
    }

    private static PayloadValues merged(PayloadValues asked, PayloadValues here, List<PayloadValues> others) {
        boolean isSpecified = here.kwargs().containsKey(LIMIT_REACHED);
        boolean newestFirst = !isSpecified || Boolean.TRUE.equals(asked.kwargs().get("reverse"));
        List<Map<?, ?>> events = new ArrayList<>();
        Set<@Nullable Object> known = new HashSet<>();
        boolean limitReached = addEvents(here, isSpecified, known, events);
        for (PayloadValues other : others) {
            limitReached |= addEvents(other, isSpecified, known, events);
        }
        Comparator<Map<?, ?>> byTime = Comparator.comparing(SharedHistory::time);
        events.sort(newestFirst ? byTime.reversed() : byTime);
        int limit = limit(asked, isSpecified);
        if (limit > 0 && events.size() > limit) {
            limitReached = true;
            events.subList(limit, events.size()).clear();
        }
        return isSpecified
                ? new PayloadValues(Collections.unmodifiableList(events), Map.of(LIMIT_REACHED, limitReached))
                : Results.values(Collections.unmodifiableList(events));
    }

    private static int limit(PayloadValues asked, boolean isSpecified) {
        int limit = new Arguments(asked).optionalCount(1, "limit");
        return limit == 0 && !isSpecified ? CrossbarHistory.DEFAULT_LIMIT : limit;
    }

    /** Adds the new events of an answer. Returns true if the answering node has more matching events. */
    private static boolean addEvents(
            PayloadValues answer, boolean isSpecified, Set<@Nullable Object> known, List<Map<?, ?>> events) {
        List<?> found = answer.args();
        if (!isSpecified) {
            found = !found.isEmpty() && found.get(0) instanceof List<?> list ? list : List.of();
        }
        for (Object each : found) {
            if (each instanceof Map<?, ?> event && known.add(event.get("publication"))) {
                events.add(event);
            }
        }
        return Boolean.TRUE.equals(answer.kwargs().get(LIMIT_REACHED));
    }

    private static Instant time(Map<?, ?> event) {
        if (event.get("time_ns") instanceof Long nanoseconds) {
            return Instant.ofEpochSecond(0, nanoseconds);
        }
        return event.get("timestamp") instanceof String text ? Instant.parse(text) : Instant.MIN;
    }
}
