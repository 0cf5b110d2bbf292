package io.aerostat.router.dealer.callee;

import io.aerostat.protocol.uri.MatchPolicy;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * The procedures of one session whose new announcement, or whose withdrawal, the other nodes have not confirmed yet. A
 * request about one of these procedures waits for the confirmation. Confined to the session's loop.
 */
final class UnconfirmedChanges {
    /**
     * The requests that wait for each change, by match policy and procedure. Most sessions have no changes and share
     * one empty map.
     */
    private Map<String, Queue<Runnable>> changes = Map.of();

    private static String key(String procedure, MatchPolicy match) {
        return match.wire() + ' ' + procedure;
    }

    int size() {
        return changes.size();
    }

    void begin(String procedure, MatchPolicy match) {
        if (changes.isEmpty()) {
            changes = new HashMap<>();
        }
        changes.put(key(procedure, match), new ArrayDeque<>());
    }

    /** Makes a request wait until a change of its procedure ends. Returns false if there is no change. */
    boolean defer(String procedure, MatchPolicy match, Runnable request) {
        Queue<Runnable> waiting = changes.get(key(procedure, match));
        if (waiting == null) {
            return false;
        }
        waiting.add(request);
        return true;
    }

    /** Ends a change. Returns a task that runs the requests that wait for this change, in their order. */
    Runnable end(String procedure, MatchPolicy match) {
        Queue<Runnable> waiting = changes.isEmpty() ? null : changes.remove(key(procedure, match));
        return () -> {
            if (waiting != null) {
                waiting.forEach(Runnable::run);
            }
        };
    }
}
