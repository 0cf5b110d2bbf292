package io.aerostat.router.link;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * One message for many receivers. It is encoded once for each serialization, on the loop of the first receiver that
 * needs it, and all receivers share the bytes. Thread-safe: two loops may encode it at the same time, and either result
 * is valid.
 */
public final class SharedMessage {
    private static final byte[] NOT_EXPRESSIBLE = new byte[0];

    private static final int LARGEST_SCRATCH = 64 * 1024;

    /** A buffer for each thread, used to encode a message whose length is not known yet. */
    private static final FastThreadLocal<ByteBuf> SCRATCH = new FastThreadLocal<>() {
        @Override
        protected ByteBuf initialValue() {
            return Unpooled.buffer(1024);
        }
    };

    private final WampMessage message;
    private final boolean isRetention;
    private final AtomicReferenceArray<byte[]> encoded = new AtomicReferenceArray<>(Serialization.values().length);

    public SharedMessage(WampMessage message) {
        this(message, false);
    }

    /** @param isRetention whether the message is an event that changes the retained event of its topic */
    public SharedMessage(WampMessage message, boolean isRetention) {
        this.message = message;
        this.isRetention = isRetention;
    }

    public WampMessage message() {
        return message;
    }

    /**
     * Checks whether the message is an event that changes the retained event of its topic. Only links of other
     * protocols pass this fact to their clients.
     */
    public boolean isRetention() {
        return isRetention;
    }

    /**
     * Returns the encoded message. Callers must not change the array.
     *
     * @throws NotExpressible if the serialization cannot carry the payload; further calls then fail in the same way
     */
    public byte[] bytes(Serializer serializer) throws NotExpressible {
        int slot = serializer.serialization().ordinal();
        byte[] known = encoded.get(slot);
        if (known == null) {
            known = encode(serializer);
            encoded.set(slot, known);
        }
        if (known == NOT_EXPRESSIBLE) {
            throw new NotExpressible("payload cannot be carried by " + serializer.serialization());
        }
        return known;
    }

    private byte[] encode(Serializer serializer) {
        ByteBuf buffer = SCRATCH.get().clear();
        try {
            serializer.encode(message, buffer);
            return ByteBufUtil.getBytes(buffer);
        } catch (NotExpressible e) {
            return NOT_EXPRESSIBLE;
        } finally {
            if (buffer.capacity() > LARGEST_SCRATCH) {
                SCRATCH.remove();
            }
        }
    }
}
