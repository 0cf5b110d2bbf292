package io.aerostat.client.connection;

import io.aerostat.protocol.address.RouterUrl;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to an HTTP server, one at a time. Opens a connection for the first request, and again after the server
 * has closed the connection. Confined to its event loop.
 */
final class HttpLine {
    private final EventLoop loop;
    private final List<SocketAddress> addresses;
    private final RouterUrl url;
    private final ConnectorOptions options;
    private final Optional<ClientTls> tls;

    private @Nullable Channel channel;
    private @Nullable Request current;
    private boolean closed;

    HttpLine(
            EventLoop loop,
            List<SocketAddress> addresses,
            RouterUrl url,
            ConnectorOptions options,
            Optional<ClientTls> tls) {
        this.loop = loop;
        this.addresses = addresses;
        this.url = url;
        this.options = options;
        this.tls = tls;
    }

    /** A response; {@code retryAfter} is a text for people; empty if the response has no {@code Retry-After} header. */
    record Reply(int status, byte[] body, String retryAfter) {
        boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    private record Request(String path, byte[] body, CompletableFuture<Reply> reply) {}

    /** Checks whether the connection is encrypted, or all addresses of the server are on this machine. */
    boolean isPrivate() {
        return tls.isPresent() || addresses.stream().allMatch(Addresses::isOfThisMachine);
    }

    EventLoop loop() {
        return loop;
    }

    /**
     * Posts {@code body}. Must not be called before the previous request is answered.
     *
     * @return a future of the response, completed on the loop; fails with {@link IOException} if no response arrives
     */
    CompletableFuture<Reply> post(String path, byte[] body) {
        if (current != null) {
            throw new IllegalStateException("found a request under way (expected none)");
        }
        Request request = new Request(path, body, new CompletableFuture<>());
        current = request;
        Channel present = channel;
        if (closed) {
            fail(new IOException("the connection is closed"));
        } else if (present != null && present.isActive()) {
            send(present, request);
        } else {
            dial(0);
        }
        return request.reply();
    }

    private void dial(int index) {
        SocketAddress address = addresses.get(index);
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        Math.min(Integer.MAX_VALUE, options.openTimeout().toMillis()))
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel created) {
                        tls.ifPresent(context -> created.pipeline().addLast(context.handler(created.alloc(), url)));
                        created.pipeline()
                                .addLast(new HttpClientCodec())
                                .addLast(new HttpObjectAggregator(options.maxMessageSize()))
                                .addLast(new Responses());
                    }
                });
        if (address instanceof UnixDomainSocketAddress) {
            bootstrap.channel(NioDomainSocketChannel.class);
        } else {
            bootstrap.channel(NioSocketChannel.class).option(ChannelOption.TCP_NODELAY, true);
        }
        ChannelFuture connecting = bootstrap.connect(address);
        channel = connecting.channel();
        connecting.addListener(done -> {
            Request request = current;
            if (done.isSuccess() && request != null) {
                send(connecting.channel(), request);
            } else if (done.isSuccess()) {
                connecting.channel().close();
            } else if (index + 1 < addresses.size() && !closed) {
                dial(index + 1);
            } else {
                fail(new IOException(String.valueOf(done.cause().getMessage()), done.cause()));
            }
        });
    }

    private void send(Channel to, Request request) {
        FullHttpRequest message = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, request.path(), Unpooled.wrappedBuffer(request.body()));
        message.headers()
                .set(HttpHeaderNames.HOST, url.authority())
                .set(HttpHeaderNames.CONTENT_LENGTH, request.body().length);
        options.headers().forEach((name, value) -> message.headers().set(name, value));
        to.writeAndFlush(message).addListener((ChannelFutureListener) written -> {
            if (!written.isSuccess()) {
                lost(to, new IOException(String.valueOf(written.cause().getMessage()), written.cause()));
            }
        });
    }

    /** Receives the responses of one channel. */
    private final class Responses extends SimpleChannelInboundHandler<FullHttpResponse> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse response) {
            Request answered = current;
            current = null;
            if (!HttpUtil.isKeepAlive(response)) {
                ctx.close();
            }
            if (answered != null) {
                String retry = response.headers().get(HttpHeaderNames.RETRY_AFTER);
                answered.reply()
                        .complete(new Reply(
                                response.status().code(),
                                ByteBufUtil.getBytes(response.content()),
                                retry == null ? "" : ", retry after " + retry + " s"));
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
                // This failure precedes the failure of the request, and says more about the cause.
                lost(ctx.channel(), new IOException(TlsFailure.text(handshake.cause()), handshake.cause()));
            }
            ctx.fireUserEventTriggered(event);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            lost(ctx.channel(), new IOException("the router closed the connection"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
            lost(ctx.channel(), new IOException(String.valueOf(failure.getMessage()), failure));
            ctx.close();
        }
    }

    private void lost(Channel gone, IOException why) {
        if (channel == gone) {
            channel = null;
            fail(why);
        }
    }

    private void fail(IOException why) {
        Request failed = current;
        current = null;
        if (failed != null) {
            failed.reply().completeExceptionally(why);
        }
    }

    /** Closes the connection; a request that has not been answered fails. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        Channel present = channel;
        channel = null;
        if (present != null) {
            present.close();
        }
        fail(new IOException("closed by this client"));
    }
}
