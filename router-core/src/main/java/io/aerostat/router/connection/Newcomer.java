package io.aerostat.router.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The first handler of a connection whose session is not established yet. Incoming bytes, including those of TLS and
 * HTTP, wait until the {@link LoopShare} of the loop has time for them. {@link #settle} removes the handler. Used on
 * the channel's loop.
 */
public final class Newcomer extends ChannelInboundHandlerAdapter {
    /** The number of bytes that may wait for their turn before reading is paused. */
    private static final int MAX_WAITING = 64 * 1024;

    private final Queue<ByteBuf> arrived = new ArrayDeque<>(2);
    private int waitingBytes;
    private boolean held;
    private boolean queued;
    private @Nullable Object inputEnd;
    private boolean passing;
    private boolean settled;
    private boolean begun;
    private boolean surplus;
    private @Nullable ChannelHandlerContext context;

    /** Lets incoming bytes of {@code channel} pass without delay from now on. */
    public static void settle(Channel channel) {
        Newcomer newcomer = SocketOf.channel(channel).pipeline().get(Newcomer.class);
        if (newcomer != null) {
            newcomer.settle();
        }
    }

    /**
     * Checks whether {@code channel} belongs to a newcomer that must be refused because other newcomers are waiting for
     * their turn.
     */
    public static boolean isSurplus(Channel channel) {
        Newcomer newcomer = SocketOf.channel(channel).pipeline().get(Newcomer.class);
        return newcomer != null && newcomer.surplus;
    }

    private void settle() {
        settled = true;
        if (!passing) {
            passOn();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        this.context = null;
        for (ByteBuf in = arrived.poll(); in != null; in = arrived.poll()) {
            in.release();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        arrived.add(in);
        waitingBytes += in.readableBytes();
        if (!held && (waitingBytes > MAX_WAITING || !InputEnd.isDistinct(context.channel()))) {
            held = true;
            context.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        awaitTurn(context);
    }

    /**
     * Delays the event that reports the end of the peer's direction, so that the event does not overtake earlier bytes.
     */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (InputEnd.isReportedBy(event) && !settled) {
            inputEnd = event;
            awaitTurn(context);
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    private void awaitTurn(ChannelHandlerContext context) {
        if (!queued) {
            queued = true;
            LoopShare share = LoopShare.of(context.executor());
            if (begun) {
                share.take(this::turn);
            } else {
                begun = true;
                share.begin(this::firstTurn);
            }
        }
    }

    private void firstTurn(boolean isSurplus) {
        surplus = isSurplus;
        turn();
    }

    private void turn() {
        queued = false;
        passOn();
    }

    private void passOn() {
        ChannelHandlerContext context = this.context;
        if (context == null || passing) {
            return; // The connection has ended meanwhile, or its session has been established.
        }
        passing = true;
        if (held) {
            held = false;
            context.channel().config().setAutoRead(true);
        }
        waitingBytes = 0;
        boolean some = !arrived.isEmpty();
        for (ByteBuf in = arrived.poll(); in != null; in = arrived.poll()) {
            context.fireChannelRead(in);
        }
        if (some) {
            context.fireChannelReadComplete();
        }
        Object end = inputEnd;
        inputEnd = null;
        if (end != null) {
            context.fireUserEventTriggered(end);
        }
        passing = false;
        if (settled) {
            context.pipeline().remove(this);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        // The last bytes may be a complete request, for example with long-poll.
        passOn();
        context.fireChannelInactive();
    }
}
