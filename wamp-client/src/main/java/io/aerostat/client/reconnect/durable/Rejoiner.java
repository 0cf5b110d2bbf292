package io.aerostat.client.reconnect.durable;

import io.aerostat.client.error.JoinRefused;
import io.aerostat.client.reconnect.ReconnectOptions;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.error.StageFailure;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Joins again after each loss, with the delays that its options give, until it is stopped or gives up. Any thread; its
 * lock guards the fields and is never held while the listener is called.
 */
public final class Rejoiner {
    /** The longest wait that a router can impose before an attempt. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final Supplier<? extends CompletionStage<Session>> join;
    private final ReconnectOptions policy;
    private final ScheduledExecutorService timer;
    private final Executor executor;
    private final Listener listener;

    private @Nullable Session session;
    private boolean started;
    private boolean stopped;
    private boolean over;
    private boolean joinedOnce;
    /**
     * The number of attempts in a row that failed, or whose session was short-lived. The delay grows with this number.
     */
    private int failures;

    private long joinedAtNanos;
    private @Nullable Throwable rejected;

    /**
     * @param join makes one attempt to join
     * @param executor calls the listener
     */
    public Rejoiner(
            Supplier<? extends CompletionStage<Session>> join,
            ReconnectOptions policy,
            ScheduledExecutorService timer,
            Executor executor,
            Listener listener) {
        this.join = join;
        this.policy = policy;
        this.timer = timer;
        this.executor = executor;
        this.listener = listener;
    }

    /** Receives the joins and losses of sessions, one call after the other. */
    public interface Listener {
        void joined(Session session);

        /** Called when the session has ended; an attempt to join again follows, unless {@link #gaveUp} is called. */
        void left(Session session, CloseReason reason);

        /** Called when an attempt has failed and another attempt follows. */
        void retrying(Throwable cause, Duration delay);

        /**
         * Called when no attempt follows.
         *
         * @param cause why the rejoiner gave up; null if the rejoiner was stopped, or must not reconnect
         */
        void gaveUp(@Nullable Throwable cause);
    }

    public void start() {
        synchronized (this) {
            if (started) {
                throw new IllegalStateException("found a second start (expected one)");
            }
            started = true;
        }
        attempt();
    }

    /**
     * Makes no further attempt, and leaves the session if there is one. Afterwards, {@code gaveUp} of the listener is
     * called.
     */
    public void stop(String reason) {
        Session present;
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopped = true;
            present = session;
        }
        if (present == null) {
            executor.execute(() -> giveUp(null));
        } else {
            present.leave(reason);
        }
    }

    private void attempt() {
        synchronized (this) {
            if (stopped) {
                return;
            }
        }
        join.get().whenComplete((joined, failure) -> {
            if (failure == null) {
                executor.execute(() -> joined(joined));
            } else {
                executor.execute(() -> failed(StageFailure.cause(failure)));
            }
        });
    }

    private void joined(Session joined) {
        boolean late;
        synchronized (this) {
            late = stopped;
            if (!late) {
                session = joined;
                joinedOnce = true;
                joinedAtNanos = System.nanoTime();
                rejected = null;
            }
        }
        if (late) {
            joined.leave();
            return;
        }
        listener.joined(joined);
        joined.closed().thenAccept(reason -> executor.execute(() -> left(joined, reason)));
    }

    /**
     * Leaves a session that the listener cannot use. The next attempt follows after a delay, as after a failed attempt.
     *
     * @param reason the reason of the GOODBYE
     */
    public void reject(Session joined, String reason, Throwable cause) {
        synchronized (this) {
            if (session != joined) {
                return;
            }
            rejected = cause;
        }
        joined.leave(reason);
    }

    private void left(Session lost, CloseReason reason) {
        Throwable cause;
        boolean again;
        synchronized (this) {
            session = null;
            cause = rejected;
            again = !stopped && policy.maxAttempts() > 0 && (reason.byRouter() || cause != null);
            if (cause == null
                    && System.nanoTime() - joinedAtNanos >= policy.maxDelay().toNanos()) {
                failures = 0;
            }
        }
        listener.left(lost, reason);
        if (!again) {
            giveUp(null);
        } else if (cause != null) {
            failed(cause);
        } else {
            int attempt;
            synchronized (this) {
                attempt = failures++;
            }
            schedule(policy.delay(attempt, ThreadLocalRandom.current()));
        }
    }

    private void failed(Throwable cause) {
        boolean again;
        int failed;
        synchronized (this) {
            if (stopped) {
                return; // stop() has called the listener already
            }
            failures++;
            failed = failures;
            again = failed < policy.maxAttempts() && (joinedOnce || policy.retriesFirst());
        }
        if (cause instanceof JoinRefused refused && refused.isFatal() && !policy.retriesRefusal()) {
            again = false;
        }
        if (again) {
            Duration delay = longer(policy.delay(failed - 1, ThreadLocalRandom.current()), cause);
            listener.retrying(cause, delay);
            schedule(delay);
        } else {
            giveUp(cause);
        }
    }

    /** Returns the longer of two times: the delay, and the wait that the router asked for, limited to a day. */
    private static Duration longer(Duration delay, Throwable cause) {
        Duration told = cause instanceof JoinRefused refused ? refused.retryAfter() : Duration.ZERO;
        Duration bounded = told.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : told;
        return bounded.compareTo(delay) > 0 ? bounded : delay;
    }

    private void schedule(Duration delay) {
        timer.schedule(() -> executor.execute(this::attempt), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void giveUp(@Nullable Throwable cause) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            stopped = true;
        }
        listener.gaveUp(cause);
    }
}
