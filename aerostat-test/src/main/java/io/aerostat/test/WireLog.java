package io.aerostat.test;

import io.aerostat.client.session.Session;
import io.aerostat.protocol.message.WampMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.stream.Collectors;

/**
 * The last messages between a router and the clients of a test, in the order in which the clients sent and received
 * them. Any thread; the lock of the object guards its fields.
 */
public final class WireLog {
    /** The number of messages that are kept; older messages are discarded. */
    public static final int CAPACITY = 200;
    /** The number of messages that {@link #toString()} shows. */
    private static final int SHOWN = 20;

    /** The logs of the sessions of all test routers. */
    private static final Map<Session, WireLog> LOGS = Collections.synchronizedMap(new WeakHashMap<>());

    private final long start = System.nanoTime();
    private final Deque<WireMessage> messages = new ArrayDeque<>();
    private final Map<String, Integer> names = new HashMap<>();

    WireLog() {}

    static Optional<WireLog> of(Session session) {
        return Optional.ofNullable(LOGS.get(session));
    }

    void add(Session session) {
        LOGS.put(session, this);
    }

    /** Returns a name for a client: {@code backend}, {@code backend-2}, {@code backend-3} … */
    synchronized String name(String wanted) {
        int count = names.merge(wanted, 1, Integer::sum);
        return count == 1 ? wanted : wanted + "-" + count;
    }

    synchronized void add(String client, boolean sent, WampMessage message) {
        if (messages.size() == CAPACITY) {
            messages.remove();
        }
        messages.add(new WireMessage(Duration.ofNanos(System.nanoTime() - start), client, sent, message));
    }

    /** Returns the messages, oldest first. */
    public synchronized List<WireMessage> messages() {
        return List.copyOf(messages);
    }

    /** Returns a text with the last messages, for people. */
    @Override
    public String toString() {
        List<WireMessage> all = messages();
        if (all.isEmpty()) {
            return "no messages on the wire";
        }
        List<WireMessage> last = all.subList(Math.max(0, all.size() - SHOWN), all.size());
        return last.stream()
                .map(WireMessage::toString)
                .collect(Collectors.joining("\n  ", "the last messages on the wire:\n  ", ""));
    }
}
