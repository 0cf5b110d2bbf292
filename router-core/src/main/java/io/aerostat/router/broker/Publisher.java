package io.aerostat.router.broker;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.trace.TraceContext;
import io.aerostat.protocol.trace.TraceSpan;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.broker.publication.Publication;
import io.aerostat.router.broker.publication.Retention;
import io.aerostat.router.broker.subscription.BrokerLoop;
import io.aerostat.router.broker.subscription.InterestedNode;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.link.RefusalLog;
import io.aerostat.router.link.Sent;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.peer.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The publisher's part of a session: submits the session's events to the loops of the subscribers. Confined to the
 * session's loop, except where noted.
 */
final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private final Broker broker;
    private final Peer peer;
    private final BrokerLoop loop;
    private final Undelivered undelivered;
    private @Nullable UnkeptPublications unkept; // null before the first publication that is not kept at once
    private boolean pausesForNode;

    Publisher(Broker broker, Peer peer, BrokerLoop loop) {
        this.broker = broker;
        this.peer = peer;
        this.loop = loop;
        this.undelivered = new Undelivered(peer, broker.limits().undeliveredPerPublisher());
    }

    BrokerLoop loop() {
        return loop;
    }

    /** Returns the lock under which events are added to histories and submitted. Any thread. */
    Object recording() {
        return broker.recording();
    }

    Instant now() {
        return broker.now();
    }

    /** Publishes an event; answers with PUBLISHED or ERROR if the client asked for an acknowledgement (PS-4, PS-5). */
    void publish(Publish message, Permit permit) {
        if (message.options().passthru().isUsed()
                && !peer.roles().announces(Role.PUBLISHER, Feature.PAYLOAD_PASSTHRU_MODE)) {
            peer.violate("PUBLISH.Options.ppt_scheme: found one from a publisher that did not announce "
                    + Feature.PAYLOAD_PASSTHRU_MODE.key()); // PV-10
            return;
        }
        boolean answer = message.options().acknowledge();
        if (broker.refusesDisclosure(message.options(), permit)) {
            if (answer) {
                peer.send(new Refusal(
                                ErrorUris.DISCLOSE_ME_DISALLOWED,
                                "disclose_me: found true (expected false: publishers are not disclosed here)")
                        .toMessage(Publish.CODE, message.request()));
            }
            return;
        }
        if (!dispatch(message, permit, peer.id(), answer) && answer) {
            peer.send(broker.retained().reachedLimit().toMessage(Publish.CODE, message.request()));
        }
    }

    /**
     * Publishes without an answer.
     *
     * @param cause the session that {@code exclude_me} excludes, or 0
     */
    void publishInPlaceOf(long cause, Publish message, Permit permit) {
        dispatch(message, permit, cause, false);
    }

    /**
     * Publishes an event.
     *
     * @return false if the publisher asked to retain the event but a limit prevents that; the event is then not
     *     published at all
     */
    private boolean dispatch(Publish message, Permit permit, long publisher, boolean answer) {
        TraceSpan span =
                peer.tally().begin(message.topic(), message.options().passthru().trace());
        boolean isPublished = dispatch(message, permit, publisher, answer, span.context());
        span.end(isPublished ? null : ErrorUris.LIMIT_EXCEEDED);
        return isPublished;
    }

    /** @param context the context of the router's span, which the events get; null if there is none */
    private boolean dispatch(
            Publish received, Permit permit, long publisher, boolean answer, @Nullable TraceContext context) {
        Publish message = context == null
                ? received
                : new Publish(
                        received.request(), received.options().with(context), received.topic(), received.payload());
        Publication publication = Publication.of(
                loop.nextPublicationId(),
                message,
                publisher,
                peer.principal(),
                permit,
                broker.discloses(message.options(), permit));
        CompletionStage<Void> retained = EventLog.DONE;
        if (publication.removesRetained()) {
            Retention removal = broker.retained().remove(publication);
            publication = removal.publication();
            retained = removal.kept();
        } else if (message.options().retain()) {
            Retention retention = broker.retained().retain(publication, loop.executor());
            if (retention == null) {
                broker.counters().countRefusedPublication();
                return false;
            }
            publication = retention.publication();
            retained = retention.kept();
        }
        broker.counters().countPublication();
        peer.tally().countPublication();
        Fanout fanout = new Fanout(publication, this, message.options().acknowledge());
        fanout.await(retained);
        if (publication.isRetained() || publication.removesRetained()) {
            fanout.sendToAllNodes(); // every node keeps retained events for its own subscribers
        }
        broker.subscriptions().forEachMatch(message.topic(), fanout);
        fanout.record();
        CompletionStage<Void> kept = fanout.kept();
        if (kept != null) {
            unkept().await(kept, message.request(), publication.id(), answer);
        } else if (answer) {
            // PUBLISHED precedes the publisher's own EVENT, because clients look up the publication by the id in
            // PUBLISHED.
            peer.send(new Published(message.request(), publication.id()));
        }
        fanout.submit();
        return true;
    }

    private UnkeptPublications unkept() {
        UnkeptPublications present = unkept;
        if (present == null) {
            present = new UnkeptPublications(peer, broker.counters());
            unkept = present;
        }
        return present;
    }

    /** Delivers a publication of another node to the sessions of this node, even if this node cannot retain it. */
    void deliverForwarded(Publication publication, boolean retain, boolean acknowledged, @Nullable Instant recordedAt) {
        Retention retention = publication.removesRetained()
                ? broker.retained().remove(publication)
                : retain ? broker.retained().retain(publication, loop.executor()) : null;
        Publication delivered = retention == null ? publication : retention.publication();
        Fanout fanout = new Fanout(delivered, this, acknowledged, true, recordedAt);
        if (retention != null) {
            fanout.await(retention.kept());
        }
        broker.subscriptions().forEachMatch(publication.topic(), fanout);
        fanout.record();
        CompletionStage<Void> kept = fanout.kept();
        if (kept != null) {
            UnkeptPublications.watch(kept, publication.id());
        }
        fanout.submit();
    }

    List<InterestedNode> otherNodes() {
        return broker.interests().nodes();
    }

    /**
     * Counts a publication that is too large for a node, and informs the publisher if it asked for an acknowledgement
     * (P4).
     */
    void dropFor(InterestedNode node, Publication publication, boolean acknowledged) {
        RefusalLog.warning(LOG)
                .log(
                        "a publication to {} is too large for node {}: {} bytes",
                        publication.topic(),
                        node,
                        publication.payload().size());
        broker.counters().dropped(Sent.TOO_LARGE);
        if (acknowledged) {
            announceDrops(publication, 1);
        }
    }

    /** Pauses reading from the publisher while a node is congested. */
    void pauseFor(InterestedNode node) {
        if (!pausesForNode) {
            pausesForNode = true;
            peer.holdReading();
            node.whenRelieved(this::continueAfterNode);
        }
    }

    private void continueAfterNode() {
        try {
            peer.run(() -> {
                pausesForNode = false;
                peer.releaseReading();
            });
        } catch (RejectedExecutionException e) {
            // The publisher's loop has ended, and the publisher with it.
            return;
        }
    }

    /** Informs the publisher that receivers did not get an acknowledged publication. Any thread. */
    void announceDrops(Publication publication, int receivers) {
        try {
            peer.run(() -> broker.dropListener().dropped(publication.publisher(), publication.id(), receivers));
        } catch (RejectedExecutionException e) {
            // The publisher's loop has ended, and the publisher with it.
            return;
        }
    }

    /** Adds to the number of receivers that wait for an event of this publisher. Called on the publisher's loop. */
    void addUndelivered(int receivers) {
        undelivered.add(receivers);
    }

    /** Subtracts receivers that no longer wait: the event was delivered, dropped or abandoned. Any thread. */
    void removeUndelivered(int receivers) {
        undelivered.remove(receivers);
    }
}
