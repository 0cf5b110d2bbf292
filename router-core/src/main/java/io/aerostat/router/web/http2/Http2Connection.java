package io.aerostat.router.web.http2;

import io.aerostat.router.connection.InputEnd;
import io.aerostat.router.connection.LostConnection;
import io.aerostat.router.time.Deadline;
import io.aerostat.router.web.HttpConnection;
import io.aerostat.router.web.WebSite;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP/2 connection, which ends when it has been idle for too long. Each request is a stream, whose channel has the
 * handlers of an HTTP/1.1 connection and therefore the same deadlines. Confined to the channel's loop.
 */
final class Http2Connection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Http2Connection.class);

    /** The number of requests that a client may have open at the same time. */
    private static final int MAX_STREAMS = 100;
    /** The number of streams that a client may reset in {@link #RESET_SECONDS}; the next reset ends the connection. */
    private static final int MAX_RESETS = 200;

    private static final int RESET_SECONDS = 30;
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Channel channel;
    private final Supplier<WebSite> sites;
    private final Deadline deadline;
    private int openStreams;
    private boolean inputEnded;

    private Http2Connection(Channel channel, Supplier<WebSite> sites) {
        this.channel = channel;
        this.sites = sites;
        this.deadline = new Deadline(channel.eventLoop());
    }

    /** Adds the handlers of an HTTP/2 connection to a pipeline. */
    static void install(ChannelPipeline pipeline, Supplier<WebSite> sites) {
        Http2Connection connection = new Http2Connection(pipeline.channel(), sites);
        pipeline.addLast(
                Http2FrameCodecBuilder.forServer()
                        .initialSettings(Http2Settings.defaultSettings()
                                .maxConcurrentStreams(MAX_STREAMS)
                                .maxHeaderListSize(HttpConnection.MAX_HEADERS))
                        .decoderEnforceMaxRstFramesPerWindow(MAX_RESETS, RESET_SECONDS)
                        .gracefulShutdownTimeoutMillis(FAREWELL.toMillis())
                        .validateHeaders(true)
                        .build(),
                new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel stream) {
                        connection.begin(stream);
                    }
                }),
                connection);
    }

    private void begin(Channel stream) {
        openStreams++;
        deadline.clear();
        stream.closeFuture().addListener(closed -> ended());
        stream.pipeline()
                .addLast(
                        new StreamEnd(),
                        new Http2StreamFrameToHttpObjectCodec(true),
                        new RequestTranslation(),
                        new HttpConnection(stream, sites, new Deadline(stream.eventLoop())));
    }

    private void ended() {
        openStreams--;
        if (openStreams == 0) {
            if (inputEnded) {
                channel.close();
            } else {
                expectRequest(sites.get().options().clientTimeout());
            }
        }
    }

    private void expectRequest(Duration time) {
        if (channel.isActive()) {
            deadline.set(time, channel::close);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        expectRequest(sites.get().options().requestTimeout());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        deadline.cancel();
        context.fireChannelInactive();
    }

    /** Discards frames of the connection itself, such as settings, which the codec has already applied. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (InputEnd.isReportedBy(event)) {
            inputEnded = true;
            if (openStreams == 0) {
                context.close();
            }
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof Http2Exception) {
            // The codec ends the connection, and tells the client why.
            LOG.debug("HTTP/2 connection ended: {}", context.channel().remoteAddress(), cause);
            return;
        }
        if (LostConnection.isReportedBy(cause)) {
            LOG.debug("HTTP/2 connection lost: {}", context.channel().remoteAddress(), cause);
        } else {
            LOG.error("a bug ends an HTTP/2 connection: {}", context.channel().remoteAddress(), cause);
        }
        context.close();
    }
}
