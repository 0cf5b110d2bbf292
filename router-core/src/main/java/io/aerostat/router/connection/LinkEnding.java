package io.aerostat.router.connection;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The end of a link: its last messages leave, the peer announces its own end if the framing has such an announcement,
 * and a timer bounds both. Made when the end begins; confined to the channel's loop.
 */
final class LinkEnding {
    /** How long a peer that sends nothing more may take to read the remaining messages. */
    private static final long LAST_WORDS_SECONDS = 10;

    private final Channel channel;
    private final String reason;
    private @Nullable Future<?> timer;

    /** @param reason for the log */
    LinkEnding(Channel channel, String reason) {
        this.channel = channel;
        this.reason = reason;
    }

    /**
     * Begins the end of a link whose last frames have been flushed.
     *
     * @param peerAnswers whether the peer announces its own end, which is then waited for
     */
    void begin(boolean peerAnswers, Duration timeout) {
        // The peer's announcement, or its end of the connection, must be noticed even if reading was paused.
        channel.config().setAutoRead(true);
        timer = channel.eventLoop().schedule((Runnable) channel::close, timeout.toNanos(), TimeUnit.NANOSECONDS);
        if (!peerAnswers) {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> endOutput());
        }
    }

    /** Ends this direction; the peer ends the other one, or the timer does. */
    private void endOutput() {
        HalfClose.ofOutput(channel)
                .filter(Channel::isActive)
                .ifPresentOrElse(duplex -> duplex.shutdownOutput(), channel::close);
    }

    /** Stops the timer, because the connection is closed; returns why the link has ended. */
    String complete() {
        if (timer != null) {
            timer.cancel(false);
        }
        return reason;
    }

    /** Closes a channel whose peer sends nothing more, once the peer has read everything. */
    static void closeWhenWritten(Channel channel) {
        ChannelFuture lastWords = channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
        if (lastWords.isDone()) {
            channel.close();
            return;
        }
        Future<?> deadline =
                channel.eventLoop().schedule((Runnable) channel::close, LAST_WORDS_SECONDS, TimeUnit.SECONDS);
        lastWords.addListener(written -> {
            deadline.cancel(false);
            channel.close();
        });
    }
}
