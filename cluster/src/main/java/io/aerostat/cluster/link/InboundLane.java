package io.aerostat.cluster.link;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * The state of receiving over one link on one lane. Owned by the lane's thread, which holds this object's monitor while
 * it handles a message. A thread that ends the link also takes the monitor, so that no record is delivered after {@code
 * nodeDown}.
 */
final class InboundLane {
    private long lastNumber;
    private ByteArrayOutputStream pieces = new ByteArrayOutputStream(0);
    private volatile long received;

    /** Records the number of a message. Returns false if an earlier message has not arrived. */
    boolean isNext(long number) {
        if (number != lastNumber + 1) {
            return false;
        }
        lastNumber = number;
        return true;
    }

    /** Adds a piece of a record, and returns the size of all pieces of the record so far. */
    int addPiece(ByteBuffer piece) {
        pieces.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
        return pieces.size();
    }

    /** Returns all pieces of a record joined into one array, and forgets the pieces. */
    byte[] joined() {
        byte[] whole = pieces.toByteArray();
        pieces = new ByteArrayOutputStream(0);
        return whole;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // only the lane's thread writes the field
    void count(long bytes) {
        received += bytes;
    }

    /** Returns the size of all received records with their overhead, in bytes. Any thread. */
    long received() {
        return received;
    }
}
