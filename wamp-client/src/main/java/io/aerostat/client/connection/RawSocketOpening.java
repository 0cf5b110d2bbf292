package io.aerostat.client.connection;

import io.aerostat.client.error.ConnectFailed;
import io.aerostat.protocol.address.RouterUrl;
import io.aerostat.protocol.framing.RawSocketFraming;
import io.aerostat.protocol.framing.codec.RawSocketHandshake;
import io.aerostat.protocol.framing.codec.RawSocketRefused;
import io.aerostat.protocol.payload.Serialization;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.CompletableFuture;

/** The client's side of the RawSocket handshake (RAW-1, RAW-2). Confined to the channel's event loop. */
final class RawSocketOpening extends Opening {
    private static final byte[] NO_PAYLOAD = {};

    private final RouterUrl url;
    private final ConnectorOptions options;
    private final Serialization serialization;
    private final ConnectionListener listener;
    private final ByteBuf reply = Unpooled.buffer(RawSocketHandshake.LENGTH, RawSocketHandshake.LENGTH);

    RawSocketOpening(
            CompletableFuture<Connection> opened,
            RouterUrl url,
            ConnectorOptions options,
            Serialization serialization,
            ConnectionListener listener) {
        super(opened, url.tls());
        this.url = url;
        this.options = options;
        this.serialization = serialization;
        this.listener = listener;
    }

    @Override
    void begin(ChannelHandlerContext ctx) {
        ByteBuf handshake = ctx.alloc().buffer(RawSocketHandshake.LENGTH);
        new RawSocketHandshake(RawSocketHandshake.announced(options.maxMessageSize()), serialization)
                .writeTo(handshake);
        ctx.writeAndFlush(handshake);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        boolean handedOn = false;
        try {
            reply.writeBytes(in, Math.min(in.readableBytes(), reply.writableBytes()));
            if (!reply.isWritable()) {
                handedOn = answered(ctx, in);
            }
        } finally {
            if (!handedOn) {
                in.release();
            }
        }
    }

    private boolean answered(ChannelHandlerContext ctx, ByteBuf rest) {
        RawSocketHandshake answer;
        try {
            answer = RawSocketHandshake.readReply(reply, serialization);
        } catch (RawSocketRefused e) {
            fail(ctx, new ConnectFailed(url + ": " + e.getMessage(), e));
            return false;
        }
        int accepted = options.maxMessageSize();
        int routerAccepts = answer.maxMessageSize();
        succeed(
                ctx,
                new SocketConnection(
                        ctx.channel(),
                        options,
                        receiver -> new RawSocketFraming(
                                RawSocketHandshake.announced(accepted), accepted, routerAccepts, NO_PAYLOAD, receiver),
                        serialization,
                        listener));
        ctx.pipeline().remove(this);
        if (!rest.isReadable()) {
            return false;
        }
        ctx.fireChannelRead(rest);
        return true;
    }
}
