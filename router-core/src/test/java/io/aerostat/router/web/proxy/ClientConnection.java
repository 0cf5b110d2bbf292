package io.aerostat.router.web.proxy;

import io.aerostat.router.connection.RequestSource;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.ExchangeConnection;
import io.aerostat.router.web.exchange.FileSlice;
import io.aerostat.router.web.exchange.RequestPath;
import io.aerostat.router.web.exchange.Response;
import io.aerostat.router.web.exchange.ResponseBody;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The connection of a client that reads and sends only as a test demands. */
final class ClientConnection implements ExchangeConnection, ResponseBody {
    final EmbeddedChannel channel = new EmbeddedChannel();
    final Exchange exchange = new Exchange(
            this, new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/"), new RequestPath(List.of(), true));
    boolean reads = true;
    boolean aborted;
    int pauses;
    private Runnable whenWritable = () -> {};

    void readsAgain() {
        reads = true;
        whenWritable.run();
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public void bodyWanted(Exchange exchange) {}

    @Override
    public void bodyPaused(Exchange exchange) {
        pauses++;
    }

    @Override
    public Optional<ResponseBody> begin(Exchange exchange, HttpResponse head) {
        return Optional.of(this);
    }

    @Override
    public RequestSource source(HttpRequest request) {
        throw new AssertionError("nobody asks for the source");
    }

    @Override
    public void respond(Exchange exchange, Response response) {
        throw new AssertionError("the response is streamed");
    }

    @Override
    public void respond(Exchange exchange, HttpResponseStatus status, HttpHeaders headers, FileSlice slice) {
        throw new AssertionError("the response is streamed");
    }

    @Override
    public void upgrade(Exchange exchange, StringBuilder responseHead, Supplier<? extends ChannelHandler> handler) {
        throw new AssertionError("the request is no upgrade");
    }

    @Override
    public void write(ByteBuf piece) {
        piece.release();
    }

    @Override
    public boolean isWritable() {
        return reads;
    }

    @Override
    public void whenWritable(Runnable task) {
        whenWritable = task;
    }

    @Override
    public void end() {}

    @Override
    public void abort() {
        aborted = true;
    }
}
