package io.aerostat.router.dealer.callee;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;

/**
 * The event loops of a realm's sessions. Any thread. Commands from one loop to another keep their order, so a loop can
 * wait for all commands that other loops sent before a certain moment.
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
     * Runs {@code then} on {@code home} after all commands that other loops have sent to {@code home}. This includes
     * the commands of tasks that run at this moment on the other loops. Called on {@code home}; runs {@code then} at
     * once if there is no other loop.
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

    /**
     * A round through all loops except the home loop. A task on each loop reports to the home loop, which counts the
     * reports.
     */
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
                comeHome(); // a loop that has ended sends no commands
            }
        }

        private void comeHome() {
            try {
                home.execute(this::arrived);
            } catch (RejectedExecutionException e) {
                // The home loop has ended, and so have its sessions.
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
