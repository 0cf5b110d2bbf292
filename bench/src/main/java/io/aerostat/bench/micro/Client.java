package io.aerostat.bench.micro;

import io.aerostat.protocol.local.LocalConnection;
import io.aerostat.protocol.local.LocalReceiver;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.option.YieldOptions;
import io.aerostat.router.Router;
import java.util.concurrent.Semaphore;

/**
 * An in-process peer that answers each invocation with the invocation's arguments, and counts all other messages. It
 * answers on the router's thread.
 */
final class Client implements LocalReceiver {
    private final LocalConnection connection;
    private final Semaphore awaited = new Semaphore(0);

    Client(Router router) {
        connection = router.local(null, "component").open(this);
    }

    void send(WampMessage message) {
        connection.send(message);
    }

    /** Waits for a number of messages that are not invocations. */
    void await(int messages) {
        awaited.acquireUninterruptibly(messages);
    }

    void sendAndAwait(WampMessage message) {
        send(message);
        await(1);
    }

    @Override
    public void message(WampMessage message) {
        if (message instanceof Invocation invocation) {
            send(new Yield(invocation.request(), YieldOptions.NONE, invocation.payload()));
        } else {
            awaited.release();
        }
    }

    @Override
    public void closed(String reason) {
        // Nothing to do: the benchmark has ended.
    }
}
