package io.aerostat.cluster.link;

import io.aerostat.cluster.frame.BatchReader;
import io.aerostat.cluster.frame.BatchWriter;
import io.aerostat.cluster.frame.ControlFrame;
import io.aerostat.cluster.frame.MalformedFrameException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the messages with records of one lane, from all nodes, and delivers their records. Confined to the lane's
 * thread.
 */
final class LaneReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(LaneReceiver.class);
    private static final RecordKind[] KINDS = RecordKind.values();

    private final int lane;
    private final Membership membership;
    private final LinkOptions options;
    private final LinkCounters counters;
    private final @Nullable RecordListener[] listeners;
    private final boolean[] delivered = new boolean[KINDS.length];
    private final BatchReader reader = new BatchReader();

    /** @param listeners the listeners, indexed by the ordinal of their kind of record */
    LaneReceiver(
            int lane,
            Membership membership,
            LinkOptions options,
            LinkCounters counters,
            @Nullable RecordListener[] listeners) {
        this.lane = lane;
        this.membership = membership;
        this.options = options;
        this.counters = counters;
        this.listeners = listeners;
    }

    void received(byte[] message) {
        try {
            reader.open(message);
        } catch (MalformedFrameException e) {
            counters.malformed();
            LOG.debug("A message on a lane of the cluster is malformed and is dropped: {}", e.getMessage());
            return;
        }
        Link link = membership.links().byKey(reader.to());
        if (link == null
                || reader.key() == ControlFrame.NO_KEY
                || link.remoteKey() != reader.key()
                || membership.isStalled()) {
            counters.stale();
            return;
        }
        if (link.state() == Link.State.OPENING || link.state() == Link.State.SENDING) {
            membership.confirm(link); // the other node's last HELLO may still be on its way on the control lane
        }
        synchronized (link.inbound(lane)) {
            deliver(link, message);
        }
        membership.heard(link);
    }

    private void deliver(Link link, byte[] message) {
        if (link.state() != Link.State.UP) {
            counters.stale();
            return;
        }
        InboundLane inbound = link.inbound(lane);
        if (!inbound.isNext(reader.number())) {
            membership.fail(link, DownReason.GAP);
            return;
        }
        int records = 0;
        try {
            switch (reader.kind()) {
                case RECORDS -> records = records(link, inbound);
                case PIECE -> piece(inbound);
                case LAST_PIECE -> {
                    piece(inbound);
                    reader.openJoined(inbound.joined());
                    records = records(link, inbound);
                }
            }
            counters.received(records, message.length);
        } catch (MalformedFrameException e) {
            counters.malformed();
            LOG.debug("A message of {} is malformed: {}", link.member(), e.getMessage());
            membership.fail(link, DownReason.MALFORMED);
        } catch (RuntimeException e) {
            LOG.error("A record of {} could not be handled; its link ends", link.member(), e);
            membership.fail(link, DownReason.MALFORMED);
        }
    }

    private void piece(InboundLane inbound) throws MalformedFrameException {
        int size = inbound.addPiece(reader.piece());
        if (size > options.maximumRecord() + BatchWriter.RECORD_OVERHEAD) {
            throw MalformedFrameException.oversized(size, options.maximumRecord());
        }
    }

    /**
     * Delivers the records of the reader's message, and returns their number. Delivers no more records once a listener
     * has dropped the link.
     */
    private int records(Link link, InboundLane inbound) throws MalformedFrameException {
        int records = 0;
        long bytes = 0;
        try {
            while (link.state() == Link.State.UP && reader.hasRecord()) {
                int kind = RecordKind.indexOf(reader.nextRecord());
                ByteBuffer record = reader.record();
                bytes += record.remaining() + BatchWriter.RECORD_OVERHEAD;
                records++;
                RecordListener listener = kind < 0 ? null : listeners[kind];
                if (listener != null) {
                    delivered[kind] = true;
                    listener.record(link.member(), lane, record);
                }
            }
        } finally {
            inbound.count(bytes);
            end(link);
        }
        return records;
    }

    /** Tells the listeners that the message ends, even if it is malformed and only its first records were delivered. */
    private void end(Link link) {
        for (int kind = 0; kind < KINDS.length; kind++) {
            RecordListener listener = listeners[kind];
            if (delivered[kind] && listener != null) {
                delivered[kind] = false;
                listener.batchEnd(link.member(), lane);
            }
        }
    }
}
