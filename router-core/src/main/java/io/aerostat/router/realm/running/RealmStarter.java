package io.aerostat.router.realm.running;

import io.aerostat.router.audit.Observers;
import io.aerostat.router.cluster.RealmCluster;
import io.aerostat.router.cluster.RealmConnector;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.service.ProcedureCaller;
import io.netty.util.Timer;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Starts the realms of a router. Any thread.
 *
 * @param loops the loops of the router
 * @param timer runs the timeouts of calls
 * @param cluster connects realms with other nodes
 * @param checks runs checks of large payloads
 * @param measures whether to measure the durations of calls
 */
public record RealmStarter(
        EventExecutorGroup loops,
        Timer timer,
        Executor checks,
        RealmConnector cluster,
        Observers observers,
        boolean measures) {
    private static final long PATIENCE_SECONDS = 10;

    /**
     * Starts a realm. Returns after the procedures of the meta API have been registered, because a client may call them
     * directly after its join.
     *
     * @param procedures calls the procedures of dynamic authorizers
     */
    public Realm start(RealmDefinition definition, ProcedureCaller procedures) {
        RealmCluster connected = cluster.connect(definition.name());
        try {
            EventExecutor loop = serviceLoop();
            Realm realm = new Realm(definition, loop, timer, checks, procedures, connected, observers, measures);
            awaitTasks(loop);
            return realm;
        } catch (RuntimeException e) {
            connected.close(); // A realm of this name may be added later.
            throw e;
        }
    }

    /**
     * Returns the loop for the service session. If this thread is an event loop, returns that loop, because a loop must
     * not wait for another one.
     */
    private EventExecutor serviceLoop() {
        for (EventExecutor loop : loops) {
            if (loop.inEventLoop()) {
                return loop;
            }
        }
        return loops.next();
    }

    /**
     * Waits until a loop has run its queued tasks. Returns at once on the thread of that loop, which has already
     * registered the procedures.
     */
    private static void awaitTasks(EventExecutor loop) {
        if (!loop.inEventLoop()) {
            CompletableFuture.runAsync(() -> {}, loop)
                    .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
    }
}
