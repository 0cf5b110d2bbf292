package io.aerostat.router.transport;

import io.aerostat.router.connection.Peers;
import io.aerostat.router.listener.BoundListener;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.TlsException;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listener that is bound to its endpoint. Any thread. */
final class OpenListener implements BoundListener {
    private static final Logger LOG = LoggerFactory.getLogger(OpenListener.class);

    private volatile Listener listener;
    private final Channel channel;
    private final ChannelGroup connections;
    private final ListenerSetup setup;
    private final Executor files;
    /** Completes when the last requested change has ended. Each change waits for the previous change. */
    private final AtomicReference<CompletableFuture<Void>> lastChange =
            new AtomicReference<>(CompletableFuture.completedFuture(null));

    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    /**
     * Creates the listener.
     *
     * @param files prepares changes, which may block
     */
    OpenListener(Listener listener, Channel channel, ChannelGroup connections, ListenerSetup setup, Executor files) {
        this.setup = setup;
        this.files = files;
        this.listener = listener;
        this.channel = channel;
        this.connections = connections;
    }

    @Override
    public Listener listener() {
        return listener;
    }

    @Override
    public SocketAddress address() {
        return channel.localAddress();
    }

    @Override
    public int port() {
        return address() instanceof InetSocketAddress inet ? inet.getPort() : 0;
    }

    @Override
    public int connections() {
        return connections.size();
    }

    @Override
    public boolean isAccepting() {
        return !stopping.get();
    }

    @Override
    public CompletionStage<Void> update(Listener changed) {
        if (!changed.endpoint().isSocketOf(listener.endpoint())) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException("listener \"" + listener.name() + "\": found " + changed.endpoint()
                            + " (expected " + listener.endpoint() + ", as the socket stays)"));
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        CompletableFuture<Void> before = Objects.requireNonNull(lastChange.getAndSet(done));
        before.whenComplete((none, failure) -> begin(changed, done));
        return done.copy();
    }

    private void begin(Listener changed, CompletableFuture<Void> done) {
        try {
            files.execute(() -> {
                try {
                    change(changed);
                    done.complete(null);
                } catch (TlsException | RuntimeException | Error e) {
                    done.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(e);
        }
    }

    /** Replaces the setup. Synchronized, because any thread may do so, and each change replaces the whole setup. */
    private synchronized void change(Listener changed) throws TlsException {
        setup.update(changed);
        listener = changed;
        if (stopping.get()) {
            setup.retire();
        }
    }

    /**
     * Runs a task repeatedly while this listener is open. The task runs on the executor, and never twice at the same
     * time.
     */
    void every(Duration pause, Executor executor, Runnable task) {
        Runnable once = () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("{}: a repeated task has failed", this);
            } finally {
                every(pause, executor, task);
            }
        };
        try {
            channel.eventLoop()
                    .schedule(
                            () -> {
                                if (channel.isActive()) {
                                    executor.execute(once);
                                }
                            },
                            pause.toMillis(),
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is ending", this);
        }
    }

    @Override
    public CompletionStage<Void> stopAccepting() {
        if (stopping.compareAndSet(false, true)) {
            setup.retire();
            channel.close().addListener(closed -> {
                removeSocketFile();
                stopped.complete(null);
            });
        }
        return stopped.copy();
    }

    @Override
    public CompletionStage<Void> close() {
        return stopAccepting().thenCompose(nothing -> {
            CompletableFuture<Void> ended = new CompletableFuture<>();
            connections.close().addListener(all -> ended.complete(null));
            return ended;
        });
    }

    @Override
    public CompletionStage<Void> closed() {
        return stopped.thenCompose(nothing -> {
            CompletableFuture<Void> ended = new CompletableFuture<>();
            connections.newCloseFuture().addListener(all -> ended.complete(null));
            return ended;
        });
    }

    private void removeSocketFile() {
        listener.endpoint().socketFile().ifPresent(file -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.debug("cannot remove {}", file, e);
            }
        });
    }

    @Override
    public String toString() {
        return listener.name() + " at " + Peers.describe(address());
    }
}
