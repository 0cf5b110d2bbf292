package io.aerostat.router.longpoll;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.framing.Batches;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.router.link.OutboundBudget;
import io.aerostat.router.link.PeerSerializer;
import io.aerostat.router.link.Sent;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.tally.TrafficTally;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Encodes messages and queues them for the client's next request, within limits on their size and number. Confined to
 * the link's loop.
 */
final class Outbox {
    private static final int USUAL_MESSAGE = 256;
    private static final int LARGEST_FIRST_BUFFER = 1 << 20;

    private final Subprotocol subprotocol;
    private final PeerSerializer serializer;
    private final int maxMessages;
    private final Queue<byte[]> messages = new ArrayDeque<>();
    private OutboundBudget budget;
    private long bytes;
    private TrafficTally traffic = TrafficTally.UNCOUNTED;
    private byte separator = Batches.SEPARATOR;

    Outbox(Subprotocol subprotocol, PeerSerializer serializer, OutboundBudget budget, int maxMessages) {
        this.subprotocol = subprotocol;
        this.serializer = serializer;
        this.budget = budget;
        this.maxMessages = maxMessages;
    }

    void limit(OutboundBudget newBudget) {
        budget = newBudget;
    }

    /**
     * Sets the separator for text batches to the one that the client uses, so that the client can read the answers
     * (BAT-3).
     */
    void separateWith(byte newSeparator) {
        separator = newSeparator;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    long bytes() {
        return bytes;
    }

    /** Sets the tally that counts messages from now on. */
    void countIn(TrafficTally tally) {
        traffic = tally;
    }

    Sent write(WampMessage message) {
        boolean exempt = OutboundBudget.isExempt(message);
        if (!exempt && !hasRoom()) {
            return Sent.OVER_BUDGET;
        }
        ByteBuf out = Unpooled.buffer(USUAL_MESSAGE);
        try {
            serializer.current().encode(message, out);
        } catch (NotExpressible e) {
            return Sent.NOT_EXPRESSIBLE;
        }
        return add(ByteBufUtil.getBytes(out), exempt);
    }

    Sent write(SharedMessage message) {
        if (!hasRoom() && !OutboundBudget.isExempt(message.message())) {
            return Sent.OVER_BUDGET;
        }
        try {
            return add(message.bytes(serializer.current()), false);
        } catch (NotExpressible e) {
            return Sent.NOT_EXPRESSIBLE;
        }
    }

    private boolean hasRoom() {
        return budget.hasRoom(bytes) && messages.size() < maxMessages;
    }

    private Sent add(byte[] message, boolean exempt) {
        if (!exempt && budget.isExceededBy(message.length, bytes)) {
            return Sent.OVER_BUDGET;
        }
        messages.add(message);
        bytes += message.length;
        traffic.countSent(message.length);
        return Sent.OK;
    }

    /**
     * Removes and returns the messages for one response: all as a batch, or only the first if the subprotocol is not
     * batched.
     */
    byte[] takeResponse() {
        return subprotocol.batched() ? takeBatch() : takeMessage();
    }

    private byte[] takeMessage() {
        byte[] message = messages.remove();
        bytes -= message.length;
        return message;
    }

    private byte[] takeBatch() {
        boolean text = subprotocol.isText();
        ByteBuf batch = Unpooled.buffer((int) Math.min(LARGEST_FIRST_BUFFER, bytes + 8L * messages.size()));
        while (!messages.isEmpty()) {
            int from = batch.writerIndex();
            batch.writeZero(Batches.prefixLength(text));
            batch.writeBytes(takeMessage());
            Batches.finishMessage(batch, from, text, separator);
        }
        return ByteBufUtil.getBytes(batch);
    }

    void clear() {
        messages.clear();
        bytes = 0;
    }
}
