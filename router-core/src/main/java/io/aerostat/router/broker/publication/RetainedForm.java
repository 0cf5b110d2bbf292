package io.aerostat.router.broker.publication;

import io.aerostat.protocol.option.EventDetails;
import io.aerostat.router.history.RetainedRecord;
import io.aerostat.router.history.StoredEvent;
import io.aerostat.router.session.Principal;
import java.time.Instant;
import java.util.Map;

/** Turns retained events into the records of a store, and back. Any thread. */
final class RetainedForm {
    /**
     * The number of a retained event that was read from a store. A subscriber cannot also get an event with this number
     * as a live event.
     */
    private static final long FROM_STORE = 1;

    private final String realm;

    RetainedForm(String realm) {
        this.realm = realm;
    }

    RetainedRecord record(Publication publication, Instant timestamp) {
        StoredEvent event = new StoredEvent(
                timestamp,
                publication.id(),
                publication.topic(),
                publication.details(false, publication.features(), false).with(null),
                publication.audience(),
                publication.payload());
        return new RetainedRecord(
                event,
                publication.publisher(),
                publication.principal().authid(),
                publication.principal().authrole(),
                publication.excludesPublisher(),
                publication.resourceKey(),
                publication.retainedAt());
    }

    /** Returns the event of a record. In the event, the time of publication is a time of the machine's clock. */
    RetainedEvent event(RetainedRecord record) {
        StoredEvent event = record.event();
        EventDetails details = event.details();
        Publication publication = new Publication(
                event.publication(),
                event.topic(),
                event.payload(),
                details.passthru(),
                record.publisher(),
                new Principal(realm, record.authid(), record.authrole(), "", "", Map.of()),
                details.publisher() != 0,
                record.excludesPublisher(),
                (int) details.trustlevel(),
                event.audience(),
                record.resourceKey(),
                FROM_STORE,
                record.place(),
                false);
        return new RetainedEvent(publication, event.timestamp());
    }
}
