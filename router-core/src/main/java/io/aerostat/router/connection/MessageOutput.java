package io.aerostat.router.connection;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.framing.FrameBatch;
import io.aerostat.protocol.framing.Framing;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.link.OutboundBudget;
import io.aerostat.router.link.PeerSerializer;
import io.aerostat.router.link.Sent;
import io.aerostat.router.link.SharedMessage;
import io.netty.buffer.ByteBuf;

/** Encodes the messages for one peer and queues them within the peer's budget. Confined to the loop of the channel. */
final class MessageOutput {
    private final Framing framing;
    private final FrameBatch batch;
    private final PeerSerializer serializer;
    private final LinkTraffic traffic;
    private OutboundBudget budget;

    MessageOutput(
            Framing framing, FrameBatch batch, PeerSerializer serializer, OutboundBudget budget, LinkTraffic traffic) {
        this.framing = framing;
        this.batch = batch;
        this.serializer = serializer;
        this.budget = budget;
        this.traffic = traffic;
    }

    void limit(OutboundBudget newBudget) {
        budget = newBudget;
    }

    /** Checks whether the budget allows another message. */
    boolean hasRoom() {
        return budget.hasRoom(batch.pendingBytes());
    }

    Sent write(WampMessage message) {
        if (!makeRoom(message)) {
            return Sent.OVER_BUDGET;
        }
        int expectedLength = ExpectedLength.of(message);
        ByteBuf out = batch.next(expectedLength);
        int frame = out.writerIndex();
        int room = framing.beginMessage(out, expectedLength);
        try {
            serializer.current().encode(message, out);
        } catch (NotExpressible e) {
            out.writerIndex(frame);
            return Sent.NOT_EXPRESSIBLE;
        }
        int length = out.writerIndex() - frame - room;
        if (length > framing.maxOutgoingSize()) {
            out.writerIndex(frame);
            return Sent.TOO_LARGE;
        }
        if (budget.isExceededBy(length, frame + batch.queuedBytes()) && !OutboundBudget.isExempt(message)) {
            out.writerIndex(frame);
            return relieve() && batch.pendingBytes() + length <= budget.bytes() ? write(message) : Sent.OVER_BUDGET;
        }
        framing.endMessage(out, frame, room);
        traffic.sent(length);
        batch.flushLater();
        return Sent.OK;
    }

    Sent write(SharedMessage message) {
        if (!makeRoom(message.message())) {
            return Sent.OVER_BUDGET;
        }
        byte[] bytes;
        try {
            bytes = message.bytes(serializer.current());
        } catch (NotExpressible e) {
            return Sent.NOT_EXPRESSIBLE;
        }
        if (bytes.length > framing.maxOutgoingSize()) {
            return Sent.TOO_LARGE;
        }
        if (budget.isExceededBy(bytes.length, batch.pendingBytes())) {
            relieve();
            if (budget.isExceededBy(bytes.length, batch.pendingBytes())) {
                return Sent.OVER_BUDGET;
            }
        }
        framing.writeMessage(batch.next(bytes.length), bytes);
        traffic.sent(bytes.length);
        batch.flushLater();
        return Sent.OK;
    }

    /** Checks whether the budget allows a message, after flushing queued bytes if necessary. */
    private boolean makeRoom(WampMessage message) {
        return hasRoom() || OutboundBudget.isExempt(message) || relieve() && hasRoom();
    }

    /**
     * Passes the bytes of an unfinished batch to the operating system now, because only bytes that the operating system
     * does not accept show that a peer is slow. The flush costs nothing for a slow peer, because the channel has
     * recorded that its socket is full.
     *
     * @return false if there was nothing to flush
     */
    private boolean relieve() {
        if (!batch.isFlushQueued()) {
            return false;
        }
        batch.flush();
        return true;
    }
}
