package io.aerostat.node.cluster;

import io.aerostat.cluster.Cluster;
import io.aerostat.cluster.link.MembershipListener;
import io.aerostat.cluster.link.MembershipState;
import io.aerostat.cluster.link.ThreadTimer;
import io.aerostat.cluster.nats.NatsEngine;
import io.aerostat.cluster.realm.RealmNetwork;
import io.aerostat.node.config.ClusterConfiguration;
import io.aerostat.router.cluster.RealmConnector;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects the node to its cluster; does nothing if the configuration names no cluster. Any thread. */
public final class NodeCluster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeCluster.class);
    private static final long LOOK_MILLIS = 50;
    /**
     * The number of heartbeat intervals for which the testaments of an unreachable node are held before they are
     * published.
     */
    private static final int HELD_HEARTBEATS = 5;

    private final Optional<Joined> joined;
    private volatile boolean closed;

    /** @param refusal called with the reason if the cluster refuses the node after its start */
    public NodeCluster(Optional<ClusterConfiguration> configuration, Consumer<String> refusal) {
        joined = configuration.map(part -> new Joined(part, refusal));
    }

    /** Returns the connector that shares the realms of all routers of the node with other nodes. */
    public RealmConnector connector() {
        return joined.<RealmConnector>map(part -> part.network).orElse(RealmConnector.NONE);
    }

    /**
     * Begins to join the cluster, and waits for one of three outcomes: the node has joined; the cluster has refused the
     * node; or the first attempt has failed, and the configuration allows the node to continue alone.
     *
     * @return why the node was refused; empty if it was not
     */
    public Optional<String> start() throws InterruptedException {
        if (joined.isEmpty()) {
            return Optional.empty();
        }
        Joined part = joined.get();
        part.cluster.start();
        boolean told = false;
        while (!closed && !part.hasOutcome()) {
            if (!told && part.hasFirstOutcome()) {
                LOG.warn("waiting for the cluster: {}", String.join("; ", reasons()));
                told = true;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        part.isStarted = true;
        Optional<String> refused = Optional.ofNullable(part.refused.get());
        if (refused.isEmpty() && !closed && !reasons().isEmpty()) {
            LOG.warn("starting alone: {}", String.join("; ", reasons()));
        }
        return refused;
    }

    /** Returns the reasons why the node is not ready in its cluster; empty if it is ready. */
    public List<String> reasons() {
        return joined.map(part -> part.cluster.health().reasons()).orElse(List.of());
    }

    /** Returns the cluster as this node sees it; empty if the configuration names no cluster. */
    public Map<String, Object> view() {
        return joined.map(part -> ClusterView.of(part.cluster)).orElse(Map.of());
    }

    /** Called when the node ends: makes {@link #start} return if it still waits. */
    public void stopWaiting() {
        closed = true;
    }

    /** Notifies the other nodes, and leaves the cluster. */
    @Override
    public void close() {
        closed = true;
        joined.ifPresent(part -> {
            part.cluster.close();
            part.timer.close();
        });
    }

    /** The membership of a node whose configuration names a cluster. */
    private static final class Joined implements MembershipListener {
        private final ClusterConfiguration configuration;
        private final Consumer<String> refusal;
        private final ThreadTimer timer = new ThreadTimer("cluster-timer");
        private final Cluster cluster;
        private final RealmNetwork network;
        private final AtomicReference<@Nullable String> refused = new AtomicReference<>();
        private volatile boolean isStarted;

        Joined(ClusterConfiguration configuration, Consumer<String> refusal) {
            this.configuration = configuration;
            this.refusal = refusal;
            cluster = new Cluster(
                    configuration.options(),
                    new NatsEngine(
                            configuration.nats(),
                            configuration.options().name(),
                            configuration.options().node(),
                            configuration.options().lanes()),
                    timer,
                    new SecureRandom()::nextLong);
            network = new RealmNetwork(
                    cluster.node(),
                    cluster.rows(),
                    configuration.options().links().heartbeat().multipliedBy(HELD_HEARTBEATS));
            cluster.addMembershipListener(this);
        }

        private boolean hasOutcome() {
            return refused.get() != null
                    || (configuration.waitsForOthers() ? cluster.health().isReady() : hasFirstOutcome());
        }

        /** Checks whether the first attempt to connect and join has ended, with or without success. */
        private boolean hasFirstOutcome() {
            return cluster.state() == MembershipState.JOINED || cluster.hasFailedToConnect();
        }

        @Override
        public void refused(String reason) {
            refused.compareAndSet(null, reason);
            if (isStarted) {
                LOG.error("the cluster refuses this node: {}", reason);
                refusal.accept(reason);
            }
        }
    }
}
