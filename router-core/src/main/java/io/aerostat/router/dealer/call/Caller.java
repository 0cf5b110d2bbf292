package io.aerostat.router.dealer.call;

import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.id.SpreadKeys;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.protocol.trace.TraceContext;
import io.aerostat.protocol.trace.TraceSpan;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.contract.PermittedPayloads;
import io.aerostat.router.dealer.callee.SessionSender;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.peer.Refusal;
import io.aerostat.router.realm.RequestOrder;
import io.aerostat.router.tally.CallEnd;
import io.aerostat.router.tally.PendingTally;
import io.aerostat.router.tally.RoleTally;
import io.netty.util.collection.LongObjectHashMap;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The caller's part of a session: holds the table of its pending calls, and finds the call to which each CALL or CANCEL
 * belongs. Confined to the session's loop, unless a method says otherwise.
 */
public final class Caller {
    /** Enough for most callers, which have few pending calls; the table grows if necessary. */
    private static final int INITIAL_CAPACITY = 4;

    private final RealmCalls realm;
    private final Peer peer;
    private final RoleTally tally;
    private final PendingTally pending;
    private final SessionSender sender;
    private final CallRules rules;
    private final boolean takesBarePayload;
    private final CallSequence sequence;
    private final LongObjectHashMap<PendingCall> calls = new LongObjectHashMap<>(INITIAL_CAPACITY);
    private final CallOrder order = new CallOrder();
    private final UnplacedCalls unplaced = new UnplacedCalls();
    private long lastNumber;

    public Caller(RealmCalls realm, Peer peer, SessionSender sender) {
        this.realm = realm;
        this.peer = peer;
        this.tally = peer.tally();
        this.pending = realm.counters().pendingOn(peer.loop());
        this.sender = sender;
        this.rules = new CallRules(realm.options(), peer.roles());
        this.takesBarePayload = peer.roles().announces(Role.CALLER, Feature.PAYLOAD_TRANSPARENCY);
        this.sequence = new CallSequence(realm.options().requestOrder());
    }

    /** Returns the session. Any thread. */
    Peer peer() {
        return peer;
    }

    /** Returns the tally of this caller's calls. */
    RoleTally tally() {
        return tally;
    }

    /** Returns the objects that all calls of the realm share. Any thread. */
    RealmCalls realm() {
        return realm;
    }

    /** Checks whether the session announced that it accepts results in passthru mode (PPT-5). Any thread. */
    boolean takesPassthru() {
        return rules.takesPassthru();
    }

    /** Returns the payload of an answer in a form that this session understands (PPT-13). Any thread. */
    Payload readable(Payload payload) {
        return Serializers.readable(payload, takesBarePayload);
    }

    SessionSender sender() {
        return sender;
    }

    /** Returns the calls of this caller that have no callee yet. */
    UnplacedCalls unplaced() {
        return unplaced;
    }

    /** Returns the record of the order in which this caller's calls went to callees. */
    CallOrder order() {
        return order;
    }

    /** Returns the number of calls that have not had their final answer. */
    public int pendingCalls() {
        return calls.size();
    }

    /** Checks whether a CALL continues a pending progressive call. */
    public boolean continues(Call call) {
        PendingCall active = calls.get(SpreadKeys.of(call.request()));
        return active != null && active.isOpen() && active.procedure().equals(call.procedure());
    }

    /** Returns the payloads that are allowed in a CALL that continues a pending progressive call. */
    public PermittedPayloads payloadsOf(Call call) {
        PendingCall active = calls.get(SpreadKeys.of(call.request()));
        return active == null ? PermittedPayloads.ANY : active.payloads();
    }

    /**
     * Records that the session, not the dealer, has refused a CALL. Further CALLs of the same call are then dropped
     * (PCI-7).
     */
    public void noteRefused(Call call) {
        if (calls.get(SpreadKeys.of(call.request())) == null
                && sequence.judge(call) == CallSequence.Verdict.NEW
                && call.options().progress()) {
            sequence.endedOpen(call.request());
        }
    }

    /** Starts a call, or continues a progressive call. */
    public void call(Call call, Permit permit) {
        assert peer.loop().inEventLoop();
        PendingCall active = calls.get(SpreadKeys.of(call.request()));
        if (active != null) {
            proceed(active, call);
            return;
        }
        switch (sequence.judge(call)) {
            case NEW -> start(call, permit);
            case STALE -> {} // PCI-7
            case OUT_OF_ORDER ->
                peer.violate("CALL.Request: found " + call.request()
                        + " (expected a new id, or one of a progressive call that is active)"); // PCI-9
        }
    }

    private void proceed(PendingCall active, Call call) {
        if (!active.isOpen()) {
            peer.violate("CALL.Request: found " + call.request()
                    + ", the id of a call that is complete (expected a new id)");
        } else if (active.procedure().equals(call.procedure())) {
            active.proceed(call);
        } else if (realm.options().requestOrder() == RequestOrder.STRICT) {
            peer.violate("CALL.Procedure: found another one for request " + call.request() + " (expected "
                    + active.procedure() + ")"); // PCI-12; in lenient order, the CALL is dropped
        }
    }

    private void start(Call call, Permit permit) {
        String violation = rules.violationOf(call.options());
        if (violation != null) {
            peer.violate(violation);
            return;
        }
        Refusal refusal = refusalOf(call, permit);
        if (refusal != null) {
            if (call.options().progress()) {
                sequence.endedOpen(call.request());
            }
            tally.countCall(CallEnd.REFUSED);
            sender.refuse(Call.CODE, call.request(), refusal);
            return;
        }
        lastNumber++;
        PendingCall started = newCall(call, permit);
        calls.put(SpreadKeys.of(call.request()), started);
        pending.addCalls(1);
        started.start();
    }

    /**
     * Creates a call. If the router traces the call, the callee gets the context of the router's span instead of the
     * caller's context.
     */
    private PendingCall newCall(Call call, Permit permit) {
        long timeout = rules.timeoutOf(call.options());
        TraceSpan span = tally.begin(call.procedure(), call.options().passthru().trace());
        if (span == TraceSpan.NONE) {
            return new PendingCall(this, lastNumber, call, permit, timeout);
        }
        TraceContext context = span.context();
        Call traced = context == null
                ? call
                : new Call(call.request(), call.options().with(context), call.procedure(), call.payload());
        return new TracedCall(this, lastNumber, traced, permit, timeout, span);
    }

    private @Nullable Refusal refusalOf(Call call, Permit permit) {
        int maximum = realm.limits().pendingCallsPerCaller();
        return calls.size() >= maximum
                ? Refusal.ofLimit("pending_calls_per_caller", maximum)
                : rules.refusalOf(call.options(), permit);
    }

    /**
     * Refuses a CALL that has failed a check before the dealer, such as authorization or the rate limit. If the CALL
     * belongs to a pending progressive call, that call ends (P21). If the CALL belongs to a progressive call that has
     * ended, the CALL is ignored (PCI-7).
     */
    public void refuse(Call call, Refusal refusal) {
        if (calls.get(SpreadKeys.of(call.request())) == null) {
            if (sequence.judge(call) == CallSequence.Verdict.STALE) {
                return;
            }
            if (call.options().progress()) {
                sequence.endedOpen(call.request());
            }
        }
        refuse(call.request(), refusal);
    }

    /** Refuses a CALL that cannot be forwarded. If the CALL belongs to a progressive call, that call ends (P21). */
    public void refuse(long request, Refusal refusal) {
        PendingCall active = calls.get(SpreadKeys.of(request));
        if (active != null) {
            active.refuseChunk(refusal);
        } else {
            tally.countCall(CallEnd.REFUSED);
            sender.refuse(Call.CODE, request, refusal);
        }
    }

    /** Cancels a call. A CANCEL for a call that has ended or never existed is ignored (CAN-9). */
    public void cancel(Cancel cancel) {
        assert peer.loop().inEventLoop();
        PendingCall call = calls.get(SpreadKeys.of(cancel.request()));
        if (call != null) {
            call.cancel(cancel.options().mode());
        }
    }

    /** Called once for each call, when the call ends. */
    void removeEnded(PendingCall call) {
        calls.remove(SpreadKeys.of(call.request()));
        pending.addCalls(-1);
        if (call.isOpen()) {
            sequence.endedOpen(call.request());
        }
    }

    /** Ends all calls, because the session has ended. */
    public void leave() {
        // Use a copy, because each call removes itself from the table.
        PendingCall[] all = calls.values().toArray(new PendingCall[0]);
        Arrays.sort(all, Comparator.comparingLong(PendingCall::request));
        for (PendingCall call : all) {
            call.callerLeft();
        }
    }
}
