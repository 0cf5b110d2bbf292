package io.aerostat.router.connection;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits the time that joins and leaves take in each round of an event loop (P7). Mass joins and leaves are spread over
 * several rounds, and established sessions are served between the rounds. Usually, a round has time left, and no task
 * waits. Joins that have begun are served before joins that have not. A newcomer that would wait too long for its first
 * turn is surplus (docs/adr/0018). Each loop has one share.
 */
final class LoopShare {
    private static final Logger LOG = LoggerFactory.getLogger(LoopShare.class);

    /** The time for joins and leaves in a round. The task that exceeds this time is the last one of the round. */
    static final long NANOS_OF_A_ROUND = TimeUnit.MILLISECONDS.toNanos(1);

    /** The additional time in a round for refusing surplus newcomers while other newcomers wait. */
    private static final long NANOS_FOR_SURPLUS = NANOS_OF_A_ROUND / 4;
    /** The longest time that a newcomer may wait for its first turn. Some client libraries give up after 5 s. */
    static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(3);
    /**
     * The number of other tasks between the first turns of two newcomers; a join with a challenge needs three tasks.
     */
    private static final int WORK_BETWEEN_FIRST_TURNS = 4;

    private static final FastThreadLocal<LoopShare> OF_THREAD = new FastThreadLocal<>();

    /** The first task of a newcomer. */
    @FunctionalInterface
    interface FirstTurn {
        /**
         * Begins the newcomer's session, or refuses it.
         *
         * @param surplus whether the newcomer must be refused, because other newcomers are waiting for their turn
         */
        void run(boolean surplus);
    }

    private record Waiting(FirstTurn turn, int place, long since) {}

    private final EventExecutor loop;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Queue<Waiting> beginning = new ArrayDeque<>();
    private final Queue<Waiting> surplus = new ArrayDeque<>();
    private final WaitForecast forecast = new WaitForecast();
    private int sinceFirstTurn;
    private long roundBegan;
    private long spent;
    private boolean usedUp;
    private boolean working;

    private LoopShare(EventExecutor loop) {
        this.loop = loop;
    }

    /** Returns the share of {@code loop}; called on that loop. */
    static LoopShare of(EventExecutor loop) {
        LoopShare share = OF_THREAD.get();
        if (share == null || share.loop != loop) {
            share = new LoopShare(loop);
            OF_THREAD.set(share);
        }
        return share;
    }

    /**
     * Runs {@code work} now, or in a later round if the current round has no time left. Tasks run in the order of the
     * calls, but a call from within a task runs at once.
     */
    void take(Runnable work) {
        if (working) {
            work.run();
        } else if (usedUp) {
            waiting.add(work);
        } else {
            workInThisRound(work);
        }
    }

    /** Runs the first turn of a newcomer now, or in a later round if the current round has no time left. */
    void begin(FirstTurn turn) {
        if (working) {
            turn.run(false);
        } else if (!usedUp) {
            workInThisRound(() -> turn.run(false));
        } else {
            int place = beginning.size() + 1;
            boolean tooLong = forecast.nanosUntil(place) > LONGEST_WAIT;
            (tooLong ? surplus : beginning).add(new Waiting(turn, place, now()));
        }
    }

    private void workInThisRound(Runnable work) {
        long now = now();
        if (now - roundBegan > NANOS_OF_A_ROUND) {
            roundBegan = now;
            spent = 0;
        }
        work(work);
        endRoundIfUsedUp();
    }

    private long now() {
        return loop.ticker().nanoTime();
    }

    private void work(Runnable work) {
        long now = now();
        working = true;
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("a task that begins or ends a connection has failed", e);
        } finally {
            working = false;
            spent += now() - now;
        }
    }

    private void endRoundIfUsedUp() {
        usedUp = !waiting.isEmpty() || !beginning.isEmpty() || !surplus.isEmpty() || spent >= NANOS_OF_A_ROUND;
        if (usedUp) {
            // Use schedule and not execute: the loop reads its connections before it runs a scheduled task.
            loop.schedule(this::nextRound, 0, TimeUnit.NANOSECONDS);
        }
    }

    private void nextRound() {
        try {
            serveRound();
        } finally {
            // Plan the next round even after an error, because otherwise the waiting tasks would never run.
            endRoundIfUsedUp();
        }
    }

    private void serveRound() {
        roundBegan = now();
        spent = 0;
        while (spent < NANOS_OF_A_ROUND && !(waiting.isEmpty() && beginning.isEmpty())) {
            if (beginning.isEmpty() || !waiting.isEmpty() && sinceFirstTurn < WORK_BETWEEN_FIRST_TURNS) {
                sinceFirstTurn++;
                work(waiting.remove());
            } else {
                sinceFirstTurn = 0;
                Waiting next = beginning.remove();
                forecast.waited(next.place(), now() - next.since());
                work(() -> next.turn().run(false));
            }
        }
        // Surplus newcomers are not refused if no other newcomers wait.
        boolean othersWait = !(waiting.isEmpty() && beginning.isEmpty());
        long until = othersWait ? spent + NANOS_FOR_SURPLUS : NANOS_OF_A_ROUND;
        while (spent < until && !surplus.isEmpty()) {
            FirstTurn turn = surplus.remove().turn();
            work(() -> turn.run(othersWait));
        }
    }
}
