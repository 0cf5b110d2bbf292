package io.aerostat.protocol.framing.codec;

import io.aerostat.protocol.negotiation.PerMessageDeflate;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses the incoming messages of one connection with permessage-deflate (RFC 7692 §7.2.2). Owns native memory
 * until {@link #close()}. Confined to one loop.
 */
public final class MessageInflater implements AutoCloseable {
    /** The bytes that the sender omits at the end of each message. */
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private static final FastThreadLocal<byte[]> CHUNK = new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
            return new byte[16 * 1024];
        }
    };

    /** Receives inflated bytes. The array is reused, so the receiver must copy its content. */
    @FunctionalInterface
    interface Output {
        void inflated(byte[] bytes, int length) throws WebSocketFailure;
    }

    private final boolean keepsContext;
    private final Inflater inflater = new Inflater(true);

    /**
     * Creates an inflater.
     *
     * @param keepsContext whether messages of the sender may refer to earlier messages
     */
    public MessageInflater(boolean keepsContext) {
        this.keepsContext = keepsContext;
    }

    /** Returns the inflater of a client with the parameters that it has negotiated. */
    public static MessageInflater ofClient(PerMessageDeflate agreed) {
        return new MessageInflater(!agreed.serverNoContextTakeover());
    }

    /** Returns the inflater of a server with the parameters that it has negotiated. */
    public static MessageInflater ofServer(PerMessageDeflate agreed) {
        return new MessageInflater(!agreed.clientNoContextTakeover());
    }

    void inflate(byte[] bytes, int offset, int length, Output output) throws WebSocketFailure {
        byte[] chunk = CHUNK.get();
        inflater.setInput(bytes, offset, length);
        try {
            while (true) {
                int inflated = inflater.inflate(chunk);
                if (inflated > 0) {
                    output.inflated(chunk, inflated);
                } else if (inflater.finished() && inflater.getRemaining() > 0) {
                    // RFC 7692 §7.2.3.4: another stream may follow a final block.
                    int remaining = inflater.getRemaining();
                    inflater.reset();
                    inflater.setInput(bytes, offset + length - remaining, remaining);
                } else {
                    return;
                }
            }
        } catch (DataFormatException e) {
            throw new WebSocketFailure(
                    CloseCode.INVALID_PAYLOAD,
                    "permessage-deflate: found data that cannot be inflated (" + e.getMessage() + ")");
        }
    }

    void endOfMessage(Output output) throws WebSocketFailure {
        if (inflater.finished()) {
            inflater.reset();
        } else {
            inflate(TAIL, 0, TAIL.length, output);
        }
        if (!keepsContext) {
            inflater.reset();
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
