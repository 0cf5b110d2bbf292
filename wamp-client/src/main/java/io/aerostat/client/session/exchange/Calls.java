package io.aerostat.client.session.exchange;

import io.aerostat.client.connection.MessageRefused;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.RequestRejected;
import io.aerostat.client.error.UnreadablePayload;
import io.aerostat.client.execution.order.BufferedPublisher;
import io.aerostat.client.rpc.CallResult;
import io.aerostat.client.value.Arguments;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.CancelOptions;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.payload.Payload;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The calls of one session that wait for results (RPC-7). Confined to the connection's executor. */
public final class Calls {
    private final Outbox outbox;
    private final PayloadCodec payloads;
    private final Completions completions;
    private final Roles router;
    private final Executor owner;
    private final ScheduledExecutorService timer;
    private final Duration answerTimeout;
    private final int limit;
    private final Map<Long, ActiveCall> active = new HashMap<>();

    public Calls(
            Outbox outbox,
            PayloadCodec payloads,
            Completions completions,
            Roles router,
            Executor owner,
            ClientSessionOptions settings) {
        this.outbox = outbox;
        this.payloads = payloads;
        this.completions = completions;
        this.router = router;
        this.owner = owner;
        this.timer = settings.timer();
        this.answerTimeout = settings.answerTimeout();
        this.limit = settings.maxPendingRequests();
    }

    public int size() {
        return active.size();
    }

    public void start(ActiveCall call) {
        if (call.isDone()) {
            return; // canceled before it was sent
        }
        if (active.size() >= limit) {
            end(call, new RequestRejected(limit + " calls wait for their results already"));
            return;
        }
        if (call.options.progress() && !dealerHas(Feature.PROGRESSIVE_CALL_INVOCATIONS)) {
            // PCI-4: the router would abort the session.
            end(call, new RequestRejected("the router does not take progressive calls"));
            return;
        }
        Payload payload = call.payload == null ? Payload.EMPTY : call.payload;
        CallOptions options = sendable(call.options);
        try {
            call.request = outbox.request(id -> new Call(id, options, call.procedure, payload));
        } catch (MessageRefused e) {
            end(call, new RequestRejected(String.valueOf(e.getMessage()), e));
            return;
        }
        call.payload = null;
        active.put(call.request, call);
        startTimer(call);
    }

    /**
     * Returns the options without a timeout that this router would misunderstand: some routers read a timeout as
     * seconds.
     */
    private CallOptions sendable(CallOptions options) {
        return new CallOptions(
                options.receiveProgress(),
                options.progress(),
                dealerHas(Feature.CALL_TIMEOUT) ? options.timeout() : 0,
                options.discloseMe(),
                options.rkey(),
                options.runmode(),
                options.passthru());
    }

    /** Sends further arguments of a progressive call. Returns false if the call has ended. */
    public boolean more(ActiveCall call, Payload payload, boolean last) throws MessageRefused {
        if (call.request == 0 || !active.containsKey(call.request) || !call.openForInput) {
            return false;
        }
        // PCI-11: only the progress flag is sent; the options of the first CALL remain valid.
        CallOptions options = new CallOptions(false, !last, 0, false, null, null, Passthru.NONE);
        outbox.send(new Call(call.request, options, call.procedure, payload));
        call.openForInput = !last;
        return true;
    }

    public void result(Result result) {
        ActiveCall call = active.get(result.request());
        if (call == null) {
            return; // PCR-10, A-27
        }
        CallResult value = new CallResult(
                payloads.decode(result.payload(), result.details().passthru()),
                result.details().progress());
        BufferedPublisher<CallResult> results = call.results;
        if (value.progressive()) {
            if (call.canceled) {
                return; // PCR-10
            }
            restartTimer(call);
            if (results != null && !results.offer(value)) {
                RequestRejected overflow = new RequestRejected("too many results wait for a subscriber");
                sendCancel(call, CancelMode.KILLNOWAIT);
                forget(call);
                end(call, overflow);
            }
            return;
        }
        forget(call);
        if (results != null) {
            results.finish(value);
        }
        completions.run(() -> complete(call, value));
    }

    public void error(ErrorMessage error) {
        ActiveCall call = active.get(error.request());
        if (call != null) {
            forget(call);
            Arguments arguments =
                    payloads.decode(error.payload(), error.details().passthru());
            completions.run(() -> endNow(call, opened(error.error(), arguments)));
        }
    }

    public void cancel(ActiveCall call, CancelMode mode) {
        if (call.request == 0 || !active.containsKey(call.request)) {
            return;
        }
        boolean sent = sendCancel(call, mode);
        if (call.isDone()) {
            forget(call); // The future was canceled, so nobody waits for the router's answer.
        } else if (mode != CancelMode.KILL && sent) {
            expectAnswer(call);
        } else if (mode != CancelMode.KILL) {
            expire(call, ErrorUris.CANCELED, "the router cannot cancel calls, so the result will be dropped");
        }
    }

    /** Sends CANCEL. Returns false, and sends nothing, if the router does not support canceling. */
    private boolean sendCancel(ActiveCall call, CancelMode mode) {
        if (!dealerHas(Feature.CALL_CANCELING)) {
            return false;
        }
        call.canceled = true;
        try {
            outbox.send(new Cancel(call.request, new CancelOptions(mode)));
        } catch (MessageRefused e) {
            throw new IllegalStateException("CANCEL has no payload to refuse", e);
        }
        return true;
    }

    /**
     * Ends a canceled call that the router does not answer. Every mode but {@code kill} asks the router to answer at
     * once; Crossbar.io does not answer if the mode is {@code skip}, or if the callee cannot be interrupted.
     */
    private void expectAnswer(ActiveCall call) {
        stopTimer(call);
        call.timer = timer.schedule(
                () -> owner.execute(() -> expire(call, ErrorUris.CANCELED, "the router has not answered CANCEL")),
                answerTimeout.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    public void failAll(Throwable cause) {
        List<ActiveCall> all = List.copyOf(active.values());
        all.forEach(call -> {
            forget(call);
            end(call, cause);
        });
    }

    /** Decodes the result and completes the call. Runs on the client's executor. */
    private static void complete(ActiveCall call, CallResult value) {
        try {
            value.args();
            call.complete(value);
        } catch (RuntimeException e) {
            call.completeExceptionally(e);
        }
    }

    private static RuntimeException opened(String uri, Arguments arguments) {
        try {
            return ApplicationError.received(uri, arguments);
        } catch (UnreadablePayload e) {
            return new ApplicationError(uri); // the URI tells more about the failure than an UnreadablePayload would
        }
    }

    private void end(ActiveCall call, Throwable cause) {
        completions.run(() -> endNow(call, cause));
    }

    private static void endNow(ActiveCall call, Throwable cause) {
        BufferedPublisher<CallResult> results = call.results;
        if (results != null) {
            results.fail(cause);
        }
        call.completeExceptionally(cause);
    }

    private void forget(ActiveCall call) {
        active.remove(call.request);
        stopTimer(call);
    }

    private boolean dealerHas(Feature feature) {
        return router.announces(Role.DEALER, feature);
    }

    /** TMO-6: if the router does not monitor timeouts, the client does. */
    private void startTimer(ActiveCall call) {
        if (call.options.timeout() > 0 && !dealerHas(Feature.CALL_TIMEOUT)) {
            call.timer = timer.schedule(
                    () -> owner.execute(() -> timedOut(call)), call.options.timeout(), TimeUnit.MILLISECONDS);
        }
    }

    /** PCR-8: the timeout applies from one result to the next. */
    private void restartTimer(ActiveCall call) {
        if (call.timer != null) {
            stopTimer(call);
            startTimer(call);
        }
    }

    private static void stopTimer(ActiveCall call) {
        ScheduledFuture<?> running = call.timer;
        if (running != null) {
            running.cancel(false);
            call.timer = null;
        }
    }

    private void timedOut(ActiveCall call) {
        if (active.get(call.request) == call) {
            sendCancel(call, CancelMode.KILLNOWAIT);
            expire(call, ErrorUris.TIMEOUT, "no result within " + call.options.timeout() + " ms");
        }
    }

    private void expire(ActiveCall call, String uri, String reason) {
        if (active.get(call.request) == call) {
            forget(call);
            end(call, new ApplicationError(uri, reason));
        }
    }
}
