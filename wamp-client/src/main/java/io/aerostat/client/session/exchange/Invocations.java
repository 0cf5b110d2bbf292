package io.aerostat.client.session.exchange;

import io.aerostat.client.connection.MessageRefused;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.RequestRejected;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.execution.order.BufferedPublisher;
import io.aerostat.client.execution.order.Lane;
import io.aerostat.client.session.ErrorMapper;
import io.aerostat.client.value.Arguments;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Interrupt;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.option.InvocationDetails;
import io.aerostat.protocol.option.YieldOptions;
import io.aerostat.protocol.trace.TraceSpan;
import io.aerostat.protocol.trace.Tracing;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The invocations of one session, each of which ends in exactly one final YIELD or ERROR (RPC-6). The table is confined
 * to the connection's executor; {@link #answered}, {@link #failed} and {@link #progress} are called on the threads of
 * handlers and switch to that executor.
 */
public final class Invocations {
    private static final Logger LOG = LoggerFactory.getLogger(Invocations.class);
    /** How many finished invocations are remembered because their callers may send further arguments (PCI-8). */
    private static final int MAX_FINISHED_EARLY = 1024;
    /** How many further arguments of one progressive call may wait for the handler. */
    private static final int MAX_INPUT = 1024;
    /** How many handlers may block at the same time, without counting handlers that wait for futures of a session. */
    private static final int MAX_SIDE_BY_SIDE = 256;

    private final Outbox outbox;
    private final PayloadCodec payloads;
    private final Completions completions;
    private final ClientSessionOptions settings;
    private final Executor mailbox;
    private final Lane inOrder;
    private final Lane sideBySide;
    private final Map<Long, ActiveInvocation> active = new HashMap<>();
    private final Set<Long> finishedEarly = new LinkedHashSet<>();

    public Invocations(
            Outbox outbox,
            PayloadCodec payloads,
            Completions completions,
            ClientSessionOptions settings,
            Executor mailbox) {
        this.outbox = outbox;
        this.payloads = payloads;
        this.completions = completions;
        this.settings = settings;
        this.mailbox = mailbox;
        this.inOrder = Lane.ofHandlers(settings.executor(), 1, settings.maxQueued());
        this.sideBySide = Lane.ofHandlers(settings.executor(), MAX_SIDE_BY_SIDE, settings.maxQueued());
    }

    static <T> Flow.Publisher<T> nothing() {
        BufferedPublisher<T> empty = new BufferedPublisher<>(Runnable::run, 1, () -> {});
        empty.finish(null);
        return empty;
    }

    public void invoked(Invocation message, @Nullable ActiveRegistration registration) {
        long request = message.request();
        InvocationDetails details = message.details();
        ActiveInvocation running = active.get(request);
        if (running != null) {
            moreInput(running, message);
        } else if (finishedEarly.contains(request)) {
            // PCI-8: the handler answered before the caller had sent its last arguments.
            if (!details.progress()) {
                finishedEarly.remove(request);
            }
        } else if (registration == null) {
            refuse(request, ErrorUris.NO_SUCH_REGISTRATION, "no registration " + message.registration()); // RPC-15
        } else if (active.size() >= settings.maxQueued()) {
            refuse(request, ErrorUris.UNAVAILABLE, "too many invocations wait");
        } else {
            begin(message, registration);
        }
    }

    private void begin(Invocation message, ActiveRegistration registration) {
        InvocationDetails details = message.details();
        BufferedPublisher<Arguments> input =
                details.progress() ? new BufferedPublisher<>(settings.executor(), MAX_INPUT, () -> {}) : null;
        ActiveInvocation invocation = new ActiveInvocation(
                this,
                message.request(),
                registration,
                details,
                payloads.decode(message.payload(), details.passthru()),
                input);
        active.put(message.request(), invocation);
        startTimer(invocation);
        Lane lane = registration.offer().inOrder() ? inOrder : sideBySide;
        TraceSpan span = settings.tracing()
                .start(
                        Tracing.Kind.INVOCATION,
                        invocation.procedure(),
                        registration.offer().uri(),
                        details.passthru().trace());
        invocation.span = span;
        lane.execute(span == TraceSpan.NONE ? invocation::run : () -> span.run(invocation::run));
    }

    private void startTimer(ActiveInvocation invocation) {
        if (invocation.registration.offer().keepsTimeout()) {
            invocation.timeout().ifPresent(timeout -> {
                Runnable expire = () -> mailbox.execute(() -> timedOut(invocation));
                invocation.timer = settings.timer().schedule(expire, timeout.toMillis(), TimeUnit.MILLISECONDS);
            });
        }
    }

    private static void stopTimer(ActiveInvocation invocation) {
        ScheduledFuture<?> timer = invocation.timer;
        if (timer != null) {
            timer.cancel(false);
            invocation.timer = null;
        }
    }

    private void moreInput(ActiveInvocation invocation, Invocation message) {
        BufferedPublisher<Arguments> input = invocation.input;
        if (input == null || !invocation.openInput) {
            LOG.debug("invocation {} arrived twice", message.request());
            return;
        }
        Arguments arguments = payloads.decode(message.payload(), invocation.passthru());
        if (!message.details().progress()) {
            invocation.openInput = false;
            input.finish(arguments);
        } else if (!input.offer(arguments)) {
            input.fail(new RequestRejected("too many arguments wait for the handler"));
            finish(invocation, error(invocation, ErrorUris.UNAVAILABLE, Packed.EMPTY));
        }
    }

    /** CAN-13: an unknown invocation has ended already. */
    public void interrupt(Interrupt interrupt) {
        ActiveInvocation invocation = active.get(interrupt.request());
        if (invocation != null) {
            cancel(invocation);
        }
    }

    private void cancel(ActiveInvocation invocation) {
        invocation.cancel().forEach(completions::run);
    }

    private void timedOut(ActiveInvocation invocation) {
        if (active.get(invocation.request) == invocation) {
            finish(invocation, error(invocation, ErrorUris.TIMEOUT, Packed.EMPTY)); // TMO-5
            cancel(invocation);
        }
    }

    void runLater(Runnable action) {
        completions.run(action);
    }

    void answered(ActiveInvocation invocation, @Nullable Object result) {
        Packed packed;
        try {
            packed = payloads.encodeResult(invocation.procedure(), result);
        } catch (RuntimeException e) {
            failed(invocation, e);
            return;
        }
        mailbox.execute(() -> finish(invocation, answer(invocation, packed, false)));
    }

    public void failed(ActiveInvocation invocation, Throwable thrown) {
        // CAN-11: any failure of a canceled handler is reported as a cancellation, except an ApplicationError.
        boolean stopped = invocation.isCanceled() && !(thrown instanceof ApplicationError);
        ApplicationError error = stopped ? new ApplicationError(ErrorUris.CANCELED) : toError(thrown);
        if (error.uri().equals(ErrorUris.RUNTIME_ERROR)) {
            LOG.atWarn()
                    .setCause(thrown)
                    .addKeyValue("procedure", invocation.procedure())
                    .addKeyValue(ErrorMapper.INCIDENT, error.kwargs().getOrDefault(ErrorMapper.INCIDENT, "none"))
                    .log("procedure failed");
        } else {
            LOG.debug("procedure {} answers {}", invocation.procedure(), error.uri());
        }
        ErrorMessage message;
        try {
            message = error(invocation, error.uri(), payloads.encodeError(invocation.procedure(), error));
        } catch (RuntimeException e) {
            message = error(invocation, error.uri(), Packed.EMPTY);
        }
        WampMessage answer = message;
        mailbox.execute(() -> finish(invocation, answer));
    }

    private ApplicationError toError(Throwable thrown) {
        try {
            return settings.errors().toError(thrown);
        } catch (RuntimeException e) {
            LOG.error("the error mapper failed", e);
            return ErrorMapper.DEFAULT.toError(thrown);
        }
    }

    CompletionStage<Void> progress(ActiveInvocation invocation, @Nullable Object value) {
        WampFuture<Void> sent = new WampFuture<>();
        Packed packed = payloads.encodeResult(invocation.procedure(), value);
        mailbox.execute(() -> {
            if (active.get(invocation.request) != invocation) {
                completions.done(sent); // PCR-10
                return;
            }
            stopTimer(invocation);
            startTimer(invocation); // PCR-8: the timeout applies from one result to the next
            try {
                outbox.send(answer(invocation, packed, true));
                outbox.whenWritable(() -> completions.done(sent));
            } catch (MessageRefused e) {
                completions.fail(sent, new RequestRejected(String.valueOf(e.getMessage()), e));
            }
        });
        return sent;
    }

    private void finish(ActiveInvocation invocation, WampMessage answer) {
        if (!active.remove(invocation.request, invocation)) {
            return; // the invocation has timed out, or the session has ended
        }
        invocation.span.end(answer instanceof ErrorMessage error ? error.error() : null);
        stopTimer(invocation);
        if (invocation.openInput) {
            rememberFinished(invocation.request);
        }
        try {
            outbox.send(answer);
        } catch (MessageRefused e) {
            refuse(
                    invocation.request,
                    e.isTooLarge() ? ErrorUris.PAYLOAD_SIZE_EXCEEDED : ErrorUris.RUNTIME_ERROR, // RPC-11
                    String.valueOf(e.getMessage()));
        }
    }

    private void rememberFinished(long request) {
        finishedEarly.add(request);
        if (finishedEarly.size() > MAX_FINISHED_EARLY) {
            Iterator<Long> oldest = finishedEarly.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private void refuse(long request, String uri, String why) {
        try {
            outbox.send(new ErrorMessage(Invocation.CODE, request, ErrorDetails.NONE, uri, payloads.plain(why)));
        } catch (MessageRefused e) {
            LOG.warn("invocation {} is not answered: {}", request, e.getMessage());
        }
    }

    private static Yield answer(ActiveInvocation invocation, Packed packed, boolean progress) {
        return new Yield(invocation.request, new YieldOptions(progress, packed.passthru()), packed.payload());
    }

    private static ErrorMessage error(ActiveInvocation invocation, String uri, Packed packed) {
        return new ErrorMessage(
                Invocation.CODE, invocation.request, new ErrorDetails(packed.passthru()), uri, packed.payload());
    }

    /** Cancels all invocations when the session has ended and no answer can be sent. */
    public void cancelAll(Throwable cause) {
        List<ActiveInvocation> all = List.copyOf(active.values());
        active.clear();
        for (ActiveInvocation invocation : all) {
            BufferedPublisher<Arguments> input = invocation.input;
            if (input != null) {
                input.fail(cause);
            }
            stopTimer(invocation);
            cancel(invocation);
            invocation.span.end(String.valueOf(cause.getMessage()));
        }
    }
}
