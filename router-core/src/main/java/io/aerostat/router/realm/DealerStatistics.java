package io.aerostat.router.realm;

/**
 * The current calls of a dealer, and the answers that it has dropped since its realm started.
 *
 * @param pendingCalls calls without their final answer, including waiting calls
 * @param pendingInvocations invocations that a callee has not answered yet
 * @param armedTimers calls whose timeout the dealer enforces
 * @param lateAnswers answers that were dropped because they arrived after the end of their call
 * @param unwantedProgress progressive results that were dropped because the caller had not asked for them (PCR-6)
 */
public record DealerStatistics(
        long pendingCalls, long pendingInvocations, long armedTimers, long lateAnswers, long unwantedProgress) {}
