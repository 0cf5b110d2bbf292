package io.aerostat.command.node;

import io.aerostat.command.line.CommandFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counters of a node at one time.
 *
 * @param nanos the time at which the counters were read
 * @param numbers the counters of the whole node
 * @param sessions the sessions of the realms, each with its {@code realm}
 * @param isComplete whether {@code sessions} contains all sessions
 */
record Sample(
        long nanos,
        Map<String, @Nullable Object> numbers,
        List<Map<String, @Nullable Object>> realms,
        List<Map<String, @Nullable Object>> sessions,
        boolean isComplete) {
    private static final int MOST_REALMS = 1000;
    private static final int MOST_SESSIONS = 5000;
    private static final int PAGE = 500;

    /**
     * Reads the counters.
     *
     * @param realm the only realm whose counters are read; null for all realms
     */
    static Sample read(NodeCalls node, @Nullable String realm) throws CommandFailure, InterruptedException {
        Map<String, @Nullable Object> numbers = node.ask("numbers", Map.of());
        long nanos = System.nanoTime();
        List<Map<String, @Nullable Object>> realms = realms(node, realm);
        List<Map<String, @Nullable Object>> sessions = new ArrayList<>();
        boolean isComplete = true;
        for (Map<String, @Nullable Object> one : realms) {
            isComplete &= addSessions(node, one, sessions);
        }
        return new Sample(nanos, numbers, realms, sessions, isComplete);
    }

    private static List<Map<String, @Nullable Object>> realms(NodeCalls node, @Nullable String realm)
            throws CommandFailure, InterruptedException {
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (realm != null) {
            arguments.put("realm", realm);
        }
        List<Map<String, @Nullable Object>> realms = new ArrayList<>();
        String after = "";
        do {
            arguments.put("after", after);
            Map<String, @Nullable Object> page = node.ask("realms", arguments);
            realms.addAll(NodeCalls.maps(page, "realms"));
            after = NodeCalls.text(page, "next");
        } while (!after.isEmpty() && realms.size() < MOST_REALMS);
        return realms;
    }

    /** Adds the sessions of a realm. Returns false if the realm has too many sessions. */
    private static boolean addSessions(
            NodeCalls node, Map<String, @Nullable Object> realm, List<Map<String, @Nullable Object>> sessions)
            throws CommandFailure, InterruptedException {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("realm", NodeCalls.text(realm, "realm"));
        arguments.put("router", NodeCalls.text(realm, "router"));
        arguments.put("limit", PAGE);
        long after = 0;
        do {
            if (sessions.size() >= MOST_SESSIONS) {
                return false;
            }
            arguments.put("after", after);
            Map<String, @Nullable Object> page;
            try {
                page = node.ask("sessions", arguments);
            } catch (CommandFailure failure) {
                if (failure.line().startsWith("wamp.error.no_such_realm")) {
                    return true; // The realm has been removed since the list of realms was read.
                }
                throw failure;
            }
            for (Map<String, @Nullable Object> session : NodeCalls.maps(page, "sessions")) {
                session.put("realm", NodeCalls.text(realm, "realm"));
                sessions.add(session);
            }
            after = NodeCalls.number(page, "next");
        } while (after != 0);
        return true;
    }
}
