package io.aerostat.router.web.exchange;

import io.aerostat.router.connection.RequestSource;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;
import java.util.function.Supplier;

/** The connection of an exchange. Confined to the loop of its channel. */
public interface ExchangeConnection {
    Channel channel();

    /** Determines the source of a request. */
    RequestSource source(HttpRequest request);

    /** Sends a response whose whole body is in memory. Does nothing if the client has disconnected. */
    void respond(Exchange exchange, Response response);

    /** Sends a part of an open file, and then closes the file. */
    void respond(Exchange exchange, HttpResponseStatus status, HttpHeaders headers, FileSlice slice);

    /** Begins a response whose body follows in pieces; empty if the client has disconnected. */
    Optional<ResponseBody> begin(Exchange exchange, HttpResponse head);

    /** Called when the exchange is ready for more of the request's body. */
    void bodyWanted(Exchange exchange);

    /** Called when the exchange cannot take more of the request's body for now. */
    void bodyPaused(Exchange exchange);

    /** Turns the connection over to another handler; after that, the connection no longer carries HTTP. */
    void upgrade(Exchange exchange, StringBuilder responseHead, Supplier<? extends ChannelHandler> handler);
}
