package io.aerostat.router.meta;

import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.broker.subscription.SubscriptionListener;
import io.aerostat.router.dealer.callee.RegistrationListener;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.peer.Peer;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Announces what changes in a realm. Each event becomes a task of the service session's loop, so that all of them are published in the order in
 * which the changes were made, and none before the answer to the request that made it. Any thread.
 */
public final class MetaEvents {
    private final EventExecutor loop;
    private final Predicate<String> isWanted;
    private final MetaPublisher publisher;

    /**
     * @param loop of the session that publishes
     * @param isWanted whether anybody subscribes the topic; asked on the loop
     */
    public MetaEvents(EventExecutor loop, Predicate<String> isWanted, MetaPublisher publisher) {
        this.loop = loop;
        this.isWanted = isWanted;
        this.publisher = publisher;
    }

    /** Announces changes to subscriptions (SBM-1). */
    public SubscriptionListener subscriptions() {
        return new SubscriptionMetaEvents(this);
    }

    /** Announces changes to registrations (RM-1, RM-2). */
    public RegistrationListener registrations() {
        return new RegistrationMetaEvents(this);
    }

    /**
     * To be called when the session's WELCOME has been queued (SM-3, SM-5). The session itself never hears of it, however soon it subscribes: it
     * knows, and whether it came in time would be chance (META-6).
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

    /** To be called when the session's subscriptions and registrations are gone (SM-4, A-36). */
    public void left(Peer session, LeaveReason reason) {
        if (!session.principal().isTrusted() && reason.isAnnounced()) {
            publish(
                    "wamp.session.on_leave",
                    () -> List.of(
                            session.id(),
                            session.principal().authid(),
                            session.principal().authrole()));
        }
    }

    /**
     * A session does not read what is queued for it, or reads again (P4).
     *
     * @param missedEvents how many events it has not got for that reason, since it joined
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
     * Receivers of an acknowledged publication have not got it: only its publisher is told (P4).
     *
     * @param receivers how many, of those that one event loop serves
     */
    public void publicationDropped(Peer publisher, long publication, int receivers) {
        publish(
                "wamp.publication.on_dropped",
                () -> List.of(publication, (long) receivers),
                0,
                new Audience(null, null, null, Set.of(publisher.id()), null, null));
    }

    void publish(String topic, Supplier<List<@Nullable Object>> arguments) {
        publish(topic, arguments, 0, Audience.EVERYONE);
    }

    private void publish(String topic, Supplier<List<@Nullable Object>> arguments, long without, Audience audience) {
        try {
            // Always a task of its own, even on that very loop: what is under way there has to be finished first.
            loop.execute(() -> {
                if (isWanted.test(topic)) {
                    publisher.publish(topic, new PayloadValues(arguments.get(), Map.of()), without, audience);
                }
            });
        } catch (RejectedExecutionException e) {
            // The router is ending: nobody is left to hear of it.
            return;
        }
    }
}
