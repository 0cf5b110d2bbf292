package io.aerostat.client.connection;

import io.aerostat.client.execution.ClientRuntime;
import io.netty.channel.EventLoopGroup;

/**
 * Finds the event loops of a runtime. {@link ClientRuntime} does not return them, so that the API does not depend on
 * Netty.
 */
final class EventLoops {
    private EventLoops() {}

    static EventLoopGroup of(ClientRuntime runtime) {
        return (EventLoopGroup) runtime.timer();
    }
}
