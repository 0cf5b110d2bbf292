package io.aerostat.client.session.exchange;

import io.aerostat.client.execution.order.BufferedPublisher;
import io.aerostat.client.rpc.Caller;
import io.aerostat.client.rpc.Invocation;
import io.aerostat.client.value.Arguments;
import io.aerostat.protocol.option.InvocationDetails;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.trace.TraceSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * An invocation that has not been answered. Any thread; its lock guards the reference to the handler's thread and the
 * state of a cancellation, and is never held while user code runs.
 */
final class ActiveInvocation implements Invocation {
    final long request;
    final ActiveRegistration registration;
    /** Publishes the arguments that follow the first arguments of a progressive call. */
    final @Nullable BufferedPublisher<Arguments> input;

    /** Whether the caller sends more arguments; confined to the connection's executor. */
    boolean openInput;
    /** The timer of a timeout that this callee monitors; confined to the connection's executor. */
    @Nullable
    ScheduledFuture<?> timer;

    /** The span of the invocation; confined to the connection's executor. */
    TraceSpan span = TraceSpan.NONE;

    private final Invocations invocations;
    private final InvocationDetails details;
    private final Arguments arguments;
    private final List<Runnable> cancelActions = new ArrayList<>();
    private boolean canceled;
    private @Nullable Thread runner;
    private @Nullable CompletableFuture<?> later;

    ActiveInvocation(
            Invocations invocations,
            long request,
            ActiveRegistration registration,
            InvocationDetails details,
            Arguments arguments,
            @Nullable BufferedPublisher<Arguments> input) {
        this.invocations = invocations;
        this.request = request;
        this.registration = registration;
        this.details = details;
        this.arguments = arguments;
        this.input = input;
        this.openInput = details.progress();
    }

    /** Runs the handler. Called on the client's executor. */
    void run() {
        synchronized (this) {
            if (canceled) {
                invocations.failed(this, new CancellationException("canceled before it began"));
                return;
            }
            runner = Thread.currentThread();
        }
        Object result;
        try {
            arguments.args(); // decodes the arguments, which may fail
            result = registration.handler.handle(this);
        } catch (Throwable thrown) {
            handlerReturned();
            invocations.failed(this, unwrap(thrown));
            return;
        }
        handlerReturned();
        if (result instanceof CompletionStage<?> stage) {
            await(stage.toCompletableFuture());
        } else if (result instanceof Flow.Publisher<?> publisher) {
            await(ProgressiveAnswer.of(publisher, this));
        } else {
            invocations.answered(this, result);
        }
    }

    /**
     * Clears an interrupt that came too late for the handler, because the thread belongs to a pool and runs other
     * tasks.
     */
    private void handlerReturned() {
        synchronized (this) {
            runner = null;
            if (canceled) {
                Thread.interrupted();
            }
        }
    }

    private void await(CompletableFuture<?> future) {
        boolean late;
        synchronized (this) {
            later = future;
            late = canceled;
        }
        if (late) {
            future.cancel(true);
        }
        future.whenComplete((value, failure) -> {
            if (failure == null) {
                invocations.answered(this, value);
            } else {
                invocations.failed(this, unwrap(failure));
            }
        });
    }

    private static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause != null && (failure instanceof CompletionException || failure instanceof ExecutionException)
                ? unwrap(cause)
                : failure;
    }

    /**
     * CAN-11: interrupts the handler, and returns the other actions of a cancellation: canceling the handler's stage,
     * and the actions of {@link #onCancel}.
     */
    List<Runnable> cancel() {
        List<Runnable> actions;
        CompletableFuture<?> future;
        synchronized (this) {
            if (canceled) {
                return List.of();
            }
            canceled = true;
            if (runner != null) {
                runner.interrupt();
            }
            future = later;
            actions = new ArrayList<>(cancelActions);
            cancelActions.clear();
        }
        if (future != null) {
            actions.add(() -> future.cancel(true));
        }
        return actions;
    }

    @Override
    public Arguments arguments() {
        return arguments;
    }

    @Override
    public String procedure() {
        String called = details.procedure();
        return called == null ? registration.offer().uri() : called;
    }

    @Override
    public Optional<Caller> caller() {
        return details.caller() == 0
                ? Optional.empty()
                : Optional.of(new Caller(
                        details.caller(),
                        Optional.ofNullable(details.callerAuthid()),
                        Optional.ofNullable(details.callerAuthrole())));
    }

    @Override
    public OptionalLong trustLevel() {
        return details.trustlevel() < 0 ? OptionalLong.empty() : OptionalLong.of(details.trustlevel());
    }

    @Override
    public Optional<Duration> timeout() {
        return details.timeout() == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(details.timeout()));
    }

    /** Returns how the arguments are encrypted. Further arguments are encrypted in the same way (PPT-11). */
    Passthru passthru() {
        return details.passthru();
    }

    @Override
    public List<Map<String, @Nullable Object>> forwardFor() {
        return details.passthru().forwardFor();
    }

    @Override
    public boolean wantsProgress() {
        return details.receiveProgress();
    }

    @Override
    public CompletionStage<Void> progress(@Nullable Object value) {
        return wantsProgress() ? invocations.progress(this, value) : CompletableFuture.completedStage(null);
    }

    @Override
    public synchronized boolean isCanceled() {
        return canceled;
    }

    @Override
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (!canceled) {
                cancelActions.add(action);
                return;
            }
        }
        invocations.runLater(action);
    }

    @Override
    public boolean hasMoreInput() {
        return details.progress();
    }

    @Override
    public Flow.Publisher<Arguments> moreInput() {
        return input != null ? input : Invocations.nothing();
    }
}
