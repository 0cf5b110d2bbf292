package io.aerostat.router.web.http2;

import io.aerostat.router.web.HttpConnection;
import io.aerostat.router.web.WebSite;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/**
 * Recognizes an HTTP/2 connection by its first bytes (RFC 9113 §3.4). This handler precedes the handlers of HTTP/1.1 in
 * the pipeline, and replaces them for an HTTP/2 connection. Over TLS, clients send these bytes after choosing HTTP/2 by
 * ALPN; in clear text, clients send them if they know that the router speaks HTTP/2. Used on the channel's loop.
 */
public final class Http2Preface extends ByteToMessageDecoder {
    /** The beginning of the preface; no request of HTTP/1.1 begins with it. */
    private static final byte[] BEGINNING = "PRI * HTTP/2".getBytes(StandardCharsets.US_ASCII);

    private final Supplier<WebSite> sites;

    /**
     * Creates the handler.
     *
     * @param sites returns the site that serves the next request
     */
    public Http2Preface(Supplier<WebSite> sites) {
        this.sites = sites;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int known = Math.min(in.readableBytes(), BEGINNING.length);
        for (int i = 0; i < known; i++) {
            if (in.getByte(in.readerIndex() + i) != BEGINNING[i]) {
                context.pipeline().remove(this);
                return;
            }
        }
        if (known == BEGINNING.length) {
            ChannelPipeline pipeline = context.pipeline();
            pipeline.remove(HttpServerCodec.class);
            pipeline.remove(HttpConnection.class);
            Http2Connection.install(pipeline, sites);
            pipeline.remove(this);
        }
    }
}
