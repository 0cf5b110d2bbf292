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
 * An authorized publication: what is published, by whom, and for whom. Immutable; any thread.
 *
 * @param id the same for all receivers (PS-6)
 * @param publisher its session
 * @param discloses whether subscribers that announced it may know the publisher (PID-1, PID-3)
 * @param excludesPublisher whether the publisher's own session is left out, however it is listed (PEX-1, BWL-4, A-1)
 * @param trustlevel to be announced, or -1
 * @param resourceKey the {@code rkey}, which chooses one shard (SSB-1)
 * @param retainedSequence its number among the retained events, or 0 if it is not retained
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
        long retainedSequence) {

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
                0);
    }

    Publication retainedAs(long sequence) {
        return new Publication(
                id,
                topic,
                payload,
                passthru,
                publisher,
                principal,
                discloses,
                excludesPublisher,
                trustlevel,
                audience,
                resourceKey,
                sequence);
    }

    public boolean isRetained() {
        return retainedSequence != 0;
    }

    /** What only some subscribers may see. */
    public EventFeatures features() {
        return EventFeatures.of(discloses, trustlevel >= 0, payload.isBare());
    }

    /** Whether the black and white lists and the exclusion of the publisher leave this session in (BWL-2). */
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
        return new SharedMessage(new Event(subscription, id, details, readable));
    }

    /** As history remembers it. */
    public StoredEvent recorded(boolean withTopic, Instant timestamp) {
        return new StoredEvent(timestamp, id, topic, details(withTopic, features(), false), audience, payload);
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
