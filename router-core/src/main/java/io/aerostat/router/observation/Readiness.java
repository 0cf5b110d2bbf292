package io.aerostat.router.observation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides whether a router should get new clients, by running all its checks. Any thread. */
public final class Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private final List<ReadinessCheck> checks = new CopyOnWriteArrayList<>();
    private volatile boolean draining;

    /** Adds a check. The router is ready only while all checks pass. */
    public void add(ReadinessCheck check) {
        checks.add(check);
    }

    /**
     * Reports from now on that the router should not get new clients, so that load balancers send them to other nodes.
     * There is no other effect: to end the router, call {@link io.aerostat.router.Router#stopAccepting} and
     * {@code close} afterwards.
     */
    public void drain() {
        draining = true;
    }

    /** Returns whether the router should get new clients and, if not, the reasons. */
    public Health health() {
        List<NotReady> reasons = new ArrayList<>();
        if (draining) {
            reasons.add(NotReady.draining("the router is about to end"));
        }
        for (ReadinessCheck check : checks) {
            try {
                reasons.addAll(check.reasons());
            } catch (RuntimeException e) {
                LOG.error("a readiness check failed", e);
                reasons.add(NotReady.unavailable("a readiness check failed"));
            }
        }
        return new Health(reasons);
    }
}
