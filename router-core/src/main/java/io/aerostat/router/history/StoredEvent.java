package io.aerostat.router.history;

import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.payload.Payload;
import java.time.Instant;

/**
 * An event as the log of one subscription keeps it.
 *
 * @param details the details of the EVENT, including everything that any receiver may see
 * @param audience the sessions that may read the event, by authid and authrole; never by session id (HIS-4)
 */
public record StoredEvent(
        Instant timestamp, long publication, String topic, EventDetails details, Audience audience, Payload payload) {}
