package io.aerostat.cluster.link;

import io.aerostat.cluster.engine.ClusterEngine;
import io.aerostat.cluster.frame.BatchKind;
import io.aerostat.cluster.frame.BatchWriter;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The state of sending over one link on one lane: the batch that is being filled, and full batches that the engine has
 * not accepted yet. Event loops share a lane, so its methods are synchronized; no method waits for the engine.
 */
final class OutboundLane {
    private final Link link;
    private final int lane;
    private final ClusterEngine engine;
    private final LinkCounters counters;
    private final BatchWriter batch = new BatchWriter();
    private final Queue<byte[]> sealed = new ArrayDeque<>();

    private boolean open;
    private int records;
    private long lastNumber;
    private boolean markDue;
    private boolean closed;

    OutboundLane(Link link, int lane, ClusterEngine engine, LinkCounters counters) {
        this.link = link;
        this.lane = lane;
        this.engine = engine;
        this.counters = counters;
    }

    /** Adds a record to the batch. If the record does not fit into the present message, sends the batch first. */
    synchronized void append(byte type, ByteBuffer head, ByteBuffer rest) {
        if (closed) {
            return;
        }
        int size = head.remaining() + rest.remaining() + BatchWriter.RECORD_OVERHEAD;
        int maximum = engine.maximumMessage();
        if (open && batch.size() + size > maximum) {
            seal();
        }
        if (BatchWriter.OVERHEAD + size > maximum) {
            cut(type, head, rest, maximum);
            return;
        }
        begin();
        batch.record(type, head, rest);
        records++;
    }

    private void begin() {
        if (!open) {
            open = true;
            batch.begin(BatchKind.RECORDS, link.remoteKey(), link.key(), ++lastNumber);
        }
    }

    private void cut(byte type, ByteBuffer head, ByteBuffer rest, int maximum) {
        BatchWriter whole = new BatchWriter();
        whole.record(type, head, rest);
        byte[] bytes = whole.take();
        int piece = maximum - BatchWriter.OVERHEAD;
        for (int start = 0; start < bytes.length; start += piece) {
            int length = Math.min(piece, bytes.length - start);
            BatchKind kind = start + length < bytes.length ? BatchKind.PIECE : BatchKind.LAST_PIECE;
            batch.begin(kind, link.remoteKey(), link.key(), ++lastNumber);
            batch.piece(bytes, start, length);
            records = kind == BatchKind.LAST_PIECE ? 1 : 0;
            seal();
        }
    }

    private void seal() {
        byte[] message = batch.take();
        counters.sent(records, message.length);
        sealed.add(message);
        open = false;
        records = 0;
        markDue = true;
    }

    /** Passes messages to the engine until the engine accepts no more. */
    synchronized void flush() {
        if (open) {
            seal();
        }
        byte[] message = sealed.peek();
        while (message != null && engine.send(link.node(), lane, message)) {
            sealed.remove();
            message = sealed.peek();
        }
    }

    /**
     * Sends an empty batch, whose number shows the receiver whether earlier messages were lost. Called with each
     * heartbeat, because an empty batch can be lost too. Does nothing once all records of the link are confirmed.
     */
    synchronized void mark() {
        if (link.backlog() == 0) {
            markDue = false;
        } else if (markDue && !closed) {
            begin();
            flush();
        }
    }

    /** Discards unsent records, and ignores all later ones. */
    synchronized void close() {
        closed = true;
        sealed.clear();
        batch.take();
        open = false;
    }
}
