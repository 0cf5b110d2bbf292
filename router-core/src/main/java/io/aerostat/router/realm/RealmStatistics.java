package io.aerostat.router.realm;

import java.util.List;

/**
 * The current state of a realm, and its counts since its start. The numbers are exact only while the realm is idle.
 *
 * @param sessions the joined sessions, except those with the role {@code trusted}
 * @param sessionsLimit the largest number of {@code sessions}
 * @param subscriptions topics and patterns with subscribers or kept events, including those of the router itself
 * @param registrations procedures and patterns, including those of the router itself
 * @param pendingCalls calls without their final answer
 * @param pendingInvocations invocations that a callee has not answered yet
 * @param armedTimers calls whose timeout the router enforces
 * @param retainedEvents events that are retained for later subscribers
 * @param publications publications since the start
 * @param refusedPublications publications that were refused, because a limit was reached or a value cannot be forwarded
 * @param droppedEvents events that subscribers did not get, by reason
 * @param slowConsumers how many times a session has become a slow consumer
 * @param lateAnswers answers of callees that arrived after the end of their call
 * @param refusedSessions sessions that were refused because {@code sessions} or {@code sessions_per_authid} was reached
 * @param roles the roles by name, including those of the router's own sessions
 */
public record RealmStatistics(
        String name,
        int sessions,
        int sessionsLimit,
        int subscriptions,
        int registrations,
        long pendingCalls,
        long pendingInvocations,
        long armedTimers,
        int retainedEvents,
        long publications,
        long refusedPublications,
        DroppedEvents droppedEvents,
        long slowConsumers,
        long lateAnswers,
        long refusedSessions,
        List<RoleStatistics> roles) {
    public RealmStatistics {
        roles = List.copyOf(roles);
    }
}
