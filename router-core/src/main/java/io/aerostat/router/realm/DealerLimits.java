package io.aerostat.router.realm;

/**
 * Bounds of the dealer's tables. A request that would exceed one is refused with {@code wamp.error.limit_exceeded} and
 * the limit's name, or, for a full queue of waiting calls, with Crossbar.io's {@code
 * crossbar.error.max_concurrency_reached}.
 *
 * @param registrationsPerSession procedures that one session may register; does not apply to trusted sessions
 * @param pendingCallsPerCaller calls of one session that are not answered yet
 * @param pendingInvocationsPerCallee invocations that one session has not answered yet
 * @param waitingCallsPerRegistration calls that wait while all callees of a procedure are at their {@code concurrency}
 *     (SHR-7)
 * @param chunksPerWaitingCall further CALLs of a progressive call that are kept while the call waits
 */
public record DealerLimits(
        int registrationsPerSession,
        int pendingCallsPerCaller,
        int pendingInvocationsPerCallee,
        int waitingCallsPerRegistration,
        int chunksPerWaitingCall) {
    public static final DealerLimits DEFAULT = new DealerLimits(10_000, 16_384, 65_536, 1_024, 64);

    public DealerLimits {
        requirePositive("registrationsPerSession", registrationsPerSession);
        requirePositive("pendingCallsPerCaller", pendingCallsPerCaller);
        requirePositive("pendingInvocationsPerCallee", pendingInvocationsPerCallee);
        requirePositive("waitingCallsPerRegistration", waitingCallsPerRegistration);
        requirePositive("chunksPerWaitingCall", chunksPerWaitingCall);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": found " + value + " (expected at least 1)");
        }
    }
}
