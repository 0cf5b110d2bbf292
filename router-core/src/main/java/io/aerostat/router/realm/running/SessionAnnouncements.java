package io.aerostat.router.realm.running;

import io.aerostat.router.cluster.RealmCluster;
import io.aerostat.router.meta.MetaEvents;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.realm.RealmOptions;
import io.aerostat.router.realm.SessionStatisticsOptions;
import io.aerostat.router.session.joined.RouterSession;
import io.aerostat.router.tally.SessionMeter;
import java.util.function.Supplier;

/**
 * Announces the sessions of a realm, and reports how much they have sent and received. All methods are called on the
 * loop of the session.
 */
final class SessionAnnouncements {
    private final Supplier<RealmOptions> options;
    private final MetaEvents events;
    private final RealmCluster cluster;

    /**
     * Creates the announcements of a realm.
     *
     * @param options returns the present options of the realm
     * @param cluster the other nodes of the realm
     */
    SessionAnnouncements(Supplier<RealmOptions> options, MetaEvents events, RealmCluster cluster) {
        this.options = options;
        this.events = events;
        this.cluster = cluster;
    }

    /** Called when the session's WELCOME has been queued. */
    void joined(RouterSession session) {
        if (options.get().metaApi()) {
            events.joined(session);
            if (!session.principal().isTrusted()) {
                options.get().statistics().ifPresent(statistics -> measure(session, statistics));
            }
        }
        cluster.sessions().joined(session);
    }

    private void measure(RouterSession session, SessionStatisticsOptions statistics) {
        SessionMeter meter = new SessionMeter(
                statistics,
                System::nanoTime,
                (report, whenPublished) -> events.measured(session, report, whenPublished));
        session.traffic().measure(meter);
        if (statistics.onJoin()) {
            meter.report(false);
        }
    }

    /** Called when the session's subscriptions and registrations have been removed. */
    void left(RouterSession session, LeaveReason reason) {
        if (options.get().metaApi()) {
            events.left(session, reason, cluster.isShared());
        }
        SessionMeter meter = session.traffic().endMeasure();
        if (meter != null && meter.reportsLeave() && MetaEvents.isAnnounced(reason, cluster.isShared())) {
            meter.report(true);
        }
        cluster.sessions().left(session);
    }
}
