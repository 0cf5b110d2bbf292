package io.aerostat.client.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.aerostat.client.error.ConnectFailed;
import io.aerostat.protocol.address.RouterUrl;
import io.aerostat.protocol.framing.WebSocketFraming;
import io.aerostat.protocol.framing.WebSocketFramingOptions;
import io.aerostat.protocol.framing.WebSocketFramingOptions.CloseAnswer;
import io.aerostat.protocol.framing.codec.MessageDeflater;
import io.aerostat.protocol.framing.codec.MessageInflater;
import io.aerostat.protocol.framing.codec.WebSocketReaderOptions;
import io.aerostat.protocol.framing.codec.WebSocketReaderOptions.MaskRule;
import io.aerostat.protocol.negotiation.PerMessageDeflate;
import io.aerostat.protocol.negotiation.Subprotocol;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The client's side of the WebSocket handshake (RFC 6455 §4.1, WS-1). Confined to the channel's event loop. */
final class WebSocketOpening extends Opening {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;
    private static final int MAX_RESPONSE_BYTES = 64 * 1024;
    /** The default level of zlib, a balance of size and time. */
    private static final int COMPRESSION_LEVEL = 6;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final RouterUrl url;
    private final ConnectorOptions options;
    private final ConnectionListener listener;
    private final String key;

    WebSocketOpening(
            CompletableFuture<Connection> opened,
            RouterUrl url,
            ConnectorOptions options,
            ConnectionListener listener) {
        super(opened, url.tls());
        this.url = url;
        this.options = options;
        this.listener = listener;
        byte[] nonce = new byte[KEY_BYTES];
        RANDOM.nextBytes(nonce);
        this.key = Base64.getEncoder().encodeToString(nonce);
    }

    @Override
    void begin(ChannelHandlerContext ctx) {
        ctx.pipeline().addBefore(ctx.name(), "http", new HttpClientCodec());
        ctx.pipeline().addBefore(ctx.name(), "response", new HttpObjectAggregator(MAX_RESPONSE_BYTES));
        FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, url.path());
        request.headers()
                .set(HttpHeaderNames.HOST, url.authority())
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(HttpHeaderNames.SEC_WEBSOCKET_KEY, key)
                .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13")
                .set(
                        HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL,
                        options.subprotocols().stream().map(Subprotocol::name).collect(Collectors.joining(",")));
        if (options.compressed()) {
            request.headers().set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, PerMessageDeflate.EXTENSION);
        }
        options.headers().forEach((name, value) -> request.headers().set(name, value));
        ctx.writeAndFlush(request);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof FullHttpResponse response)) {
            // frames that arrived together with the response are for the connection's handler, which comes after this
            // handler
            ctx.fireChannelRead(message);
            return;
        }
        try {
            Optional<Subprotocol> subprotocol = agreed(response);
            Optional<PerMessageDeflate> compression = compression(response);
            if (subprotocol.isPresent() && compression.isPresent() == isCompressed(response)) {
                upgrade(ctx, subprotocol.get(), compression);
            } else {
                fail(ctx, new ConnectFailed(refusal(response)));
            }
        } finally {
            response.release();
        }
    }

    private static boolean isCompressed(FullHttpResponse response) {
        return response.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);
    }

    /** Returns the compression that both sides agree upon, if any. */
    private Optional<PerMessageDeflate> compression(FullHttpResponse response) {
        List<String> extensions = response.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);
        return options.compressed() && extensions.size() == 1
                ? PerMessageDeflate.agreed(extensions.get(0))
                : Optional.empty();
    }

    private void upgrade(ChannelHandlerContext ctx, Subprotocol subprotocol, Optional<PerMessageDeflate> compression) {
        succeed(
                ctx,
                new SocketConnection(
                        ctx.channel(),
                        options,
                        receiver -> new WebSocketFraming(
                                new WebSocketFramingOptions(
                                        WebSocketReaderOptions.strict(MaskRule.FORBIDDEN, options.maxMessageSize()),
                                        true,
                                        0,
                                        CloseAnswer.SAME_CODE,
                                        false),
                                subprotocol,
                                compression.map(MessageInflater::ofClient).orElse(null),
                                compression
                                        .map(agreed -> MessageDeflater.ofClient(agreed, COMPRESSION_LEVEL))
                                        .orElse(null),
                                receiver),
                        subprotocol.serialization(),
                        listener));
        ctx.pipeline().remove("response");
        // when the HTTP codec is removed, it passes on the bytes that follow the response
        ctx.pipeline().remove("http");
        ctx.pipeline().remove(this);
    }

    private Optional<Subprotocol> agreed(FullHttpResponse response) {
        String protocol = response.headers().get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
        if (response.status().code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code()
                || !response.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                || !response.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                || !accept(key).equals(response.headers().get(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT))
                || protocol == null) {
            return Optional.empty();
        }
        return Subprotocol.ofName(protocol.strip()).filter(options.subprotocols()::contains);
    }

    private String refusal(FullHttpResponse response) {
        if (response.status().code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
            String retry = response.headers().get(HttpHeaderNames.RETRY_AFTER);
            return url + ": found HTTP status " + response.status().code()
                    + (retry == null ? "" : ", retry after " + retry + " s") + " (expected 101, a WebSocket)";
        }
        return url + ": found subprotocol " + response.headers().get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)
                + " or a handshake that does not fit (expected one of "
                + options.subprotocols() + ")";
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-1", e);
        }
    }
}
