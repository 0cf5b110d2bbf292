package io.aerostat.router.transport;

import io.aerostat.router.bridge.SharedObjects;
import io.aerostat.router.connection.AdmissionControl;
import io.aerostat.router.connection.Bridges;
import io.aerostat.router.connection.ListenerEnvironment;
import io.aerostat.router.connection.Operation;
import io.aerostat.router.cookie.CookieStores;
import io.aerostat.router.link.Link;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.link.LinkHandler;
import io.aerostat.router.link.ServiceAcceptor;
import io.aerostat.router.listener.AdmissionLimits;
import io.aerostat.router.listener.BoundListener;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.tally.ResponseTally;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The event loops, the executor and the listeners of a test. */
public final class TestServer implements AutoCloseable {
    public final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, SocketIo.newHandlerFactory());
    public final ExecutorService files = Executors.newFixedThreadPool(2);
    public final AdmissionControl admission;
    private final List<BoundListener> listeners = new ArrayList<>();
    private Set<Path> privateFiles = Set.of();
    private LinkAcceptor acceptor = link -> {
        throw new IllegalStateException("nobody accepts links");
    };

    public TestServer() {
        this(AdmissionLimits.DEFAULT);
    }

    public TestServer(AdmissionLimits limits) {
        admission = new AdmissionControl(limits);
    }

    /** Sets the acceptor for the links of all listeners that are opened later. */
    public TestServer accepting(LinkAcceptor links) {
        acceptor = links;
        return this;
    }

    /** Sets the files that must not be served by listeners that are opened later. */
    public void keepingPrivate(Set<Path> files) {
        privateFiles = files;
    }

    public BoundListener listen(ListeningEndpoint endpoint, Transport transport) {
        return listen(new Listener("test", endpoint, transport));
    }

    public BoundListener listen(Listener listener) {
        ListenerEnvironment environment = environment(acceptor, loops, admission, files, privateFiles);
        BoundListener bound =
                Binder.open(listener, environment).toCompletableFuture().join();
        listeners.add(bound);
        return bound;
    }

    public BoundListener listen(Transport transport) {
        return listen(new ListeningEndpoint.Tcp("127.0.0.1", 0), transport);
    }

    /** Returns an environment in which this acceptor accepts all links. */
    public static ListenerEnvironment environment(
            LinkAcceptor acceptor,
            EventLoopGroup loops,
            AdmissionControl admission,
            Executor files,
            Set<Path> privateFiles) {
        return new ListenerEnvironment(
                loops,
                admission,
                files,
                (access, cookies) -> unchanging(acceptor),
                new CookieStores(),
                () -> Map.of("Release", "1 & <2>"),
                () -> privateFiles,
                new ResponseTally(),
                Operation.NONE,
                new Bridges((realm, procedure, arguments) -> new CompletableFuture<>(), new SharedObjects()));
    }

    private static ServiceAcceptor unchanging(LinkAcceptor acceptor) {
        return new ServiceAcceptor() {
            @Override
            public LinkHandler accept(Link link) {
                return acceptor.accept(link);
            }

            @Override
            public void become(ServiceAcceptor other) {}

            @Override
            public void retire() {}
        };
    }

    @Override
    public void close() {
        for (BoundListener listener : listeners) {
            listener.close().toCompletableFuture().join();
        }
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        files.shutdownNow();
    }
}
