package io.aerostat.router.broker.replay;

import io.aerostat.router.broker.subscription.EventReceiver;
import io.aerostat.router.broker.subscription.HeldEvents;
import io.aerostat.router.broker.subscription.HeldSubscriptions;
import io.aerostat.router.broker.subscription.LiveEvent;
import io.aerostat.router.broker.subscription.Subscriber;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.peer.Peer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends past events to one new subscriber, and then the live events that were held meanwhile. Reads the next page of
 * past events when the previous page has been sent. Sends nothing while the client has a backlog. Confined to the
 * subscriber's loop.
 */
public final class Replay {
    /** The number of events to send in one task. */
    private static final int EVENTS_AT_ONCE = 128;

    /** The backlog of the client, in bytes, above which the replay waits. */
    private static final long MOST_PENDING = 64L << 10;

    /** How long a replay waits before it checks the backlog again. The time doubles with each wait, up to a maximum. */
    private static final long FIRST_WAIT_MILLIS = 2;

    private static final long LONGEST_WAIT_MILLIS = 128;

    private final Subscriber subscriber;
    private final HeldSubscriptions subscriptions;
    private final ReplayTurns turns;
    private final ReplaySource source;
    private final HeldEvents held;
    private final Consumer<Throwable> whenFailed;
    private final Queue<SharedMessage> page = new ArrayDeque<>();
    private long waitMillis = FIRST_WAIT_MILLIS;
    private boolean ended;

    /**
     * Creates a replay.
     *
     * @param held the live events that are held back until the past events have been sent
     * @param whenFailed called on the loop if the source fails
     */
    public Replay(
            Subscriber subscriber,
            HeldSubscriptions subscriptions,
            ReplayTurns turns,
            ReplaySource source,
            HeldEvents held,
            Consumer<Throwable> whenFailed) {
        this.subscriber = subscriber;
        this.subscriptions = subscriptions;
        this.turns = turns;
        this.source = source;
        this.held = held;
        this.whenFailed = whenFailed;
    }

    /** Sends some events, and schedules the next step. */
    public void work() {
        if (ended) {
            return;
        }
        if (!subscriptions.holds(subscriber)) {
            end();
            return;
        }
        EventReceiver receiver = subscriber.receiver();
        Peer peer = receiver.peer();
        for (int sent = 0; sent < EVENTS_AT_ONCE; sent++) {
            if (peer.pendingBytes() > MOST_PENDING) {
                later(waitMillis);
                waitMillis = Math.min(2 * waitMillis, LONGEST_WAIT_MILLIS);
                return;
            }
            waitMillis = FIRST_WAIT_MILLIS;
            SharedMessage past = page.poll();
            if (past != null) {
                receiver.deliver(past);
            } else if (source.hasNext()) {
                turns.begin(this::read);
                return;
            } else if (!sendHeld(receiver)) {
                end();
                return;
            }
        }
        later(0);
    }

    /** Sends the next held event. Returns false if there is none. */
    private boolean sendHeld(EventReceiver receiver) {
        LiveEvent event = held.poll();
        if (event == null) {
            return false;
        }
        if (event.isFor(subscriber) && source.isNew(event.number())) {
            receiver.deliver(event.message(receiver.features()));
        }
        return true;
    }

    private void later(long millis) {
        try {
            subscriber.receiver().peer().loop().schedule(this::work, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            end(); // loop and session have ended
        }
    }

    /** Runs on any thread: the turn of another replay may end on the loop of that replay. */
    private void read() {
        boolean isPlanned = onLoop(() -> {
            if (ended || !subscriptions.holds(subscriber)) {
                turns.end();
                end();
                return;
            }
            nextPage().whenComplete((events, failure) -> {
                turns.end();
                onLoop(() -> arrived(events, failure));
            });
        });
        if (!isPlanned) {
            turns.end();
        }
    }

    private CompletionStage<List<SharedMessage>> nextPage() {
        try {
            return source.next();
        } catch (RuntimeException e) { // an event store of the embedding program
            return CompletableFuture.failedStage(e);
        }
    }

    /** Runs a task on the loop. Returns false if the loop has ended. */
    private boolean onLoop(Runnable task) {
        try {
            subscriber.receiver().peer().loop().execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            end(); // the session has ended with its loop, so no other thread uses this object
            return false;
        }
    }

    private void arrived(@Nullable List<SharedMessage> events, @Nullable Throwable failure) {
        if (ended) {
            return;
        }
        if (!subscriptions.holds(subscriber)) {
            end();
            return;
        }
        if (failure != null || events == null) {
            end();
            whenFailed.accept(failure == null ? new IllegalStateException("found no events") : failure);
            return;
        }
        source.pageArrived();
        page.addAll(events);
        work();
    }

    private void end() {
        if (!ended) {
            ended = true;
            page.clear();
            subscriber.hold(null);
            source.close();
        }
    }
}
