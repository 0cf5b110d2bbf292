package io.aerostat.router.dealer;

import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.option.InvocationDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.serializer.Serializers;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to have a call answered by one callee: made on the caller's loop, run as a command on the callee's, and from then on the entry
 * of the callee's table. Its mutable state belongs to the callee's loop.
 */
final class Attempt implements Runnable {
    private final PendingCall call;
    private final RegisteredCallee target;
    private final InvocationDetails details;
    private @Nullable Payload payload;
    private long invocation;
    private boolean interrupted;
    private boolean abandoned;
    private boolean returned;

    Attempt(PendingCall call, RegisteredCallee target, InvocationDetails details, Payload payload) {
        this.call = call;
        this.target = target;
        this.details = details;
        this.payload = payload;
    }

    PendingCall call() {
        return call;
    }

    RegisteredCallee target() {
        return target;
    }

    Callee callee() {
        return target.callee();
    }

    @Override
    public void run() {
        callee().invoke(this);
    }

    /** The id of its INVOCATION, or 0 as long as it has none. */
    long invocation() {
        return invocation;
    }

    void invocation(long id) {
        invocation = id;
    }

    /** Notes that the callee is interrupted; true the first time. */
    boolean interrupt() {
        boolean first = !interrupted;
        interrupted = true;
        return first;
    }

    /** Whether its call is over and the callee has not been told: its answer frees its place and goes nowhere. */
    boolean isAbandoned() {
        return abandoned;
    }

    void abandon() {
        abandoned = true;
    }

    /** Whether it went back to its caller's loop because its callee was gone before the INVOCATION could be sent. */
    boolean isReturned() {
        return returned;
    }

    void markReturned() {
        returned = true;
    }

    /** The first INVOCATION. */
    Invocation first() {
        return new Invocation(invocation, target.registration().id(), details, readable(payload()));
    }

    /** The first INVOCATION has been sent: its payload is not needed here again. */
    void sent() {
        payload = null;
    }

    /** What is to be sent, or could not be. */
    Payload payload() {
        Payload unsent = payload;
        if (unsent == null) {
            throw new IllegalStateException("an attempt is invoked once");
        }
        return unsent;
    }

    /** A further INVOCATION of a progressive call: the details of the first, but for {@code progress} (PCI-2, PCI-10). */
    Invocation next(Call chunk) {
        return new Invocation(
                invocation,
                target.registration().id(),
                detailsWith(chunk.options().progress()),
                readable(chunk.payload()));
    }

    private Payload readable(Payload sent) {
        return Serializers.readable(sent, callee().abilities().transparency());
    }

    private InvocationDetails detailsWith(boolean progress) {
        return progress == details.progress()
                ? details
                : new InvocationDetails(
                        details.procedure(),
                        details.receiveProgress(),
                        progress,
                        details.timeout(),
                        details.caller(),
                        details.callerAuthid(),
                        details.callerAuthrole(),
                        details.trustlevel(),
                        details.passthru());
    }
}
