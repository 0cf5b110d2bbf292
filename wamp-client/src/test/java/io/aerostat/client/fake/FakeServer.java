package io.aerostat.client.fake;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.framing.Batches;
import io.aerostat.protocol.framing.codec.RawSocketHandshake;
import io.aerostat.protocol.framing.codec.RawSocketReader;
import io.aerostat.protocol.framing.codec.RawSocketReceiver;
import io.aerostat.protocol.framing.codec.RawSocketRefused;
import io.aerostat.protocol.framing.codec.RawSocketWriter;
import io.aerostat.protocol.local.LocalConnection;
import io.aerostat.protocol.local.LocalReceiver;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.protocol.serializer.Serializer;
import io.aerostat.protocol.serializer.Serializers;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.WebSocketServerCompressionHandler;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A {@link FakeRouter} behind a real socket. It uses Netty's own WebSocket, so that our framing is not only tested with
 * itself.
 */
public final class FakeServer implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final FakeRouter router;
    private final List<Serialization> supported;
    private final boolean batched;
    private final Channel listening;
    private volatile int rawSocketLimit = 1 << 16;
    public final List<Channel> channels = new CopyOnWriteArrayList<>();
    public final AtomicInteger pongs = new AtomicInteger();
    /** The received text frames, in order. */
    public final List<String> texts = new CopyOnWriteArrayList<>();
    /** The codes of the received close frames. */
    public final List<Integer> closeCodes = new CopyOnWriteArrayList<>();

    private FakeServer(
            FakeRouter router,
            List<Serialization> supported,
            SocketAddress address,
            boolean webSocket,
            boolean batched,
            @Nullable SslContext tls) {
        this.router = router;
        this.supported = supported;
        this.batched = batched;
        ServerBootstrap bootstrap = new ServerBootstrap().group(loops).childHandler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channels.add(channel);
                if (tls != null) {
                    channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                }
                if (webSocket) {
                    webSocket(channel);
                } else {
                    channel.pipeline().addLast(new RawSocket());
                }
            }
        });
        if (address instanceof UnixDomainSocketAddress) {
            bootstrap.channel(NioServerDomainSocketChannel.class);
        } else {
            bootstrap.channel(NioServerSocketChannel.class);
        }
        listening = bootstrap.bind(address).syncUninterruptibly().channel();
    }

    public static FakeServer webSocket(FakeRouter router, @Nullable SslContext tls, Serialization... supported) {
        return new FakeServer(router, List.of(supported), new InetSocketAddress("127.0.0.1", 0), true, false, tls);
    }

    /** Starts a server that supports only the batched subprotocols. */
    public static FakeServer batched(FakeRouter router, Serialization... supported) {
        return new FakeServer(router, List.of(supported), new InetSocketAddress("127.0.0.1", 0), true, true, null);
    }

    public static FakeServer rawSocket(FakeRouter router, @Nullable SslContext tls, Serialization... supported) {
        return new FakeServer(router, List.of(supported), new InetSocketAddress("127.0.0.1", 0), false, false, tls);
    }

    public static FakeServer unix(FakeRouter router, Path path, Serialization... supported) {
        return new FakeServer(router, List.of(supported), UnixDomainSocketAddress.of(path), false, false, null);
    }

    /** Starts a server on a given port, for tests in which a server comes back. */
    public static FakeServer webSocketAt(FakeRouter router, int port) {
        return new FakeServer(
                router, Serialization.negotiable(), new InetSocketAddress("127.0.0.1", port), true, false, null);
    }

    /** Lets RawSocket clients send messages of up to {@code bytes}, a power of two. */
    public FakeServer taking(int bytes) {
        rawSocketLimit = bytes;
        return this;
    }

    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Sends any text in a text frame to the client that connected last. */
    public void say(String text) {
        channels.get(channels.size() - 1).writeAndFlush(new TextWebSocketFrame(text));
    }

    /** Behaves like a machine that is gone: reads nothing, answers nothing, and closes nothing. */
    public void freeze() {
        channels.forEach(channel -> channel.config().setAutoRead(false));
    }

    @Override
    public void close() {
        listening.close().syncUninterruptibly();
        channels.forEach(Channel::close);
        loops.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void webSocket(Channel channel) {
        StringBuilder names = new StringBuilder();
        supported.forEach(s -> names.append(names.isEmpty() ? "" : ",").append(new Subprotocol(s, batched).name()));
        channel.pipeline()
                .addLast(new HttpServerCodec())
                .addLast(new HttpObjectAggregator(65_536))
                .addLast(new WebSocketServerCompressionHandler(0))
                .addLast(new WebSocketServerProtocolHandler(WebSocketServerProtocolConfig.newBuilder()
                        .websocketPath("/ws")
                        .subprotocols(names.toString())
                        .checkStartsWith(true)
                        .dropPongFrames(false)
                        .handleCloseFrames(false)
                        .decoderConfig(WebSocketDecoderConfig.newBuilder()
                                .allowExtensions(true)
                                .maxFramePayloadLength(1 << 24)
                                .build())
                        .build()))
                .addLast(new WebSocket());
    }

    /** The common part of both framings: a peer of the router whose messages go to a channel. */
    private abstract class Bridge extends ChannelInboundHandlerAdapter implements LocalReceiver {
        private @Nullable Opened opened;

        abstract void send(ChannelHandlerContext ctx, ByteBuf bytes);

        void begin(ChannelHandlerContext ctx, Serialization serialization) {
            CompletableFuture<LocalConnection> peer = new CompletableFuture<>();
            opened = new Opened(ctx, Serializers.of(serialization), peer);
            peer.complete(router.open(this));
        }

        Opened opened() {
            return Objects.requireNonNull(opened);
        }

        /** Handles one message, or a batch of messages. */
        void content(byte[] bytes) {
            try {
                if (batched) {
                    Batches.read(bytes, opened().serializer.serialization().isText(), message -> {
                        decoded(message);
                        return true;
                    });
                } else {
                    decoded(bytes);
                }
            } catch (ProtocolViolation e) {
                throw new IllegalStateException(e);
            }
        }

        void decoded(byte[] bytes) {
            try {
                opened().peer.join().send(opened().serializer.decode(bytes, 0, bytes.length, DecodeLimits.DEFAULT));
            } catch (ProtocolViolation e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void message(WampMessage message) {
            ByteBuf out = Unpooled.buffer();
            boolean text = opened().serializer.serialization().isText();
            try {
                out.writeZero(batched ? Batches.prefixLength(text) : 0);
                opened().serializer.encode(message, out);
                if (batched) {
                    Batches.finishMessage(out, 0, text, Batches.SEPARATOR);
                }
            } catch (NotExpressible e) {
                throw new IllegalStateException(e);
            }
            opened().context.executor().execute(() -> send(opened().context, out));
        }

        @Override
        public void closed(String reason) {
            opened().context.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (opened != null) {
                opened.peer.join().close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }

    private record Opened(
            ChannelHandlerContext context, Serializer serializer, CompletableFuture<LocalConnection> peer) {}

    private final class WebSocket extends Bridge {
        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete complete) {
                supported.stream()
                        .filter(serialization ->
                                new Subprotocol(serialization, batched).name().equals(complete.selectedSubprotocol()))
                        .findFirst()
                        .ifPresent(serialization -> begin(ctx, serialization));
            }
        }

        @Override
        void send(ChannelHandlerContext ctx, ByteBuf bytes) {
            ctx.writeAndFlush(
                    opened().serializer.serialization().isText()
                            ? new TextWebSocketFrame(bytes)
                            : new BinaryWebSocketFrame(bytes));
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            WebSocketFrame frame = (WebSocketFrame) message;
            try {
                if (frame instanceof PongWebSocketFrame) {
                    pongs.incrementAndGet();
                } else if (frame instanceof CloseWebSocketFrame close) {
                    closeCodes.add(close.statusCode());
                    ctx.close();
                } else {
                    if (frame instanceof TextWebSocketFrame text) {
                        texts.add(text.text());
                    }
                    content(ByteBufUtil.getBytes(frame.content()));
                }
            } finally {
                frame.release();
            }
        }
    }

    private final class RawSocket extends Bridge implements RawSocketReceiver {
        private @Nullable RawSocketReader reader;

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
            ByteBuf in = (ByteBuf) message;
            try {
                if (reader == null) {
                    opening(ctx, in);
                } else {
                    reader.read(in);
                }
            } finally {
                in.release();
            }
        }

        private void opening(ChannelHandlerContext ctx, ByteBuf in) throws RawSocketRefused, ProtocolViolation {
            RawSocketHandshake asked = RawSocketHandshake.readOpening(in);
            ByteBuf reply = Unpooled.buffer();
            if (!supported.contains(asked.serialization())) {
                RawSocketHandshake.writeRefusal(
                        io.aerostat.protocol.framing.codec.RawSocketError.SERIALIZER_UNSUPPORTED, reply);
                ctx.writeAndFlush(reply).addListener(io.netty.channel.ChannelFutureListener.CLOSE);
                return;
            }
            new RawSocketHandshake(rawSocketLimit, asked.serialization()).writeTo(reply);
            ctx.writeAndFlush(reply);
            reader = new RawSocketReader(rawSocketLimit, rawSocketLimit, this);
            begin(ctx, asked.serialization());
            reader.read(in);
        }

        @Override
        void send(ChannelHandlerContext ctx, ByteBuf bytes) {
            ByteBuf frame = Unpooled.buffer();
            RawSocketWriter.writeMessage(frame, ByteBufUtil.getBytes(bytes));
            ctx.writeAndFlush(frame);
        }

        @Override
        public void message(byte[] bytes) {
            decoded(bytes);
        }

        @Override
        public void ping(byte[] payload) {}

        @Override
        public void pong(byte[] payload) {
            pongs.incrementAndGet();
        }

        @Override
        public void oversized(int length, byte[] head) {}
    }
}
