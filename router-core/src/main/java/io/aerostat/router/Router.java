package io.aerostat.router;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.router.authentication.Authentication;
import io.aerostat.router.authentication.AuthenticationFactory;
import io.aerostat.router.authentication.LocalAuthentication;
import io.aerostat.router.authentication.MethodConfig;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.realm.Realm;
import io.aerostat.router.realm.RealmConfig;
import io.aerostat.router.service.ProcedureCaller;
import io.aerostat.router.service.ServiceException;
import io.aerostat.router.session.ConnectionRegistry;
import io.aerostat.router.session.SessionAcceptor;
import io.aerostat.router.session.SessionTimeouts;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.HashedWheelTimer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An embedded WAMP router: realms, and transports through which clients reach them. Made by {@link #builder()}. Any thread.
 *
 * <p>Realms run from the start; each transport from {@link #listen} on, so that components of the own process can join through {@link #local}
 * before the first client from outside is served.
 */
public final class Router {
    private final Map<String, Realm> realms = new ConcurrentHashMap<>();
    private final EventLoopGroup loops;
    private final HashedWheelTimer timer;
    private final ExecutorService slowCrypto;
    private final SessionTimeouts timeouts;
    private final AuthenticationFactory authentication;
    private final ConnectionRegistry connections = new ConnectionRegistry();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    Router(RouterBuilder builder) {
        loops = new MultiThreadIoEventLoopGroup(
                builder.eventLoops(), new DefaultThreadFactory("router", true), NioIoHandler.newFactory());
        timer = new HashedWheelTimer(new DefaultThreadFactory("router-timer", true), 20, TimeUnit.MILLISECONDS);
        slowCrypto = slowCrypto();
        timeouts = builder.timeouts();
        ProcedureCaller procedures = (realm, procedure, arguments) -> {
            Realm found = realms.get(realm);
            return found == null
                    ? CompletableFuture.failedFuture(new ServiceException(
                            ErrorUris.NO_SUCH_REALM, "no realm \"" + realm + "\" exists on this router"))
                    : found.service().call(procedure, arguments);
        };
        authentication = new AuthenticationFactory(procedures, slowCrypto, builder.denial());
        for (RealmConfig config : builder.realms()) {
            realms.put(config.name(), new Realm(config, loops.next(), timer, procedures));
        }
    }

    /** One thread, and a bound to what may wait for it: more is refused as a failed authentication. */
    private static ExecutorService slowCrypto() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(1_000),
                new DefaultThreadFactory("router-crypto", true));
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    public static RouterBuilder builder() {
        return new RouterBuilder();
    }

    /**
     * What takes the connections of one transport to the realms.
     *
     * @param methods how clients authenticate; none for anonymous sessions of role {@code anonymous}
     * @throws IllegalArgumentException if a method is configured twice or is unknown
     */
    public LinkAcceptor acceptor(List<MethodConfig> methods) {
        return new SessionAcceptor(realms::get, authentication.create(methods), timeouts, connections);
    }

    /** The acceptor of in-process connections, whose sessions are {@code authrole} without proof. */
    private LinkAcceptor localAcceptor(@Nullable String authid, String authrole) {
        Authentication always = Authentication.always(new LocalAuthentication(authid, authrole));
        return new SessionAcceptor(realms::get, always, timeouts, connections);
    }

    /** The realm of that name, or null. */
    @Nullable
    Realm realm(String name) {
        return realms.get(name);
    }

    /**
     * Ends everything: no new connections, GOODBYE {@code wamp.close.system_shutdown} to the joined and ABORT to the joining (SES-17), and a while
     * for their answers.
     *
     * @param deadline after which what is left is cut off
     * @return completes when nothing runs any more; it never fails
     */
    public CompletableFuture<Void> close(Duration deadline) {
        if (closing.compareAndSet(false, true)) {
            connections
                    .shutDown()
                    .completeOnTimeout(null, deadline.toMillis(), TimeUnit.MILLISECONDS)
                    .thenRun(this::stopThreads);
        }
        return closed.copy();
    }

    private void stopThreads() {
        realms.values().forEach(Realm::close);
        slowCrypto.shutdown();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).addListener(ended -> {
            timer.stop();
            closed.complete(null);
        });
    }
}
