package io.aerostat.router.web;

import io.aerostat.router.connection.InputEnd;
import io.aerostat.router.connection.LostConnection;
import io.aerostat.router.time.Deadline;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.Response;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP/1.1 connection, or one stream of an HTTP/2 connection: one exchange after another, each with a deadline,
 * until the connection ends or an exchange turns it over to another handler. Follows an {@link HttpServerCodec}, or a
 * translation from HTTP/2, in the pipeline. Confined to the channel's loop.
 */
public final class HttpConnection extends ChannelInboundHandlerAdapter {
    /** The largest size of the headers of a request in bytes, for HTTP/1.1 and HTTP/2. */
    public static final int MAX_HEADERS = 32 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    /** The number of pieces of later requests that may arrive during an exchange before reading is paused. */
    private static final int MAX_WAITING = 64;

    private static final String LATE = "The request did not arrive in time.";
    private static final String CUT = "The request ended too early.";

    private final Channel channel;
    private final Supplier<WebSite> sites;
    private final Responder responder;
    private final RequestAssembly assembly = new RequestAssembly();

    /** The pieces that have arrived after a request that is still being answered. */
    private final Queue<Object> waiting = new ArrayDeque<>();

    private boolean draining;
    /** Whether the head of a request has arrived, but no deadline has been set for its body. */
    private boolean bodyExpected;
    /** Whether the client will send nothing more; the client may still read. */
    private boolean inputEnded;

    private final Deadline deadline;

    /**
     * Creates the handler.
     *
     * @param sites returns the site that serves the next request
     * @param deadline the deadline of the handshake, which this handler takes over
     */
    public HttpConnection(Channel channel, Supplier<WebSite> sites, Deadline deadline) {
        this.channel = channel;
        this.sites = sites;
        this.deadline = deadline;
        this.responder = new Responder(
                channel, sites.get(), deadline, this::tooLate, this::drain, () -> !(inputEnded && waiting.isEmpty()));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        responder.expectRequest();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        deadline.cancel();
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        waiting.add(message);
        drain();
        if (waiting.size() > MAX_WAITING) {
            // A client that keeps sending requests without waiting for answers has to wait.
            channel.config().setAutoRead(false);
        }
    }

    private void drain() {
        if (draining) {
            return;
        }
        draining = true;
        try {
            while (!responder.isEnding() && !waiting.isEmpty() && takesNext()) {
                Object message = waiting.remove();
                try {
                    accept(message);
                } finally {
                    ReferenceCountUtil.release(message);
                }
            }
        } finally {
            draining = false;
        }
        if (bodyExpected && assembly.isUnderWay()) {
            bodyExpected = false;
            responder.expectRequest();
        }
        endIfNothingFollows();
    }

    private boolean takesNext() {
        Exchange current = responder.current();
        return current == null ? !responder.isCongested() : current.wantsBody();
    }

    private void accept(Object message) {
        if (message instanceof HttpRequest request) {
            responder.serveBy(sites.get());
            proceed(assembly.begin(responder, responder.site(), request));
            bodyExpected = assembly.isUnderWay();
        }
        if (message instanceof HttpContent content) {
            Exchange current = responder.current();
            if (current == null) {
                proceed(assembly.add(content));
            } else {
                acceptPiece(current, content);
            }
        }
    }

    private void proceed(RequestAssembly.Progress progress) {
        if (progress instanceof RequestAssembly.Progress.Complete complete) {
            responder.begin(complete.exchange());
            complete.service().serve(complete.exchange());
        } else if (progress instanceof RequestAssembly.Progress.Refused refused) {
            refuse(refused.response());
        } else if (progress instanceof RequestAssembly.Progress.AwaitsContinue) {
            responder.sendContinue();
        }
    }

    private void acceptPiece(Exchange current, HttpContent content) {
        if (content.decoderResult().isFailure()) {
            responder.giveUp(current, HttpResponseStatus.BAD_REQUEST, "The body of the request is malformed.");
            return;
        }
        boolean isLast = content instanceof LastHttpContent;
        responder.received(isLast);
        current.receive(content.content().retain(), isLast);
    }

    private void refuse(Response response) {
        assembly.drop();
        responder.refuse(response);
    }

    /** Ends the connection if the client will send nothing more and all its requests are answered. */
    private void endIfNothingFollows() {
        if (!inputEnded || responder.isEnding()) {
            return;
        }
        Exchange current = responder.current();
        if (current != null) {
            if (!current.hasWholeBody() && waiting.isEmpty()) {
                responder.giveUp(current, HttpResponseStatus.BAD_REQUEST, CUT);
            }
        } else if (assembly.isUnderWay()) {
            refuse(Response.page(HttpResponseStatus.BAD_REQUEST, CUT));
        } else if (waiting.isEmpty()) {
            responder.end();
        }
    }

    private void tooLate() {
        Exchange current = responder.current();
        if (assembly.isUnderWay()) {
            refuse(Response.page(HttpResponseStatus.REQUEST_TIMEOUT, LATE));
        } else if (current != null && !current.hasWholeBody()) {
            responder.giveUp(current, HttpResponseStatus.REQUEST_TIMEOUT, LATE);
        } else {
            channel.close();
        }
    }

    // The end of the connection

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (InputEnd.isReportedBy(event)) {
            inputEnded = true;
            Exchange current = responder.current();
            if (current != null && current.hasWholeBody()) {
                current.inputEnded();
            }
            endIfNothingFollows();
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        responder.writable();
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        responder.ended();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // The decoder of HTTP/2 streams throws an exception for requests that cannot be translated.
        boolean isRefused = cause instanceof DecoderException || cause instanceof Http2Exception;
        if (isRefused || LostConnection.isReportedBy(cause)) {
            LOG.debug("HTTP connection lost: {}", context.channel().remoteAddress(), cause);
        } else {
            LOG.error("a bug ends an HTTP connection: {}", context.channel().remoteAddress(), cause);
        }
        context.close();
    }
}
