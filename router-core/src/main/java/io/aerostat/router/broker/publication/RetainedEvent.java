package io.aerostat.router.broker.publication;

import io.aerostat.protocol.option.Audience;
import java.time.Instant;

/** A publication that is kept for later subscribers, since when. */
public record RetainedEvent(Publication publication, Instant since) {
    int bytes() {
        return publication.payload().size();
    }

    /** Whether everybody may see it; only its own publisher may be left out. */
    boolean isGeneral() {
        return publication.audience() == Audience.EVERYONE;
    }
}
