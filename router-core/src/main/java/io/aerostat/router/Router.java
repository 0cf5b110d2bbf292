package io.aerostat.router;

import io.aerostat.router.authentication.AuthenticationFactory;
import io.aerostat.router.authentication.Denial;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * An embedded WAMP router: realms, and transports through which clients reach them. Made by {@link #builder()}. Any thread.
 *
 * <p>Realms run at once; each transport runs from {@link #open} on, so that components of the own process can join through {@link #local} before
 * the first client from outside is served.
 */
public final class Router {
    private final Map<String, Realm> realms = new ConcurrentHashMap<>();
    private final EventLoopGroup loops;
    private final ExecutorService slowCrypto;
    private final SessionTimeouts timeouts;
    private final AuthenticationFactory authentication;
    private final ConnectionRegistry connections = new ConnectionRegistry();

    Router(RouterBuilder builder, EventLoopGroup loops, ExecutorService slowCrypto) {
        this.loops = loops;
        this.slowCrypto = slowCrypto;
        this.timeouts = builder.timeouts();
        ProcedureCaller procedures = (realm, procedure, arguments) -> {
            Realm found = realms.get(realm);
            return found == null
                    ? CompletableFuture.failedFuture(new ServiceException(
                            io.aerostat.protocol.error.ErrorUris.NO_SUCH_REALM, "no realm \"" + realm + "\" exists on this router"))
                    : found.service().call(procedure, arguments);
        };
        this.authentication = new AuthenticationFactory(procedures, slowCrypto, builder.denial());
        for (RealmConfig config : builder.realms()) {
            realms.put(config.name(), new Realm(config, loops.next(), procedures));
        }
    }

    public static RouterBuilder builder() {
        return new RouterBuilder();
    }
}
