package io.aerostat.node.config;

import io.aerostat.cluster.nats.JetStreamEventStore;
import io.aerostat.cluster.nats.JetStreamStoreOptions;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.EventStore;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.realm.BrokerOptions;
import io.aerostat.router.realm.RealmDefinition;
import java.util.List;
import java.util.Optional;

/** Adds the servers of the node's cluster to the stores of type {@code jetstream}. */
public final class ClusterStores {
    /** A store that has only the options of its realm, and no servers yet. */
    private record Described(JetStreamStoreOptions options) implements EventStore {
        @Override
        public EventLog open(String realm, HistoryRule rule) {
            throw new IllegalStateException("realm " + realm + ": found a store without a cluster");
        }
    }

    private ClusterStores() {}

    /** Returns a store that has no servers yet. */
    public static EventStore described(JetStreamStoreOptions options) {
        return new Described(options);
    }

    /** Returns the workers with stores that use the servers of the cluster. */
    public static List<Worker> resolved(List<Worker> workers, Optional<ClusterConfiguration> cluster) {
        if (cluster.isEmpty()) {
            return workers;
        }
        ClusterConfiguration present = cluster.get();
        return workers.stream()
                .map(worker -> worker instanceof RouterWorker router ? resolved(router, present) : worker)
                .toList();
    }

    private static RouterWorker resolved(RouterWorker router, ClusterConfiguration cluster) {
        return router.with(
                router.realms().stream().map(realm -> resolved(realm, cluster)).toList(),
                router.listeners(),
                router.components());
    }

    private static RealmDefinition resolved(RealmDefinition realm, ClusterConfiguration cluster) {
        BrokerOptions broker = realm.options().broker();
        EventStore store = broker.eventStore().orElse(null);
        if (!(store instanceof Described described)) {
            return realm;
        }
        EventStore connected =
                new JetStreamEventStore(cluster.nats(), cluster.options().name(), described.options());
        return new RealmDefinition(
                realm.name(), realm.options().withBroker(broker.withEventStore(connected)), realm.roles());
    }
}
