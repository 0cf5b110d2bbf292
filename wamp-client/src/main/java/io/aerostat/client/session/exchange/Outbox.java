package io.aerostat.client.session.exchange;

import io.aerostat.client.connection.Connection;
import io.aerostat.client.connection.MessageRefused;
import io.aerostat.protocol.id.RequestIds;
import io.aerostat.protocol.message.WampMessage;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongFunction;

/** Numbers and sends the messages of one session. Confined to the connection's executor. */
public final class Outbox {
    private final Connection connection;
    private final RequestIds ids = new RequestIds();
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    public Outbox(Connection connection) {
        this.connection = connection;
    }

    /**
     * Sends a request under the next id. An id is used only if the message is written, so that ids stay sequential
     * (ID-4).
     *
     * @return the id
     */
    public long request(LongFunction<WampMessage> request) throws MessageRefused {
        long id = ids.peek();
        connection.write(request.apply(id));
        return ids.next();
    }

    public void send(WampMessage message) throws MessageRefused {
        connection.write(message);
    }

    public void flush() {
        connection.flush();
    }

    /** Runs {@code action} when the network accepts more messages: now, later, or when the session ends. */
    public void whenWritable(Runnable action) {
        if (connection.isWritable()) {
            action.run();
        } else {
            waiting.add(action);
        }
    }

    /** Returns how many actions wait for the network. */
    public int waiting() {
        return waiting.size();
    }

    public void writable() {
        Runnable action;
        while (connection.isWritable() && (action = waiting.poll()) != null) {
            action.run();
        }
    }

    /** Called when the session has ended; runs all waiting actions. */
    public void ended() {
        waiting.forEach(Runnable::run);
        waiting.clear();
    }
}
