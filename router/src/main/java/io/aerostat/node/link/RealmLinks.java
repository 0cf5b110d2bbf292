package io.aerostat.node.link;

import io.aerostat.client.Client;
import io.aerostat.client.auth.Authentications;
import io.aerostat.client.execution.ClientRuntime;
import io.aerostat.client.session.Session;
import io.aerostat.host.transport.ComponentConnectors;
import io.aerostat.host.transport.ComponentTransport;
import io.aerostat.node.config.RealmLink;
import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.protocol.local.LocalConnector;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The links of a node. A link joins both realms, forwards while both sessions are established, and joins again after a
 * session has ended. Any thread.
 */
public final class RealmLinks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RealmLinks.class);

    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    /** Created together with the first link, because most nodes have no link. */
    private @Nullable ClientRuntime runtime;

    private volatile boolean isClosed;

    /**
     * Starts a link in the background.
     *
     * @param transport the transport of the other router
     * @param router the router of the local realm, which the link joins with the role {@code trusted}
     * @param key the key of this node, with which the link authenticates to the other router
     */
    public void start(RealmLink link, ComponentTransport transport, LocalConnector router, CryptosignKey key) {
        ClientRuntime threads = threads();
        Client local = Client.builder()
                .router(router)
                .realm(link.localRealm())
                .runtime(threads)
                .tracing(SameTrace.TRACING)
                .build();
        Client remote = Client.builder()
                .connector(ComponentConnectors.of(transport, threads).connector(threads.executor()))
                .realm(link.realm())
                .authentication(Authentications.cryptosign(key))
                .runtime(threads)
                .tracing(SameTrace.TRACING)
                .build();
        attempt(new Ends(link, local, remote, threads), FIRST_DELAY);
    }

    /** Returns the authid of a link's session in the local realm. */
    public static String localAuthid(RealmLink link) {
        return link.authid().orElseGet(() -> "rlink-" + UUID.randomUUID());
    }

    private record Ends(RealmLink link, Client local, Client remote, ClientRuntime threads) {}

    private void attempt(Ends ends, Duration delay) {
        CompletableFuture<Session> local = ends.local().join();
        CompletableFuture<Session> remote = ends.remote().join();
        local.thenCombine(remote, (here, there) -> Forwarding.start(ends.link(), here, there))
                .thenCompose(started -> started)
                .whenComplete((started, failure) -> {
                    if (failure == null) {
                        LOG.info(
                                "link {}: forwards to realm {}",
                                ends.link().id(),
                                ends.link().realm());
                        CompletableFuture.anyOf(
                                        local.join().closed(), remote.join().closed())
                                .thenAccept(closed -> again(ends, local, remote, "the session ended", FIRST_DELAY));
                    } else {
                        again(ends, local, remote, rootCause(failure), delay);
                    }
                });
    }

    private void again(
            Ends ends,
            CompletableFuture<Session> local,
            CompletableFuture<Session> remote,
            String reason,
            Duration delay) {
        local.thenAccept(Session::leave);
        remote.thenAccept(Session::leave);
        if (isClosed) {
            return;
        }
        LOG.warn(
                "link {}: does not forward to realm {}: {}; next attempt in {} s",
                ends.link().id(),
                ends.link().realm(),
                reason,
                delay.toSeconds());
        Duration doubled = delay.multipliedBy(2);
        Duration next = doubled.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : doubled;
        try {
            ends.threads()
                    .timer()
                    .schedule(
                            () -> ends.threads().executor().execute(() -> attempt(ends, next)),
                            delay.toMillis(),
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the node is ending");
        }
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private synchronized ClientRuntime threads() {
        ClientRuntime existing = runtime;
        if (existing == null) {
            existing = ClientRuntime.create("link");
            runtime = existing;
        }
        return existing;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        if (runtime != null) {
            runtime.close();
        }
    }
}
