package io.aerostat.router.bridge;

import io.netty.channel.ChannelPipeline;
import java.util.List;

/**
 * A protocol other than WAMP whose clients join realms. Only describes the protocol. If the descriptions before and
 * after a change of the listener are equal, open connections stay as they are. Immutable; any thread.
 */
public interface BridgedProtocol {
    /** Returns the name of the protocol in logs and statistics, such as {@code mqtt}. */
    String name();

    /** Checks whether a connection that begins with this byte speaks this protocol. */
    boolean beginsWith(byte first);

    /**
     * Returns the subprotocols by which WebSocket clients request this protocol, such as {@code mqtt}; the first one
     * that a client offers is chosen. Over WebSocket, binary frames carry the bytes of the protocol; their boundaries
     * have no meaning.
     */
    List<String> subprotocols();

    /**
     * Adds the handlers of a new connection to the end of a pipeline. The handlers receive the bytes of the protocol,
     * and own the connection from now on. Called on the channel's loop.
     */
    void install(ChannelPipeline pipeline, BridgedConnection connection);
}
