package io.aerostat.router.realm;

/**
 * The calls in flight at a dealer now, and the answers that it has dropped since its realm started.
 *
 * @param pendingCalls calls without their final answer, waiting ones included
 * @param pendingInvocations invocations that a callee has not answered yet
 * @param armedTimers calls whose timeout the dealer keeps
 * @param lateAnswers YIELDs and ERRORs that arrived after the end of their call and were dropped
 * @param unwantedProgress progressive results that the caller had not asked for and that were dropped (PCR-6)
 */
public record DealerStatistics(
        long pendingCalls, long pendingInvocations, long armedTimers, long lateAnswers, long unwantedProgress) {}
