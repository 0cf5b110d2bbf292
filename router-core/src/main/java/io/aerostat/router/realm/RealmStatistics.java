package io.aerostat.router.realm;

/**
 * What a realm holds now and has counted since its start. Exact only while nothing moves.
 *
 * @param sessions joined ones, without those of role {@code trusted}
 * @param subscriptions topics and patterns that are subscribed or kept, those of the router itself included
 * @param registrations procedures and patterns, those of the router itself included
 * @param pendingCalls calls without their final answer
 * @param pendingInvocations invocations that a callee has still to answer
 * @param armedTimers calls whose timeout the router keeps
 * @param retainedEvents events that wait for later subscribers
 * @param publications since the start
 * @param refusedPublications since the start, because a limit was reached or a value cannot be forwarded
 * @param droppedEvents since the start, by reason (P4, P20)
 * @param slowConsumers how often a session has used up its outbound budget, since the start (P4)
 * @param lateAnswers answers of callees that came when their call was over, since the start (P2)
 * @param refusedSessions since the start, because {@code sessions} or {@code sessions_per_authid} was reached
 */
public record RealmStatistics(
        String name,
        int sessions,
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
        long refusedSessions) {}
