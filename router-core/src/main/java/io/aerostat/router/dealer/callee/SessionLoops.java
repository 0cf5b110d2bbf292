package io.aerostat.router.dealer.callee;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;

/**
 * The event loops on which the sessions of a realm live. What any of them has handed to another loop before a certain moment can be waited for,
 * because the way from one loop to another keeps its order. Any thread.
 */
public final class SessionLoops {
    private final ConcurrentMap<EventExecutor, Integer> sessions = new ConcurrentHashMap<>();

    public void joined(EventExecutor loop) {
        sessions.merge(loop, 1, Integer::sum);
    }

    public void left(EventExecutor loop) {
        sessions.computeIfPresent(loop, (same, count) -> count == 1 ? null : count - 1);
    }

    /**
     * Runs {@code then} on {@code home} once every command has arrived there that another loop had begun to make before now. Called on {@code home},
     * and runs at once if there is no other loop.
     */
    void afterCommandsUnderWay(EventExecutor home, Runnable then) {
        List<EventExecutor> others = new ArrayList<>(sessions.keySet());
        others.remove(home);
        if (others.isEmpty()) {
            then.run();
        } else {
            Round round = new Round(home, others.size(), then);
            others.forEach(round::visit);
        }
    }

    /** A visit to each other loop and back. Counted on the home loop. */
    private static final class Round {
        private final EventExecutor home;
        private final Runnable then;
        private int awaited;

        Round(EventExecutor home, int awaited, Runnable then) {
            this.home = home;
            this.awaited = awaited;
            this.then = then;
        }

        void visit(EventExecutor loop) {
            try {
                loop.execute(this::comeHome);
            } catch (RejectedExecutionException e) {
                comeHome(); // a loop that has ended makes no commands
            }
        }

        private void comeHome() {
            try {
                home.execute(this::arrived);
            } catch (RejectedExecutionException e) {
                // The home loop has ended, and its sessions with it.
                return;
            }
        }

        private void arrived() {
            awaited--;
            if (awaited == 0) {
                then.run();
            }
        }
    }
}
