package io.aerostat.router.history;

import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.payload.Payload;
import java.time.Instant;

/**
 * An event as it is remembered for one subscription.
 *
 * @param details those of the EVENT, with all that any receiver may see
 * @param audience who may ask for it, by authid and authrole; never by session (HIS-4)
 */
public record StoredEvent(
        Instant timestamp, long publication, String topic, EventDetails details, Audience audience, Payload payload) {}
