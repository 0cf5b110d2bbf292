package io.aerostat.router.meta;

import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.broker.subscription.SubscriptionListener;
import io.aerostat.router.cluster.LostSessionEvents;
import io.aerostat.router.dealer.callee.RegistrationListener;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.session.Principal;
import io.aerostat.router.tally.SessionMeter;
import io.netty.util.concurrent.EventExecutor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the meta events of a realm. Each event is published by a task on the service session's loop. So the events
 * have the order of the changes, and an event never precedes the answer to the request that caused it. Any thread.
 */
public final class MetaEvents {
    /** Publishes events of the router itself. Called on the service session's loop. */
    @FunctionalInterface
    public interface Publisher {
        /**
         * Publishes an event.
         *
         * @param without the session that must not get the event, because the event is about that session; 0 for none
         * @param audience the sessions that may get the event
         */
        void publish(String topic, PayloadValues values, long without, Audience audience);
    }

    private final EventExecutor loop;
    private final Predicate<String> isWanted;
    private final Publisher publisher;

    /**
     * Creates a publisher of meta events.
     *
     * @param loop the loop of the service session
     * @param isWanted checks whether a topic has subscribers; called on the loop
     */
    public MetaEvents(EventExecutor loop, Predicate<String> isWanted, Publisher publisher) {
        this.loop = loop;
        this.isWanted = isWanted;
        this.publisher = publisher;
    }

    /** Returns the listener that publishes changes to subscriptions (SBM-1). */
    public SubscriptionListener subscriptions() {
        return new SubscriptionMetaEvents(this);
    }

    /** Returns the listener that publishes changes to registrations (RM-1, RM-2). */
    public RegistrationListener registrations() {
        return new RegistrationMetaEvents(this);
    }

    /**
     * Returns the object that publishes the events about sessions of a lost node.
     *
     * @param hasMetaApi whether the realm has meta events
     */
    public LostSessionEvents ofLostSessions(boolean hasMetaApi) {
        return hasMetaApi
                ? new LostSessionEvents(subscriptions(), registrations(), this::lost)
                : LostSessionEvents.NONE;
    }

    /**
     * Publishes {@code on_join}. Called when the session's WELCOME has been queued (SM-3, SM-5). The session itself
     * never gets this event, because it could not reliably subscribe in time (META-6).
     */
    public void joined(Peer session) {
        if (!session.principal().isTrusted()) {
            publish(
                    "wamp.session.on_join",
                    () -> List.of(SessionDictionary.of(session)),
                    session.id(),
                    Audience.EVERYONE);
        }
    }

    /**
     * Publishes {@code on_leave}. Called when the session's subscriptions and registrations have been removed (SM-4,
     *
     *
     * @param shared whether other nodes share the realm
     */
    public void left(Peer session, LeaveReason reason, boolean shared) {
        if (isAnnounced(reason, shared)) {
            lost(session.principal(), session.id());
        }
    }

    /**
     * Checks whether to announce the end of a session.
     *
     * @param shared whether other nodes share the realm; if so, the end is also announced when the router shuts down,
     *     because the sessions of the other nodes must be informed
     */
    public static boolean isAnnounced(LeaveReason reason, boolean shared) {
        return reason.isAnnounced() || (shared && reason == LeaveReason.SHUTDOWN);
    }

    /** Publishes {@code on_leave} for a session that has ended, perhaps together with its node. */
    public void lost(Principal session, long id) {
        if (!session.isTrusted()) {
            publish("wamp.session.on_leave", () -> List.of(id, session.authid(), session.authrole()));
        }
    }

    /**
     * Publishes {@code on_stats}, as Crossbar.io does.
     *
     * @param first runs before the event is published, even if nobody has subscribed to it
     */
    public void measured(Peer session, SessionMeter.Report report, Runnable first) {
        Principal principal = session.principal();
        String serializer = Objects.requireNonNullElse(session.serializer(), "");
        execute(() -> {
            first.run();
            publishIfWanted(
                    "wamp.session.on_stats",
                    () -> List.of(
                            Map.of(
                                    "realm", principal.realm(),
                                    "session", session.id(),
                                    "authid", principal.authid(),
                                    "authrole", principal.authrole()),
                            statistics(serializer, report)),
                    0,
                    Audience.EVERYONE);
        });
    }

    private static Map<String, Object> statistics(String serializer, SessionMeter.Report report) {
        Map<String, Object> statistics = new LinkedHashMap<>();
        statistics.put("timestamp", report.since());
        statistics.put("serializer", serializer);
        statistics.put("cycle", report.cycle());
        statistics.put("duration", report.duration());
        statistics.put("bytes", report.bytes());
        statistics.put("messages", report.messages());
        statistics.put("rated_messages", report.ratedMessages());
        statistics.put("first", report.isFirst());
        statistics.put("last", report.isLast());
        return statistics;
    }

    /**
     * Publishes {@code on_slow_consumer}. Called when a session becomes a slow consumer, and again when it has caught
     * up.
     *
     * @param missedEvents the number of events that the session has missed for this reason since it joined
     */
    public void slowConsumer(Peer session, long missedEvents) {
        publish(
                "wamp.session.on_slow_consumer",
                () -> List.of(
                        session.id(),
                        session.principal().authid(),
                        session.principal().authrole(),
                        missedEvents));
    }

    /**
     * Publishes {@code on_dropped} to the publisher. Called when some receivers of an acknowledged publication did not
     * get the event.
     *
     * @param receivers the number of receivers on one event loop that did not get the event
     */
    public void publicationDropped(long publisher, long publication, int receivers) {
        publish(
                "wamp.publication.on_dropped",
                () -> List.of(publication, (long) receivers),
                0,
                new Audience(null, null, null, Set.of(publisher), null, null));
    }

    void publish(String topic, Supplier<List<@Nullable Object>> arguments) {
        publish(topic, arguments, 0, Audience.EVERYONE);
    }

    private void publish(String topic, Supplier<List<@Nullable Object>> arguments, long without, Audience audience) {
        execute(() -> publishIfWanted(topic, arguments, without, audience));
    }

    private void publishIfWanted(
            String topic, Supplier<List<@Nullable Object>> arguments, long without, Audience audience) {
        if (isWanted.test(topic)) {
            publisher.publish(topic, new PayloadValues(arguments.get(), Map.of()), without, audience);
        }
    }

    private void execute(Runnable task) {
        try {
            // Use a separate task, even on this loop, because the current task must finish first.
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            // The router is ending, so no subscribers are left.
            return;
        }
    }
}
