package io.aerostat.router.dealer.call;

import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.trace.TraceSpan;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.tally.CallEnd;

/** A call with a span of the router, which ends with the call. Confined to the caller's loop, like its superclass. */
final class TracedCall extends PendingCall {
    private final TraceSpan span;

    TracedCall(Caller caller, long number, Call first, Permit permit, long timeoutMillis, TraceSpan span) {
        super(caller, number, first, permit, timeoutMillis);
        this.span = span;
    }

    @Override
    void ended(CallEnd end) {
        span.end(end == CallEnd.RESULT ? null : end.word());
    }
}
