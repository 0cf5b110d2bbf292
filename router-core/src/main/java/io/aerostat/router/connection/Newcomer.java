package io.aerostat.router.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The first handler of a connection whose session is not established yet: hands on what arrives when the {@link LoopShare} of the loop allows it, TLS
 * and HTTP included. Removed by {@link #settle}. On the channel's loop.
 */
public final class Newcomer extends ChannelInboundHandlerAdapter {
    /** Octets that may wait for their turn. */
    private static final int MAX_WAITING = 64 * 1024;

    private final Queue<ByteBuf> arrived = new ArrayDeque<>(2);
    private int waitingOctets;
    private boolean held;
    private boolean queued;
    private @Nullable Object inputEnd;
    private boolean handingOn;
    private boolean settled;
    private @Nullable ChannelHandlerContext context;

    /** From now on what arrives at {@code channel} is handed on at once. */
    public static void settle(Channel channel) {
        Newcomer newcomer = channel.pipeline().get(Newcomer.class);
        if (newcomer != null) {
            newcomer.settle();
        }
    }

    private void settle() {
        settled = true;
        if (!handingOn) {
            handOn();
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
        waitingOctets += in.readableBytes();
        if (!held && (waitingOctets > MAX_WAITING || !InputEnd.isTold(context.channel()))) {
            held = true;
            context.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        awaitTurn(context);
    }

    /** The end of what the peer sends must not overtake what it has sent before. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (InputEnd.isMeantBy(event) && !settled) {
            inputEnd = event;
            awaitTurn(context);
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    private void awaitTurn(ChannelHandlerContext context) {
        if (!queued) {
            queued = true;
            LoopShare.of(context.executor()).take(this::turn);
        }
    }

    private void turn() {
        queued = false;
        handOn();
    }

    private void handOn() {
        ChannelHandlerContext context = this.context;
        if (context == null || handingOn) {
            return; // Its connection has ended, or its session was established, while it waited.
        }
        handingOn = true;
        if (held) {
            held = false;
            context.channel().config().setAutoRead(true);
        }
        waitingOctets = 0;
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
        handingOn = false;
        if (settled) {
            context.pipeline().remove(this);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        // What it said last may be all that it came for, as with long-poll.
        handOn();
        context.fireChannelInactive();
    }
}
