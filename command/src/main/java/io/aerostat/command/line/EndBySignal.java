package io.aerostat.command.line;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The actions of a command when SIGINT (Ctrl-C), SIGTERM or SIGHUP ends its process, such as leaving the realm. They
 * run on a thread of the JVM, while the other threads continue. Any thread.
 */
public final class EndBySignal {
    private static final long LIMIT_MS = 3_000;

    /**
     * The actions, in the order in which they were added. Guarded by its own lock, because several threads add actions.
     */
    private static final Set<Supplier<? extends CompletableFuture<?>>> ACTIONS = new LinkedHashSet<>();

    private static volatile boolean hasBegun;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(EndBySignal::run, "aerostat-end"));
    }

    private EndBySignal() {}

    /**
     * Adds an action; runs it at once if the process is ending.
     *
     * @param action starts the work and returns at once; its future completes when the work has ended. The process
     *     waits up to three seconds for the futures of all actions together
     */
    public static void add(Supplier<? extends CompletableFuture<?>> action) {
        synchronized (ACTIONS) {
            if (!hasBegun) {
                ACTIONS.add(action);
                return;
            }
        }
        var unused = action.get();
    }

    /** Removes an action that has nothing left to end. */
    public static void remove(Supplier<? extends CompletableFuture<?>> action) {
        synchronized (ACTIONS) {
            ACTIONS.remove(action);
        }
    }

    /**
     * Checks whether the process is ending. From then on, failures are consequences of the end, and are not reported.
     */
    public static boolean hasBegun() {
        return hasBegun;
    }

    private static void run() {
        List<Supplier<? extends CompletableFuture<?>>> actions;
        synchronized (ACTIONS) {
            hasBegun = true;
            actions = List.copyOf(ACTIONS);
        }
        List<CompletableFuture<?>> ends = new ArrayList<>();
        actions.forEach(action -> ends.add(action.get()));
        CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new))
                .handle((none, failure) -> none)
                .completeOnTimeout(null, LIMIT_MS, TimeUnit.MILLISECONDS)
                .join();
    }
}
