package io.aerostat.mqtt.session;

import io.aerostat.mqtt.options.KeptSessionLimits;
import io.aerostat.mqtt.packet.MqttConnection;
import io.aerostat.mqtt.packet.Packets;
import io.aerostat.router.link.OutboundBudget;
import io.aerostat.router.link.Sent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The messages for one client. Messages with QoS 1 wait until the client has acknowledged enough earlier messages.
 * While the session has no connection, messages with QoS 1 wait for the next connection. Confined to the loop of the
 * link.
 */
final class Outgoing {
    private static final int LARGEST_PACKET_ID = 65_535;

    /** The number of publications to remember while another connection takes the session over. */
    private static final int REMEMBERED = 65_536;

    private enum Mode {
        /** The session waits for the messages of an earlier connection, which precede new messages. */
        HOLDING,
        /** The client has a connection. */
        SENDING,
        /** The client has no connection. */
        KEEPING
    }

    private final MqttConnection connection;
    private final KeptSessionLimits kept;
    private final int window;
    private final long maxPacketSize;
    private final TopicAliases aliases;
    private final Map<Integer, Message> unacknowledged = new LinkedHashMap<>();
    private final Queue<Message> waiting = new ArrayDeque<>();
    private Mode mode = Mode.HOLDING;
    private OutboundBudget budget;
    private long heldBytes;
    private long reservedBytes;
    private int reservedMessages;
    private int lastPacketId;
    private @Nullable Set<Long> remembered; // null unless another connection takes the session over

    /**
     * The messages that a session leaves to its next connection.
     *
     * @param unacknowledged the messages that the client has not acknowledged, by packet id
     * @param waiting the messages that have not been sent
     * @param lastPacketId the packet id that was used last
     * @param publications the publications that have arrived since the next connection began to take the session over
     */
    record Left(
            Map<Integer, Message> unacknowledged, List<Message> waiting, int lastPacketId, Set<Long> publications) {}

    Outgoing(MqttConnection connection, Connect connect, long budget, KeptSessionLimits kept) {
        this.connection = connection;
        this.kept = kept;
        this.window = connect.receiveMaximum();
        this.maxPacketSize = connect.maxPacketSize();
        this.aliases = new TopicAliases(connect.topicAliasMaximum());
        this.budget = OutboundBudget.of(budget);
    }

    void limit(long bytes) {
        budget = OutboundBudget.of(bytes);
    }

    /** Returns the bytes that wait for the client to read or acknowledge them. */
    long pendingBytes() {
        return connection.pendingBytes() + heldBytes + reservedBytes;
    }

    /** Checks whether to send or keep a message: a session without a connection keeps no messages with QoS 0. */
    boolean accepts(boolean acknowledged) {
        return acknowledged || mode != Mode.KEEPING;
    }

    /** Reserves room for a message that is still being converted; {@link #release} gives the room back. */
    Sent reserve(int size, boolean acknowledged) {
        if (mode == Mode.KEEPING
                && !(acknowledged && isKept(size, size() + reservedMessages, heldBytes + reservedBytes))) {
            return Sent.DROPPED;
        }
        if (exceedsBudget(size)) {
            return Sent.OVER_BUDGET;
        }
        reservedBytes += size;
        reservedMessages++;
        return Sent.OK;
    }

    void release(int size) {
        reservedBytes -= size;
        reservedMessages--;
    }

    /**
     * Sends a message, or queues the message until the client has acknowledged other messages or has a connection
     * again.
     */
    Sent send(Message message) {
        int size = message.size();
        if (size > maxPacketSize) {
            return Sent.TOO_LARGE;
        }
        if (message.isExpired()) {
            return Sent.OK;
        }
        return switch (mode) {
            case KEEPING -> keep(message, size);
            case HOLDING -> hold(message, size);
            case SENDING -> sendNow(message, size);
        };
    }

    private Sent keep(Message message, int size) {
        if (!message.acknowledged()) {
            return Sent.OK; // Messages with QoS 0 are not kept.
        }
        return isKept(size, size(), heldBytes) ? hold(message, size) : Sent.DROPPED;
    }

    /** Checks whether a session without a connection keeps a further message. */
    private boolean isKept(int size, int messages, long bytes) {
        return messages < kept.messages() && bytes + size <= kept.bytes() && !budget.isExceededBy(size, bytes);
    }

    private Sent hold(Message message, int size) {
        if (budget.isExceededBy(size, heldBytes)) {
            return Sent.OVER_BUDGET;
        }
        heldBytes += size;
        waiting.add(message);
        if (remembered != null && remembered.size() < REMEMBERED) {
            remembered.add(message.publication());
        }
        return Sent.OK;
    }

    private Sent sendNow(Message message, int size) {
        if (exceedsBudget(size)) {
            return Sent.OVER_BUDGET;
        }
        if (!message.acknowledged()) {
            write(message, 0, false);
        } else if (unacknowledged.size() < window) {
            heldBytes += size;
            writeFirst(message);
        } else {
            heldBytes += size;
            waiting.add(message);
        }
        return Sent.OK;
    }

    /**
     * Flushes queued packets if necessary, and checks whether a message would still exceed the budget. Only bytes that
     * the operating system does not accept show that a client is slow.
     */
    private boolean exceedsBudget(int size) {
        if (budget.isExceededBy(size, pendingBytes()) && connection.isFlushQueued()) {
            connection.flush();
        }
        return budget.isExceededBy(size, pendingBytes());
    }

    private void writeFirst(Message message) {
        int id = nextPacketId();
        unacknowledged.put(id, message);
        write(message, id, false);
    }

    private void write(Message message, int packetId, boolean isRepeated) {
        TopicAliases.Named named = aliases.name(message.topic(), message.current());
        connection.write(Packets.publish(
                named.topic(), message.payload(), packetId, isRepeated, message.isRetained(), named.properties()));
    }

    private int nextPacketId() {
        do {
            lastPacketId = lastPacketId == LARGEST_PACKET_ID ? 1 : lastPacketId + 1;
        } while (unacknowledged.containsKey(lastPacketId));
        return lastPacketId;
    }

    /** Called when the client has acknowledged a message. An unknown packet id is ignored. */
    void acknowledged(int packetId) {
        Message message = unacknowledged.remove(packetId);
        if (message != null) {
            heldBytes -= message.size();
        }
        sendWaiting();
    }

    private void sendWaiting() {
        while (!waiting.isEmpty() && (!waiting.peek().acknowledged() || unacknowledged.size() < window)) {
            Message message = waiting.remove();
            if (message.isExpired()) {
                heldBytes -= message.size();
            } else if (message.acknowledged()) {
                writeFirst(message);
            } else {
                heldBytes -= message.size();
                write(message, 0, false);
            }
        }
    }

    /**
     * Takes over the messages of an earlier connection. A message that has arrived for both connections is sent once.
     *
     * @param allowed checks whether the client may still get a message
     * @return the number of messages that were dropped, because the client may no longer get them, or because they
     *     exceed its limits
     */
    int adopt(Left left, Predicate<Message> allowed) {
        int dropped = 0;
        List<Message> newer = new ArrayList<>(waiting);
        waiting.clear();
        heldBytes = 0;
        lastPacketId = left.lastPacketId();
        for (Map.Entry<Integer, Message> each : left.unacknowledged().entrySet()) {
            Message message = each.getValue();
            if (!allowed.test(message) || !fits(message)) {
                dropped++;
            } else if (unacknowledged.size() < window) {
                unacknowledged.put(each.getKey(), message);
                heldBytes += message.size();
            } else {
                hold(message); // the client accepts fewer messages at once than before
            }
        }
        for (Message message : left.waiting()) {
            dropped += allowed.test(message) && hold(message) ? 0 : 1;
        }
        for (Message message : newer) {
            boolean isHeld = left.publications().contains(message.publication()) || hold(message);
            dropped += isHeld ? 0 : 1;
        }
        return dropped;
    }

    private boolean hold(Message message) {
        return fits(message) && hold(message, message.size()) == Sent.OK;
    }

    private boolean fits(Message message) {
        int size = message.size();
        return size <= maxPacketSize && !budget.isExceededBy(size, heldBytes);
    }

    /** Begins to send. Called when the client has got CONNACK. */
    void begin() {
        mode = Mode.SENDING;
        unacknowledged.forEach((id, message) -> write(message, id, true));
        sendWaiting();
    }

    /**
     * Begins to keep messages with QoS 1. Called when the connection has ended, and the session continues.
     *
     * @return the number of messages with QoS 1 that were dropped because they exceed the limits of a kept session
     */
    int keep() {
        mode = Mode.KEEPING;
        int dropped = 0;
        int messages = unacknowledged.size();
        long bytes = unacknowledged.values().stream().mapToLong(Message::size).sum();
        for (Iterator<Message> each = waiting.iterator(); each.hasNext(); ) {
            Message message = each.next();
            if (message.acknowledged() && isKept(message.size(), messages, bytes)) {
                messages++;
                bytes += message.size();
            } else {
                dropped += message.acknowledged() ? 1 : 0;
                each.remove();
            }
        }
        heldBytes = bytes;
        return dropped;
    }

    /** Begins to remember publications. Called when another connection begins to take the session over. */
    void remember() {
        remembered = new LinkedHashSet<>();
    }

    /** Removes and returns the messages for the next connection. */
    Left leave() {
        Left left = new Left(
                new LinkedHashMap<>(unacknowledged),
                List.copyOf(waiting),
                lastPacketId,
                remembered == null ? Set.of() : Set.copyOf(remembered));
        unacknowledged.clear();
        waiting.clear();
        heldBytes = 0;
        return left;
    }

    /** Returns the number of messages that wait for their acknowledgement or for their turn. */
    int size() {
        return unacknowledged.size() + waiting.size();
    }
}
