package io.aerostat.router.transport;

import io.aerostat.router.connection.Peers;
import io.aerostat.router.listener.BoundListener;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listener that is bound to its endpoint. Any thread. */
final class OpenListener implements BoundListener {
    private static final Logger LOG = LoggerFactory.getLogger(OpenListener.class);

    private final Listener listener;
    private final Channel channel;
    private final ChannelGroup connections;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    OpenListener(Listener listener, Channel channel, ChannelGroup connections) {
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

    /** Runs a task again and again for as long as this listens, on the executor and never twice at the same time. */
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

    private void removeSocketFile() {
        if (listener.endpoint() instanceof ListeningEndpoint.Unix unix) {
            try {
                Files.deleteIfExists(unix.path());
            } catch (IOException e) {
                LOG.debug("cannot remove {}", unix.path(), e);
            }
        }
    }

    @Override
    public String toString() {
        return listener.name() + " at " + Peers.describe(address());
    }
}
