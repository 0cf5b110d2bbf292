package io.aerostat.router.connection;

import io.aerostat.router.cookie.CookieStores;
import io.aerostat.router.tally.ResponseTally;
import io.netty.channel.EventLoopGroup;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The objects that a router gives to its listeners.
 *
 * @param loops accept and serve connections
 * @param admission admits new connections; all listeners share it
 * @param files runs tasks that read files and certificates and may block; rejects tasks when its queue is full
 * @param acceptors makes the acceptor of each service over which clients join
 * @param cookies opens cookie stores
 * @param nodeInfo supplies the facts for the node's information page; called on an event loop, must not block
 * @param privateFiles supplies the files that no file service may serve; called on threads that may block
 * @param responses counts the responses to HTTP requests
 * @param operation the health and metrics that the router shows to its operators
 * @param bridges the objects that bridged protocols use
 */
public record ListenerEnvironment(
        EventLoopGroup loops,
        AdmissionControl admission,
        Executor files,
        AcceptorFactory acceptors,
        CookieStores cookies,
        Supplier<Map<String, Object>> nodeInfo,
        Supplier<Set<Path>> privateFiles,
        ResponseTally responses,
        Operation operation,
        Bridges bridges) {}
