package io.aerostat.protocol.framing;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The outgoing frames of one connection: collected in one buffer, which the channel gets when the batch is flushed or full. Confined to the channel's
 * loop.
 */
public final class FrameBatch {
    private static final int SMALLEST = 512;
    /** A batch of this size does not grow for another message. */
    private static final int FULL_ENOUGH = 16 * 1024;
    /** A batch of this size is handed to the channel, and another begun. */
    private static final int LARGEST = 64 * 1024;

    private final Channel channel;
    private final Framing framing;
    private @Nullable ByteBuf frames;
    private boolean flushQueued;
    /** Whether the channel holds frames that it has not been told to flush. */
    private boolean unflushed;

    public FrameBatch(Channel channel, Framing framing) {
        this.channel = channel;
        this.framing = framing;
    }

    /** Returns the buffer to which the next message is appended. */
    public ByteBuf next(int expectedLength) {
        if (frames != null && size() >= FULL_ENOUGH && frames.writableBytes() < expectedLength) {
            // Growing doubles the buffer: for a peer that does not read, half of what is kept would be air (P4).
            handOver();
        }
        if (frames == null) {
            frames = channel.alloc().ioBuffer(Math.max(SMALLEST, expectedLength + 64));
        }
        return frames;
    }

    /** Returns the buffer to which a frame that is no message, such as a pong, is appended. */
    public ByteBuf nextControl(int expectedLength) {
        ByteBuf out = next(expectedLength);
        framing.completeBatch(out);
        return out;
    }

    /** Returns the number of bytes that the channel has not got yet. */
    public int size() {
        return frames == null ? 0 : frames.readableBytes();
    }

    /** Returns the number of bytes that the operating system has not taken yet. */
    public long pendingBytes() {
        return queuedBytes() + size();
    }

    /** Returns the number of bytes that the channel has got and the operating system has not taken yet. */
    public long queuedBytes() {
        ChannelOutboundBuffer queued = channel.unsafe().outboundBuffer();
        return queued == null ? 0 : queued.totalPendingWriteBytes();
    }

    /** Hands the frames to the channel if there are so many that another buffer should take the next ones. */
    public void handOverIfFull() {
        if (size() >= LARGEST) {
            handOver();
        }
    }

    /** Sends the frames once the loop has done everything there is to do now. Called after each frame. */
    public void flushLater() {
        handOverIfFull();
        if (!flushQueued) {
            flushQueued = true;
            FlushQueue.add(channel.eventLoop(), this);
        }
    }

    /** Returns whether frames wait for the end of what the loop does now. */
    public boolean isFlushQueued() {
        return flushQueued;
    }

    /** Sends the frames. */
    public void flush() {
        handOver();
        flushChannel();
    }

    void flushFromQueue() {
        flushQueued = false;
        if (!channel.isWritable()) {
            // Full batches have been handed to the channel, but not to the operating system: without this they would
            // wait for ever.
            flushChannel();
            if (!channel.isWritable()) {
                // The messages to a peer that does not read gather in one buffer, rather than in one each, until it
                // reads again.
                return;
            }
        }
        flush();
    }

    /** Sends what has gathered while the channel was not writable; called when its writability changes. */
    public void writabilityChanged() {
        if (frames != null && !flushQueued && channel.isWritable()) {
            flush();
        }
    }

    /** Drops the frames: the connection is gone. */
    public void discard() {
        if (frames != null) {
            frames.release();
            frames = null;
        }
    }

    private void handOver() {
        ByteBuf out = frames;
        frames = null;
        if (out == null) {
            return;
        }
        framing.completeBatch(out);
        if (out.isReadable()) {
            unflushed = true;
            channel.write(out, channel.voidPromise());
        } else {
            out.release();
        }
    }

    private void flushChannel() {
        if (unflushed) {
            unflushed = false;
            channel.flush();
        }
    }
}
