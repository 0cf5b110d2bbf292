package io.aerostat.router.broker.publication;

import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.history.StoredEvent;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.session.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An authorized publication: topic, payload, publisher and audience. Immutable; any thread.
 *
 * @param id the publication id, the same for all receivers (PS-6)
 * @param publisher the id of the publishing session
 * @param discloses whether the publisher is disclosed to subscribers that announced the feature (PID-1, PID-3)
 * @param excludesPublisher whether the publisher's session is excluded, even if a white list names it (PEX-1, BWL-4,
 *
 * @param trustlevel the trust level for EVENT, or -1 for none
 * @param resourceKey the {@code rkey}, which chooses one shard (SSB-1)
 * @param retainedSequence the publication's number among the retained events of this node, or 0 if it is not retained
 * @param retainedAt the publication's place in the order of the retained events of all nodes, or 0 if it is not
 *     retained
 * @param removesRetained whether the publication removes the earlier retained events of its topic
 */
public record Publication(
        long id,
        String topic,
        Payload payload,
        Passthru passthru,
        long publisher,
        Principal principal,
        boolean discloses,
        boolean excludesPublisher,
        int trustlevel,
        Audience audience,
        @Nullable String resourceKey,
        long retainedSequence,
        long retainedAt,
        boolean removesRetained) {

    public static Publication of(
            long id, Publish publish, long publisher, Principal principal, Permit permit, boolean discloses) {
        return new Publication(
                id,
                publish.topic(),
                publish.payload(),
                publish.options().passthru(),
                publisher,
                principal,
                discloses,
                publish.options().excludeMe(),
                permit.trustlevel(),
                publish.options().audience(),
                publish.options().rkey(),
                0,
                0,
                publish.options().removesRetained());
    }

    Publication retainedAs(long sequence, long place) {
        return new Publication(
                id,
                topic,
                payload,
                passthru.with(null),
                publisher,
                principal,
                discloses,
                excludesPublisher,
                trustlevel,
                audience,
                resourceKey,
                sequence,
                place,
                removesRetained);
    }

    public boolean isRetained() {
        return retainedSequence != 0;
    }

    /** Returns those features of this publication that a subscriber must announce. */
    public EventFeatures features() {
        return EventFeatures.of(discloses, trustlevel >= 0, payload.isBare());
    }

    /**
     * Checks whether a session may get the event according to the black and white lists and the exclusion of the
     * publisher (BWL-2).
     */
    public boolean admits(Peer receiver) {
        if (excludesPublisher && receiver.id() == publisher) {
            return false;
        }
        return audience == Audience.EVERYONE
                || audience.admits(
                        receiver.id(),
                        receiver.principal().authid(),
                        receiver.principal().authrole());
    }

    /**
     * Returns the EVENT for a subscription, with the details that {@code shown} allows.
     *
     * @param withTopic whether the subscription is a pattern, so that subscribers need the topic (PBS-3)
     */
    public SharedMessage event(long subscription, boolean withTopic, EventFeatures shown, boolean isRetained) {
        EventDetails details = details(withTopic, shown, isRetained);
        Payload readable = Serializers.readable(payload, shown.hasBarePayload());
        return new SharedMessage(
                new Event(subscription, id, details, readable), !isRetained && (isRetained() || removesRetained));
    }

    /** Returns the event in the form that the history stores. */
    public StoredEvent recorded(boolean withTopic, Instant timestamp) {
        EventDetails kept = details(withTopic, features(), false).with(null);
        return new StoredEvent(timestamp, id, topic, kept, audience, payload);
    }

    EventDetails details(boolean withTopic, EventFeatures shown, boolean isRetained) {
        if (!withTopic && shown.isNone() && !isRetained && passthru == Passthru.NONE) {
            return EventDetails.NONE;
        }
        boolean withPublisher = shown.hasPublisher();
        return new EventDetails(
                withTopic ? topic : null, // PBS-3
                withPublisher ? publisher : 0,
                withPublisher ? principal.authid() : null,
                withPublisher ? principal.authrole() : null,
                shown.hasTrustlevel() ? trustlevel : -1,
                isRetained,
                false,
                passthru); // PPT-2
    }
}
