package io.aerostat.router.realm;

/**
 * The limits of the dealer's tables. A request that would exceed a limit is refused with
 * {@code wamp.error.limit_exceeded} and the name of the limit; if the queue of waiting calls is full, the error is
 * Crossbar.io's {@code crossbar.error.max_concurrency_reached}.
 *
 * @param registrationsPerSession the procedures that one session may register; does not apply to trusted sessions
 * @param pendingCallsPerCaller the calls of one session that are not answered yet
 * @param pendingInvocationsPerCallee the invocations that one session has not answered yet
 * @param waitingCallsPerRegistration the calls that may wait while all callees of a procedure have reached their
 *     {@code concurrency} (SHR-7)
 * @param chunksPerWaitingCall the further CALLs of a progressive call that are kept while the call waits
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
