package io.aerostat.router.web;

import io.aerostat.router.web.exchange.ResponseBody;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** The body of a response that a service sends in pieces. Confined to the channel's loop. */
final class StreamedBody implements ResponseBody {
    private final Channel channel;
    private final boolean isSent;
    private final Runnable onStall;
    private final Runnable onProgress;
    private final Runnable onEnd;
    private @Nullable Runnable whenWritable;
    private boolean ended;
    private boolean stalled;

    /**
     * Creates the body of a response whose head has been written.
     *
     * @param isSent whether the client gets the body; false for the response to HEAD
     * @param onStall runs when the client has stopped reading
     * @param onProgress runs when the client reads again
     * @param onEnd runs when the last piece has been written
     */
    StreamedBody(Channel channel, boolean isSent, Runnable onStall, Runnable onProgress, Runnable onEnd) {
        this.channel = channel;
        this.isSent = isSent;
        this.onStall = onStall;
        this.onProgress = onProgress;
        this.onEnd = onEnd;
    }

    @Override
    public void write(ByteBuf piece) {
        if (ended || !isSent || !piece.isReadable()) {
            piece.release();
            return;
        }
        channel.writeAndFlush(new DefaultHttpContent(piece), channel.voidPromise());
        if (!channel.isWritable() && !stalled) {
            stalled = true;
            onStall.run();
        }
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public void whenWritable(Runnable task) {
        whenWritable = task;
    }

    /** Called when the channel has become writable. */
    void writable() {
        if (stalled) {
            stalled = false;
            onProgress.run();
        }
        if (whenWritable != null && !ended) {
            whenWritable.run();
        }
    }

    @Override
    public void end() {
        if (!ended) {
            ended = true;
            channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, channel.voidPromise());
            onEnd.run();
        }
    }

    @Override
    public void abort() {
        if (!ended) {
            ended = true;
            channel.close();
        }
    }
}
