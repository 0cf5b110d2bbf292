package io.aerostat.metrics;

import io.aerostat.router.Router;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Shows the numbers of routers as meters of a {@link MeterRegistry}. The meters are views: reading a meter reads the
 * router's own number. Their names and labels are in docs/operations.md. The registry may be of any kind; {@link
 * #refresh} adds the meters of realms, roles and transports that are new. Any thread.
 */
public final class RouterMetrics implements MeterBinder {
    /** How long the numbers that were read for one meter are reused for other meters. */
    private static final long GOOD_FOR = Duration.ofMillis(200).toNanos();

    private final Supplier<List<ObservedRouter>> routers;
    private final Queue<RegistryMeters> bound = new ConcurrentLinkedQueue<>();
    private volatile Snapshot snapshot;
    private volatile long readAt;

    /** @param routers supplies the routers that are running */
    public RouterMetrics(Supplier<List<ObservedRouter>> routers) {
        this.routers = routers;
        this.snapshot = Snapshot.of(routers.get());
        this.readAt = System.nanoTime();
    }

    /** Returns the metrics of one router, which should have been built with {@code measure()}. */
    public static RouterMetrics of(Router router) {
        List<ObservedRouter> one = List.of(new ObservedRouter(
                "router", router::statistics, () -> router.readiness().health().isReady()));
        return new RouterMetrics(() -> one);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        RegistryMeters meters = RegistryMeters.of(registry, this::snapshot);
        bound.add(meters);
        meters.update(refreshed());
    }

    /**
     * Reads the numbers again, and adds and removes meters to match the present realms, roles and transports. Call this
     * regularly, for example before each scrape.
     */
    public void refresh() {
        Snapshot present = refreshed();
        bound.forEach(meters -> meters.update(present));
    }

    private Snapshot refreshed() {
        Snapshot present = Snapshot.of(routers.get());
        snapshot = present;
        readAt = System.nanoTime();
        return present;
    }

    /** Returns the numbers as they were a moment ago. */
    Snapshot snapshot() {
        return System.nanoTime() - readAt > GOOD_FOR ? refreshed() : snapshot;
    }
}
