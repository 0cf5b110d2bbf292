package io.aerostat.router.meta;

import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.option.EventDetails;

/**
 * The details of past events that a session may see: those that it would have got in the EVENT (PID-4).
 *
 * @param publisher whether the session sees the publisher
 * @param trustlevel whether the session sees trust levels
 */
record ShownDetails(boolean publisher, boolean trustlevel) {
    static ShownDetails to(Roles roles) {
        return new ShownDetails(
                roles.announces(Role.SUBSCRIBER, Feature.PUBLISHER_IDENTIFICATION),
                roles.announces(Role.SUBSCRIBER, Feature.PUBLICATION_TRUSTLEVELS));
    }

    EventDetails of(EventDetails details) {
        return new EventDetails(
                details.topic(),
                publisher ? details.publisher() : 0,
                publisher ? details.publisherAuthid() : null,
                publisher ? details.publisherAuthrole() : null,
                trustlevel ? details.trustlevel() : -1,
                false,
                false,
                details.passthru());
    }
}
