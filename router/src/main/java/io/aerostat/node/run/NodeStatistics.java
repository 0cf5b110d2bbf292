package io.aerostat.node.run;

import io.aerostat.node.logging.Logging;
import io.aerostat.node.management.ProcessStatistics;
import io.aerostat.router.RouterStatistics;
import io.aerostat.router.realm.RealmStatistics;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The numbers of a node: of its process, its routers and their realms, under the names that the page and the log show.
 * Any thread.
 */
final class NodeStatistics implements Supplier<Map<String, Object>> {
    private final Collection<RouterRun> routers;

    /** @param routers the running routers; a live view */
    NodeStatistics(Collection<RouterRun> routers) {
        this.routers = routers;
    }

    @Override
    public Map<String, Object> get() {
        Map<String, Object> numbers = new LinkedHashMap<>(ProcessStatistics.read());
        numbers.put("dropped_log_lines", Logging.droppedLines());
        for (RouterRun router : routers) {
            add(numbers, router.id(), router.router().statistics());
        }
        return numbers;
    }

    private static void add(Map<String, Object> numbers, String id, RouterStatistics router) {
        numbers.put(id + ".connections", router.connections());
        numbers.put(id + ".links", router.links());
        numbers.put(id + ".pending_handshakes", router.pendingHandshakes());
        numbers.put(id + ".refused_connections", router.refusedConnections());
        router.realms().forEach(realm -> add(numbers, id + "." + realm.name(), realm));
    }

    private static void add(Map<String, Object> numbers, String name, RealmStatistics realm) {
        numbers.put(name + ".sessions", realm.sessions());
        numbers.put(name + ".subscriptions", realm.subscriptions());
        numbers.put(name + ".registrations", realm.registrations());
        numbers.put(name + ".pending_calls", realm.pendingCalls());
        numbers.put(name + ".pending_invocations", realm.pendingInvocations());
        numbers.put(name + ".armed_timers", realm.armedTimers());
        numbers.put(name + ".retained_events", realm.retainedEvents());
        numbers.put(name + ".publications", realm.publications());
        numbers.put(name + ".refused_publications", realm.refusedPublications());
        numbers.put(name + ".dropped_events", realm.droppedEvents().total());
        numbers.put(name + ".dropped_over_budget", realm.droppedEvents().overBudget());
        numbers.put(name + ".slow_consumers", realm.slowConsumers());
        numbers.put(name + ".late_answers", realm.lateAnswers());
        numbers.put(name + ".refused_sessions", realm.refusedSessions());
    }
}
