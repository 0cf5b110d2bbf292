package io.aerostat.client.connection;

import io.aerostat.client.error.ConnectFailed;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.concurrent.CompletableFuture;

/**
 * The handshake of a framing, from the open channel to the {@link Connection} that replaces this handler in the
 * pipeline. Confined to the channel's event loop.
 */
abstract class Opening extends ChannelInboundHandlerAdapter {
    private final CompletableFuture<Connection> opened;
    private final boolean tls;
    private boolean begun;

    /** @param tls whether the handshake begins only after the TLS handshake */
    Opening(CompletableFuture<Connection> opened, boolean tls) {
        this.opened = opened;
        this.tls = tls;
    }

    /** Begins the handshake. Called when bytes can be sent. */
    abstract void begin(ChannelHandlerContext ctx);

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (ctx.channel().isActive() && !tls) {
            beginOnce(ctx);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (!tls) {
            beginOnce(ctx);
        }
        ctx.fireChannelActive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                beginOnce(ctx);
            } else {
                fail(ctx, new ConnectFailed(TlsFailure.text(handshake.cause()), handshake.cause()));
            }
        }
        ctx.fireUserEventTriggered(event);
    }

    private void beginOnce(ChannelHandlerContext ctx) {
        if (!begun) {
            begun = true;
            begin(ctx);
        }
    }

    /**
     * Completes the handshake. The connection's handler comes directly after this handler in the pipeline, until this
     * handler is removed.
     */
    final void succeed(ChannelHandlerContext ctx, SocketConnection connection) {
        ctx.pipeline().addAfter(ctx.name(), null, connection);
        if (!opened.complete(connection)) {
            ctx.close(); // the attempt was canceled, or has timed out
        }
    }

    final void fail(ChannelHandlerContext ctx, ConnectFailed why) {
        opened.completeExceptionally(why);
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        opened.completeExceptionally(new ConnectFailed("the router closed the connection during the handshake"));
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
        fail(ctx, new ConnectFailed("the handshake failed: " + failure.getMessage(), failure));
    }
}
