package io.aerostat.router.broker.publication;

import io.aerostat.protocol.option.Audience;
import java.time.Instant;

/** A publication that is retained for later subscribers, with the time of its publication on the steady clock. */
public record RetainedEvent(Publication publication, Instant since) {
    int bytes() {
        return publication.payload().size();
    }

    /** Checks whether the event precedes another one in the order that all nodes share. */
    boolean isOlderThan(RetainedEvent other) {
        return publication.retainedAt() != other.publication.retainedAt()
                ? publication.retainedAt() < other.publication.retainedAt()
                : publication.id() < other.publication.id();
    }

    /** Checks whether every session may get the event, except perhaps its publisher. */
    boolean isGeneral() {
        return publication.audience() == Audience.EVERYONE;
    }
}
