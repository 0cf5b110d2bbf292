package io.aerostat.client.connection;

import io.aerostat.protocol.authentication.ChannelBindings;
import io.aerostat.protocol.authentication.TlsChannelBindings;
import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.serializer.Serializer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection over a Netty channel, whatever its framing. Frames are collected in one buffer until they are flushed. Confined to the channel's event
 * loop.
 */
abstract class SocketConnection extends ChannelInboundHandlerAdapter implements Connection {
    /** A batch of this size is handed to the channel before the flush. */
    private static final int BATCH_BYTES = 64 * 1024;
    /** How long a router may take to close after us. */
    private static final long CLOSE_SECONDS = 2;

    private final RouterSerializer serializer;
    private final ConnectionListener listener;
    private final KeepAlive keepAlive;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ByteBuf batch;
    /** Whether the channel holds something that it has not been told to flush. */
    private boolean unflushed;

    private boolean closing;
    private boolean gone;
    private String cause = "closed by the router";

    SocketConnection(Serializer serializer, ConnectionListener listener, ConnectorOptions options) {
        this.serializer = new RouterSerializer(serializer);
        this.listener = listener;
        this.keepAlive = new KeepAlive(options, this::ping, this::lost);
    }

    /** Appends a message as one frame. */
    abstract void writeFrame(WampMessage message, ByteBuf out) throws NotExpressible, MessageRefused;

    abstract void writePing(ByteBuf out);

    abstract void read(ByteBuf in);

    /** Says goodbye in the framing's own way, if it has one; false if the connection can be closed at once. */
    abstract boolean writeClose(ByteBuf out);

    /** Gives native memory back. */
    void release() {}

    final KeepAlive keepAlive() {
        return keepAlive;
    }

    final ChannelHandlerContext context() {
        ChannelHandlerContext present = context;
        if (present == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return present;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public Serializer serializer() {
        return serializer.current();
    }

    @Override
    public ChannelBindings bindings() {
        SslHandler tls = context().pipeline().get(SslHandler.class);
        return tls == null
                ? ChannelBindings.NONE
                : TlsChannelBindings.client(() -> tls.engine().getSession());
    }

    @Override
    public boolean isPrivate() {
        return context().pipeline().get(SslHandler.class) != null
                || Addresses.isOfThisMachine(context().channel().remoteAddress());
    }

    @Override
    public Executor executor() {
        return context().executor();
    }

    @Override
    public void write(WampMessage message) throws MessageRefused {
        if (gone || closing) {
            return;
        }
        ByteBuf out = batch();
        int start = out.writerIndex();
        boolean complete = false;
        try {
            writeFrame(message, out);
            complete = true;
        } catch (NotExpressible e) {
            throw MessageRefused.notExpressible(String.valueOf(e.getMessage()));
        } finally {
            if (!complete) {
                out.writerIndex(start);
            }
        }
        if (out.writerIndex() >= BATCH_BYTES) {
            handOver();
        }
    }

    /** The buffer to which frames are appended. */
    final ByteBuf batch() {
        ByteBuf present = batch;
        if (present == null) {
            present = context().alloc().buffer(1024);
            batch = present;
        }
        return present;
    }

    private void handOver() {
        ByteBuf full = batch;
        batch = null;
        if (full == null) {
            return;
        }
        if (full.isReadable()) {
            unflushed = true;
            context().write(full, context().voidPromise());
        } else {
            full.release();
        }
    }

    @Override
    public void flush() {
        if (gone) {
            return;
        }
        handOver();
        if (unflushed) { // also when the last batch was full and there is none now
            unflushed = false;
            context().flush();
        }
    }

    private void ping() {
        if (!gone && !closing) {
            writePing(batch());
            flush();
        }
    }

    private void lost(String why) {
        cause = why;
        context().close();
    }

    @Override
    public boolean isWritable() {
        return gone || context().channel().isWritable();
    }

    @Override
    public void close() {
        if (gone || closing) {
            return;
        }
        closing = true;
        cause = "closed by this client";
        boolean awaitsPeer = writeClose(batch());
        flush();
        if (awaitsPeer) {
            context().executor().schedule(() -> context().close(), CLOSE_SECONDS, TimeUnit.SECONDS);
        } else {
            context().close();
        }
    }

    /** The framing is broken, or the peer said that it closes. */
    final void end(String why) {
        if (!closing) {
            cause = why;
            closing = true;
        }
        flush();
        context().close();
    }

    @Override
    public final void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            keepAlive.heard();
            read(in);
        } finally {
            in.release();
        }
    }

    /** A whole message arrived. */
    final void received(byte[] bytes) {
        if (closing) {
            return;
        }
        WampMessage message;
        try {
            message = serializer.decode(bytes);
        } catch (ProtocolViolation e) {
            listener.violation(e);
            return;
        }
        listener.message(message);
    }

    final void violation(ProtocolViolation violation) {
        if (!closing) {
            listener.violation(violation);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        flush();
        ctx.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable() && !gone) {
            listener.writable();
            flush();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        gone();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        gone();
    }

    private void gone() {
        if (gone) {
            return;
        }
        gone = true;
        keepAlive.stop();
        ByteBuf unsent = batch;
        batch = null;
        if (unsent != null) {
            unsent.release();
        }
        release();
        listener.closed(cause);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
        cause = String.valueOf(failure.getMessage());
        ctx.close();
    }
}
