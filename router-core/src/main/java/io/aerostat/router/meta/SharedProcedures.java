package io.aerostat.router.meta;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.broker.Broker;
import io.aerostat.router.cluster.NodeAnswers;
import io.aerostat.router.cluster.RealmCluster;
import io.aerostat.router.service.ServiceCaller;
import io.aerostat.router.service.ServiceException;
import io.aerostat.router.service.ServiceProcedure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The meta procedures of a realm that has several nodes. A procedure about sessions asks every node and combines the
 * answers, because only the node of a session has information about it. Immutable; any thread.
 */
public final class SharedProcedures {
    /** The procedures about one session, which has joined on one of the nodes. */
    private static final List<String> OF_ONE_SESSION =
            List.of("wamp.session.get", "wamp.session.kill", "wamp.subscription.remove_subscriber");

    /**
     * The ways to combine the answers of two nodes. A separate class, so that a realm with one node does not load it.
     */
    private static final class Combinations {
        static final Map<String, BinaryOperator<PayloadValues>> COMBINED = Map.of(
                "wamp.session.count", SharedProcedures::sum,
                "wamp.session.list", SharedProcedures::concatenation,
                "wamp.session.kill_by_authid", SharedProcedures::concatenation,
                "wamp.session.kill_by_authrole", SharedProcedures::sum,
                "wamp.session.kill_all", SharedProcedures::sum,
                "wamp.subscription.list_subscribers", SharedProcedures::concatenation,
                "wamp.subscription.count_subscribers", SharedProcedures::sum,
                "wamp.subscription.purge_retained", SharedProcedures::maximum,
                "wamp.authorization.purge", (own, other) -> own);

        private Combinations() {}
    }

    private SharedProcedures() {}

    /**
     * Returns the procedures that clients call.
     *
     * @param own the procedures that answer for this node alone
     * @param broker the broker of this node
     */
    public static Map<String, ServiceProcedure> over(
            Map<String, ServiceProcedure> own, RealmCluster cluster, Broker broker) {
        if (!cluster.isShared()) {
            return own;
        }
        Map<String, ServiceProcedure> shared = new LinkedHashMap<>(own);
        shared.replaceAll((name, procedure) -> {
            BinaryOperator<PayloadValues> combination = Combinations.COMBINED.get(name);
            if (combination != null) {
                return (caller, values) -> combine(name, procedure, cluster, caller, values, combination);
            }
            if (OF_ONE_SESSION.contains(name)) {
                return (caller, values) -> askUntilFound(name, procedure, cluster, caller, values);
            }
            if (name.equals(SharedHistory.PROCEDURE)) {
                return SharedHistory.over(procedure, cluster, broker::rolesOf, broker::hasCommonLog);
            }
            return name.equals("wamp.subscription.list") ? list(procedure, cluster) : procedure;
        });
        return Collections.unmodifiableMap(shared);
    }

    private static CompletionStage<PayloadValues> combine(
            String name,
            ServiceProcedure own,
            RealmCluster cluster,
            ServiceCaller caller,
            PayloadValues values,
            BinaryOperator<PayloadValues> combination) {
        // Call this node first, so that a wrong argument fails before the other nodes are asked.
        CompletionStage<PayloadValues> here = own.call(caller, values);
        return here.thenCombine(cluster.ask(name, caller, values), (first, others) -> {
            PayloadValues combined = first;
            for (PayloadValues other : others.given()) {
                combined = combination.apply(combined, other);
            }
            return combined;
        });
    }

    /** Answers from this node. If this node does not have the session, asks the other nodes. */
    private static CompletionStage<PayloadValues> askUntilFound(
            String name, ServiceProcedure own, RealmCluster cluster, ServiceCaller caller, PayloadValues values) {
        CompletionStage<PayloadValues> here;
        try {
            here = own.call(caller, values);
        } catch (ServiceException e) {
            here = CompletableFuture.failedFuture(e);
        }
        return here.handle((found, failure) -> failure == null
                        ? CompletableFuture.completedFuture(found)
                        : cluster.ask(name, caller, values).thenCompose(others -> firstOf(others, failure)))
                .thenCompose(stage -> stage);
    }

    private static CompletionStage<PayloadValues> firstOf(NodeAnswers others, Throwable failure) {
        if (!others.given().isEmpty()) {
            return CompletableFuture.completedFuture(others.given().get(0));
        }
        if (others.silent() == 0) {
            return CompletableFuture.failedFuture(failure);
        }
        return CompletableFuture.failedFuture(new ServiceException(
                ErrorUris.NETWORK_FAILURE,
                "found the session on no node that has answered, and " + others.silent()
                        + " node(s) did not answer in time, and may still act"));
    }

    /**
     * Lists subscriptions. Every node has all subscriptions, but only the node of a session knows which of them the
     * session holds.
     */
    private static ServiceProcedure list(ServiceProcedure own, RealmCluster cluster) {
        return (caller, values) -> new Arguments(values).optionalId(0, "session_id") == 0
                ? own.call(caller, values)
                : combine("wamp.subscription.list", own, cluster, caller, values, SharedProcedures::union);
    }

    private static PayloadValues sum(PayloadValues own, PayloadValues other) {
        return Results.values(number(own) + number(other));
    }

    private static PayloadValues maximum(PayloadValues own, PayloadValues other) {
        return Results.values(Math.max(number(own), number(other)));
    }

    private static long number(PayloadValues values) {
        return first(values) instanceof Long number ? number : 0;
    }

    private static PayloadValues concatenation(PayloadValues own, PayloadValues other) {
        return Results.values(concatenation(first(own), first(other)));
    }

    private static List<Object> concatenation(@Nullable Object own, @Nullable Object other) {
        List<Object> both = new ArrayList<>();
        for (Object list : new @Nullable Object[] {own, other}) {
            if (list instanceof List<?> items) {
                both.addAll(items);
            }
        }
        return both;
    }

    private static PayloadValues union(PayloadValues own, PayloadValues other) {
        Map<String, @Nullable Object> lists = new LinkedHashMap<>();
        if (first(own) instanceof Map<?, ?> here && first(other) instanceof Map<?, ?> there) {
            here.forEach((policy, ids) -> lists.put(String.valueOf(policy), concatenation(ids, there.get(policy))));
        }
        return Results.values(lists);
    }

    private static @Nullable Object first(PayloadValues values) {
        return values.args().isEmpty() ? null : values.args().get(0);
    }
}
