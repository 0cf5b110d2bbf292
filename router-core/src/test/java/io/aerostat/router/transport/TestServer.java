package io.aerostat.router.transport;

import io.aerostat.router.connection.AdmissionControl;
import io.aerostat.router.listener.ListeningEndpoint;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Loops, executor and listeners for a test. */
public final class TestServer implements AutoCloseable {
    public final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, SocketIo.newHandlerFactory());
    public final ExecutorService files = Executors.newFixedThreadPool(2);
    public final AdmissionControl admission;
    private final List<BoundListener> listeners = new ArrayList<>();

    public TestServer() {
        this(AdmissionControl.Limits.DEFAULT);
    }

    public TestServer(AdmissionControl.Limits limits) {
        admission = new AdmissionControl(limits);
    }

    public BoundListener listen(ListeningEndpoint endpoint, Protocol protocol) {
        return listen(new Listener("test", endpoint, protocol));
    }

    public BoundListener listen(Listener listener) {
        BoundListener bound = Binder.open(listener, new ListenerEnvironment(loops, admission, files))
                .toCompletableFuture()
                .join();
        listeners.add(bound);
        return bound;
    }

    public BoundListener listen(Protocol protocol) {
        return listen(new ListeningEndpoint.Tcp("127.0.0.1", 0), protocol);
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
