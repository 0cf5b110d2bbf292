package io.aerostat.router.dealer;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.router.authorization.DisclosurePolicy;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.peer.Refusal;
import io.netty.util.collection.LongObjectHashMap;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A session as caller: its table of pending calls, and which CALL belongs to which. Confined to its loop, unless a method says otherwise. */
final class Caller {
    static final Refusal DISCLOSURE_REFUSED =
            new Refusal(ErrorUris.DISCLOSE_ME_DISALLOWED, "the realm does not allow callers to be disclosed");

    private static final int INITIAL_CAPACITY = 4;

    private final Dealer dealer;
    private final Peer peer;
    private final SessionSender sender;
    private final CallSequence sequence;
    private final boolean takesPassthru;
    private final boolean takesBarePayload;
    private final boolean sendsProgress;
    private final LongObjectHashMap<PendingCall> calls = new LongObjectHashMap<>(INITIAL_CAPACITY);
    private final CallOrder order = new CallOrder();
    private final UnplacedCalls unplaced = new UnplacedCalls();
    private long lastNumber;

    Caller(Dealer dealer, Peer peer, SessionSender sender) {
        this.dealer = dealer;
        this.peer = peer;
        this.sender = sender;
        this.sequence = new CallSequence(dealer.options().requestOrder());
        this.takesPassthru = peer.roles().announces(Role.CALLER, Feature.PAYLOAD_PASSTHRU_MODE);
        this.takesBarePayload = peer.roles().announces(Role.CALLER, Feature.PAYLOAD_TRANSPARENCY);
        this.sendsProgress = peer.roles().announces(Role.CALLER, Feature.PROGRESSIVE_CALL_INVOCATIONS);
    }

    /** Any thread. */
    Peer peer() {
        return peer;
    }

    /** Any thread: whether the session announced that it takes passed-through payload in results (PPT-5). */
    boolean takesPassthru() {
        return takesPassthru;
    }

    /** Any thread: a payload of an answer as this session understands it (PPT-13). */
    Payload readable(Payload payload) {
        return Serializers.readable(payload, takesBarePayload);
    }

    SessionSender sender() {
        return sender;
    }

    /** Returns the registration that serves calls of a procedure now. */
    @Nullable
    Registration match(String procedure) {
        return dealer.registrations().match(procedure);
    }

    DealerLimits limits() {
        return dealer.options().limits();
    }

    DisclosurePolicy disclosure() {
        return dealer.options().disclosure();
    }

    DealerStatistics statistics() {
        return dealer.statistics();
    }

    CallTimeout timeout(PendingCall call, long millis) {
        return new CallTimeout(call, dealer.clock(), dealer.timer(), dealer.statistics(), millis);
    }

    int pendingCalls() {
        return calls.size();
    }

    /** The calls of this caller that have no callee yet. */
    UnplacedCalls unplaced() {
        return unplaced;
    }

    /** The calls of this caller, each with the callee that it goes to. */
    CallOrder order() {
        return order;
    }

    boolean continues(Call call) {
        PendingCall active = calls.get(call.request());
        return active != null && active.isOpen() && active.procedure().equals(call.procedure());
    }

    /** The CALL was answered without the dealer; what follows of it is dropped (PCI-7). */
    void refused(Call call) {
        if (calls.get(call.request()) == null
                && sequence.judge(call) == CallSequence.Verdict.NEW
                && call.options().progress()) {
            sequence.endedOpen(call.request());
        }
    }

    void call(Call call, Permit permit) {
        assert peer.loop().inEventLoop();
        PendingCall active = calls.get(call.request());
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
        } else if (dealer.options().requestOrder() == RequestOrder.STRICT) {
            peer.violate("CALL.Procedure: found another one for request " + call.request() + " (expected "
                    + active.procedure() + ")"); // PCI-12; lenient, it is dropped
        }
    }

    private void start(Call call, Permit permit) {
        CallOptions options = call.options();
        if (options.progress() && !sendsProgress) {
            peer.violate("CALL.Options.progress: the caller did not announce progressive_call_invocations"); // PCI-4
            return;
        }
        if (options.passthru().isUsed() && !takesPassthru) {
            peer.violate("CALL.Options.ppt_scheme: the caller did not announce payload_passthru_mode"); // PPT-3
            return;
        }
        Refusal refusal = refusalOf(call, permit);
        if (refusal != null) {
            if (options.progress()) {
                sequence.endedOpen(call.request());
            }
            sender.refuse(Call.CODE, call.request(), refusal);
            return;
        }
        lastNumber++;
        long asked = CallTimeout.millis(options, dealer.options().timeoutsInSeconds());
        PendingCall pending =
                new PendingCall(this, lastNumber, call, permit, dealer.options().effectiveTimeout(asked));
        calls.put(call.request(), pending);
        dealer.statistics().pendingCalls.increment();
        pending.start();
    }

    private @Nullable Refusal refusalOf(Call call, Permit permit) {
        CallOptions options = call.options();
        if (calls.size() >= limits().pendingCallsPerCaller()) {
            return Refusal.ofLimit("pending_calls_per_caller", limits().pendingCallsPerCaller());
        }
        if (!CallTimeout.isTime(options)) {
            // One odd value concerns one call, not the session.
            return new Refusal(
                    ErrorUris.INVALID_ARGUMENT,
                    "CALL.Options.timeout: found " + described(options.oddTimeout())
                            + " (expected a non-negative number of "
                            + (dealer.options().timeoutsInSeconds() ? "seconds" : "milliseconds") + ")");
        }
        if (options.discloseMe() && !permit.disclose() && disclosure() == DisclosurePolicy.REFUSE) {
            return DISCLOSURE_REFUSED; // CID-2
        }
        if (options.runmode() != null && !options.runmode().equals("partition")) {
            return new Refusal(
                    ErrorUris.INVALID_ARGUMENT,
                    "CALL.Options.runmode: found \"" + options.runmode() + "\" (expected \"partition\")");
        }
        if (options.runmode() != null && options.rkey() == null) {
            return new Refusal(
                    ErrorUris.INVALID_ARGUMENT,
                    "CALL.Options.rkey: missing (expected with runmode \"partition\")"); // SHD-1
        }
        return null;
    }

    private static String described(@Nullable Object value) {
        return value instanceof Number
                ? value.toString()
                : value instanceof String text && text.length() <= 40 ? "\"" + text + "\"" : "something else";
    }

    /** A CALL that cannot be forwarded; the chunk of a progressive call ends that. */
    void refuse(long request, String uri, String text) {
        PendingCall active = calls.get(request);
        if (active != null) {
            active.refuseChunk(uri, text);
        } else {
            sender.refuse(Call.CODE, request, new Refusal(uri, text));
        }
    }

    /** CAN-9: one that comes too late, or for nothing, is ignored. */
    void cancel(Cancel cancel) {
        assert peer.loop().inEventLoop();
        PendingCall call = calls.get(cancel.request());
        if (call != null) {
            call.cancel(cancel.options().mode());
        }
    }

    void ended(PendingCall call) {
        calls.remove(call.request());
        dealer.statistics().pendingCalls.decrement();
        if (call.isOpen()) {
            sequence.endedOpen(call.request());
        }
    }

    void leave() {
        // A copy: each call takes itself out of the table.
        PendingCall[] all = calls.values().toArray(new PendingCall[0]);
        Arrays.sort(all, Comparator.comparingLong(PendingCall::request));
        for (PendingCall call : all) {
            call.callerLeft();
        }
    }
}
