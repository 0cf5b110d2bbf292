package io.aerostat.metrics;

import io.aerostat.metrics.Snapshot.RealmKey;
import io.aerostat.metrics.Snapshot.RoleKey;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The meters of all routers in one registry. Keeps track of the registered meters, so that each is registered once and
 * later removed.
 */
final class RegistryMeters {
    private final MeterRegistry registry;
    private final Supplier<Snapshot> snapshot;
    private final boolean hasHistograms;
    private final Map<Object, List<Meter>> present = new HashMap<>();

    private RegistryMeters(MeterRegistry registry, Supplier<Snapshot> snapshot, boolean hasHistograms) {
        this.registry = registry;
        this.snapshot = snapshot;
        this.hasHistograms = hasHistograms;
    }

    static RegistryMeters of(MeterRegistry registry, Supplier<Snapshot> snapshot) {
        if (registry instanceof PrometheusMeterRegistry prometheus) {
            prometheus.getPrometheusRegistry().register(new CallDurations(snapshot));
            return new RegistryMeters(registry, snapshot, true);
        }
        return new RegistryMeters(registry, snapshot, false);
    }

    /**
     * Registers and removes meters, so that the registry has the meters of the routers, realms and roles in the
     * snapshot.
     */
    synchronized void update(Snapshot now) {
        Set<Object> wanted = new HashSet<>();
        now.routers().forEach((router, numbers) -> {
            add(wanted, router, into -> new RouterMeters(into, snapshot, router).register(numbers));
            numbers.statistics()
                    .transports()
                    .forEach(transport -> add(
                            wanted,
                            List.of(router, transport.transport()),
                            into -> new TransportMeters(into, snapshot, router, transport.transport()).register()));
            numbers.statistics()
                    .responses()
                    .forEach((service, counts) -> counts.keySet()
                            .forEach(status -> add(
                                    wanted,
                                    List.of(router, service, status),
                                    into -> new ResponseMeters(into, snapshot, router, service, status).register())));
            numbers.realms().forEach((realm, statistics) -> {
                RealmKey key = new RealmKey(router, realm);
                add(wanted, key, into -> new RealmMeters(into, snapshot, key).register());
                statistics.roles().forEach(role -> {
                    RoleKey ofRole = new RoleKey(router, realm, role.role());
                    add(wanted, ofRole, into -> new RoleMeters(into, snapshot, ofRole).register(!hasHistograms));
                });
            });
        });
        present.entrySet().removeIf(entry -> {
            boolean gone = !wanted.contains(entry.getKey());
            if (gone) {
                entry.getValue().forEach(registry::remove);
            }
            return gone;
        });
    }

    private void add(Set<Object> wanted, Object key, Consumer<MeterCollection> register) {
        wanted.add(key);
        present.computeIfAbsent(key, created -> {
            List<Meter> meters = new ArrayList<>();
            register.accept(new MeterCollection(registry, meters));
            return meters;
        });
    }
}
