package io.aerostat.router.broker.publication;

import io.aerostat.protocol.option.Audience;
import java.time.Instant;

/** A publication that is retained for later subscribers, with the steady time at which it was made. */
public record RetainedEvent(Publication publication, Instant since) {
    int bytes() {
        return publication.payload().size();
    }

    /** Checks whether every session may see the event; only its publisher may be left out. */
    boolean isGeneral() {
        return publication.audience() == Audience.EVERYONE;
    }
}
