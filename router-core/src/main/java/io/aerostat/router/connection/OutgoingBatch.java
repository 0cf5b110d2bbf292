package io.aerostat.router.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Frames that leave together: one buffer, which the channel is given when the loop has done what there was, or when it is full. One channel, on its loop. */
final class OutgoingBatch {
    private static final int SMALLEST = 512;
    /** A batch of this size does not grow for another message. */
    private static final int FULL_ENOUGH = 16 * 1024;
    /** A batch of this size is handed to the channel, and another begun. */
    private static final int LARGEST = 64 * 1024;

    private final ChannelHandlerContext context;
    private final Consumer<ByteBuf> completion;
    private @Nullable ByteBuf frames;

    /** @param completion completes the last frame of a batch, if the framing left it open */
    OutgoingBatch(ChannelHandlerContext context, Consumer<ByteBuf> completion) {
        this.context = context;
        this.completion = completion;
    }

    boolean isEmpty() {
        return frames == null;
    }

    /** Octets in it. */
    int size() {
        return frames == null ? 0 : frames.readableBytes();
    }

    /** Where to write the next frame. */
    ByteBuf next(int expectedLength) {
        if (frames != null && size() >= FULL_ENOUGH && frames.writableBytes() < expectedLength) {
            // Growing doubles it: for a peer that does not read, half of what is kept would be air (P4).
            handOver();
        }
        if (frames == null) {
            frames = context.alloc().ioBuffer(Math.max(SMALLEST, expectedLength + 64));
        }
        return frames;
    }

    /** Where to write the next frame if it is none of a message: what was left open is completed before. */
    ByteBuf nextControl(int expectedLength) {
        ByteBuf out = next(expectedLength);
        completion.accept(out);
        return out;
    }

    void handOverIfFull() {
        if (size() >= LARGEST) {
            handOver();
        }
    }

    /** Gives what there is to the channel, which writes it when it is flushed. */
    void handOver() {
        ByteBuf out = frames;
        frames = null;
        if (out == null) {
            return;
        }
        completion.accept(out);
        if (out.isReadable()) {
            context.write(out, context.voidPromise());
        } else {
            out.release();
        }
    }

    /** Nobody is there any more who could read it. */
    void discard() {
        if (frames != null) {
            frames.release();
            frames = null;
        }
    }
}
