package io.aerostat.client.reconnect.durable;

import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.SessionLost;
import io.aerostat.client.error.TooManyRequests;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.error.StageFailure;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A registration or subscription that is made again in each session. Any thread; its lock guards the fields and is
 * never held during a call to other code.
 *
 * @param <H> the registration or subscription that a session grants
 */
abstract class Durable<H> {
    /**
     * How many times a refused request is repeated after a loss: the router may still have the registration of the lost
     * session, and then refuses the new one (P3).
     */
    private static final int RETRIES = 8;

    private static final long RETRY_MILLIS = 250;

    private static final long LONGEST_PAUSE_MILLIS = TimeUnit.DAYS.toMillis(1);

    private final DurableSession session;
    private final WampFuture<H> established = new WampFuture<>();
    private final WampFuture<String> ended = new WampFuture<>();
    private @Nullable Session askedOf;
    private @Nullable H granted;
    private boolean grantedOnce;
    private boolean over;

    Durable(DurableSession session) {
        this.session = session;
    }

    abstract String uri();

    abstract WampFuture<H> ask(Session of);

    abstract WampFuture<String> endOf(H granted);

    abstract WampFuture<Void> end(H granted);

    /** Returns this object as a {@code Registration} or {@code Subscription}. */
    abstract H self();

    /**
     * Completes with {@link #self} when the router has granted the request in the first session. Fails if the request
     * is refused, or if the session has ended for good.
     */
    final WampFuture<H> established() {
        return established;
    }

    /** Registers or subscribes in a session. Called once for each session. */
    final void renew(Session of) {
        synchronized (this) {
            if (over || askedOf == of) {
                return;
            }
            askedOf = of;
        }
        attempt(of, 0);
    }

    private void attempt(Session of, int attempt) {
        ask(of).whenComplete((handle, failure) -> {
            if (failure == null) {
                granted(of, handle);
            } else {
                failed(of, StageFailure.cause(failure), attempt);
            }
        });
    }

    private void granted(Session of, H handle) {
        boolean late;
        synchronized (this) {
            late = over;
            if (!late && askedOf == of) {
                granted = handle;
                grantedOnce = true;
            }
        }
        if (late) {
            end(handle);
            return;
        }
        endOf(handle).whenComplete((reason, lost) -> {
            if (lost == null && !reason.isEmpty()) {
                revoked(reason);
            }
        });
        established.complete(self());
    }

    /** Called when the router has revoked the registration or subscription, which is then not requested again. */
    private void revoked(String reason) {
        if (finish()) {
            session.forget(this);
            ended.complete(reason);
        }
    }

    private void failed(Session of, Throwable cause, int attempt) {
        if (cause instanceof SessionLost) {
            return; // the request is repeated after the next join
        }
        boolean first;
        synchronized (this) {
            if (over) {
                return;
            }
            first = !grantedOnce;
        }
        if (first) {
            finish();
            session.forget(this);
            established.completeExceptionally(cause);
        } else if (mayPass(cause, attempt) && session.isCurrent(of)) {
            session.timer().schedule(() -> attempt(of, attempt + 1), pause(cause, attempt), TimeUnit.MILLISECONDS);
        } else {
            session.notRestored(uri(), cause);
        }
    }

    /**
     * Checks whether a repeated request may succeed. A rate limit is temporary, so a request that exceeds it is
     * repeated as long as the session exists.
     */
    private static boolean mayPass(Throwable cause, int attempt) {
        return cause instanceof TooManyRequests || isInTheWay(cause) && attempt < RETRIES;
    }

    /**
     * Returns how many milliseconds to wait before repeating a request; at least the wait that the router asked for.
     */
    private static long pause(Throwable cause, int attempt) {
        long told = cause instanceof TooManyRequests limit
                ? Math.min(limit.retryAfter().toMillis(), LONGEST_PAUSE_MILLIS)
                : 0;
        return Math.max(told, RETRY_MILLIS << Math.min(attempt, 4));
    }

    private static boolean isInTheWay(Throwable cause) {
        return cause instanceof ApplicationError error
                && (error.uri().equals(ErrorUris.PROCEDURE_ALREADY_EXISTS)
                        || error.uri().equals(ErrorUris.PROCEDURE_EXISTS_WITH_DIFFERENT_INVOCATION_POLICY));
    }

    /** Called when the session has ended for good. */
    final void over(SessionLost lost) {
        if (finish()) {
            established.completeExceptionally(lost);
            ended.completeExceptionally(lost);
        }
    }

    /** Ends the registration or subscription, even if the current session has not granted it yet. */
    final WampFuture<Void> end() {
        H present = granted();
        if (!finish()) {
            return done();
        }
        session.forget(this);
        ended.complete("");
        return present == null ? done() : end(present);
    }

    private static WampFuture<Void> done() {
        WampFuture<Void> done = new WampFuture<>();
        done.complete(null);
        return done;
    }

    private synchronized boolean finish() {
        boolean now = !over;
        over = true;
        return now;
    }

    final synchronized @Nullable H granted() {
        return granted;
    }

    final synchronized boolean isOver() {
        return over;
    }

    /** Returns the future of {@code Registration.ended()} or {@code Subscription.ended()}. */
    public final WampFuture<String> ended() {
        return ended;
    }
}
