package io.aerostat.cluster.realm;

import io.aerostat.cluster.link.SendOutcome;
import io.aerostat.cluster.realm.record.AnswerRecord;
import io.aerostat.cluster.realm.record.CallRecord;
import io.aerostat.cluster.realm.record.MalformedRecordException;
import io.aerostat.cluster.realm.record.RecordReader;
import io.aerostat.cluster.realm.record.RecordType;
import io.aerostat.cluster.realm.record.RecordWriter;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.router.dealer.Dealer;
import io.aerostat.router.dealer.callee.ForwardedCall;
import io.aerostat.router.dealer.callee.SessionSender;
import io.aerostat.router.link.Sent;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;

/**
 * The calls that another node has placed with callees of this node. Calls arrive on the thread of the lane; each call
 * then runs on the loop of its callee.
 */
final class ArrivedCalls implements ForwardedCall.Replies {
    private static final CancelMode[] MODES = CancelMode.values();

    private final long realm;
    private final Dealer dealer;
    private final RemoteNode node;
    private final ConcurrentMap<Long, ForwardedCall> calls = new ConcurrentHashMap<>();

    ArrivedCalls(long realm, Dealer dealer, RemoteNode node) {
        this.realm = realm;
        this.dealer = dealer;
        this.node = node;
    }

    /** Adds a command for the loop of the callee. Called on the thread of the lane. */
    void received(RecordType type, RecordReader in, ArrivedCommands commands) throws MalformedRecordException {
        if (type == RecordType.CALL) {
            place(CallRecord.read(in), commands);
            return;
        }
        ForwardedCall call = calls.get(in.number());
        if (call == null) {
            return; // the call has ended here, and its answer is on its way to the caller's node
        }
        switch (type) {
            case CHUNK -> {
                Call chunk = CallRecord.readChunk(in);
                add(commands, call, () -> call.addChunk(chunk));
            }
            case INTERRUPT -> {
                int mode = in.integer();
                if (mode < 0 || mode >= MODES.length) {
                    throw new MalformedRecordException("found cancel mode " + mode);
                }
                add(commands, call, () -> call.interrupt(MODES[mode]));
            }
            default -> {
                boolean interrupts = in.integer() != 0;
                String reason = in.optionalText();
                calls.remove(call.request());
                call.drop(); // the call may still wait for the callee's loop
                add(commands, call, () -> call.abandon(interrupts, reason));
            }
        }
    }

    private void add(ArrivedCommands commands, ForwardedCall call, Runnable command) {
        commands.add(node.member(), call.callerPeer().loop(), command);
    }

    private void place(CallRecord record, ArrivedCommands commands) {
        ForwardedCall call = dealer.forwarded(
                record.id(),
                record.procedure(),
                record.match(),
                record.session(),
                record.details(),
                record.payload(),
                record.wantsProgress(),
                record.takesPassthru(),
                this);
        if (call == null) {
            if (record.details().progress()) {
                answer(record.id(), SessionSender.callError(0, ErrorUris.CANCELED, "callee gone"));
            } else {
                giveBack(record.id());
            }
            node.flush();
            return;
        }
        call.limitLifetime(record.lifetimeMillis());
        calls.put(record.id(), call);
        add(commands, call, call::start);
    }

    @Override
    public void answered(ForwardedCall call, WampMessage answer, boolean isFinal) {
        if (isFinal) {
            calls.remove(call.request(), call);
        }
        SendOutcome outcome = answer(call.request(), answer);
        if (outcome == SendOutcome.TOO_LARGE) {
            // An answer must not be lost silently (P4). If a progressive result cannot be sent, the call is ended,
            // because its results would be incomplete.
            if (!isFinal) {
                calls.remove(call.request(), call);
                call.abandon(true, null);
            }
            answer(call.request(), SessionSender.undeliverable(0, Sent.TOO_LARGE, "the result"));
        }
        node.flushAfterTurn(call.callerPeer().loop());
    }

    private SendOutcome answer(long id, WampMessage answer) {
        return node.send(AnswerRecord.write(realm, id, answer), answer.payload());
    }

    @Override
    public void returned(ForwardedCall call) {
        calls.remove(call.request(), call);
        giveBack(call.request());
        node.flushAfterTurn(call.callerPeer().loop());
    }

    private void giveBack(long id) {
        node.send(RecordWriter.begin(RecordType.RETURNED, realm).number(id));
    }

    /** Ends all calls, because the node of their callers is lost. Any thread. */
    void close() {
        calls.values().forEach(this::abandon);
        calls.clear();
    }

    private void abandon(ForwardedCall call) {
        try {
            call.run(() -> node.carryOut(() -> call.abandon(true, null)));
        } catch (RejectedExecutionException e) {
            // The callee's loop has ended with the router.
            return;
        }
    }

    /** Returns the number of calls that have not ended. */
    int size() {
        return calls.size();
    }
}
