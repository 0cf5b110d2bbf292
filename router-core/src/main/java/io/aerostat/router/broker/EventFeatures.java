package io.aerostat.router.broker;

import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;

/** Which of the details that need an announcement an EVENT has, or a subscriber may see (PID-4, PTL-1, A-57). */
record EventFeatures(int bits) {
    /** How many different sets there are. */
    static final int COMBINATIONS = 4;

    private static final int PUBLISHER = 1;
    private static final int TRUSTLEVEL = 2;
    private static final EventFeatures[] ALL = {
        new EventFeatures(0), new EventFeatures(1), new EventFeatures(2), new EventFeatures(3)
    };

    static final EventFeatures NONE = ALL[0];

    static EventFeatures of(boolean publisher, boolean trustlevel) {
        return ALL[(publisher ? PUBLISHER : 0) | (trustlevel ? TRUSTLEVEL : 0)];
    }

    /** What a subscriber announced. */
    static EventFeatures announcedBy(Roles roles) {
        return of(
                roles.announces(Role.SUBSCRIBER, Feature.PUBLISHER_IDENTIFICATION),
                roles.announces(Role.SUBSCRIBER, Feature.PUBLICATION_TRUSTLEVELS));
    }

    EventFeatures and(EventFeatures other) {
        return ALL[bits & other.bits];
    }

    boolean isNone() {
        return bits == 0;
    }

    boolean hasPublisher() {
        return (bits & PUBLISHER) != 0;
    }

    boolean hasTrustlevel() {
        return (bits & TRUSTLEVEL) != 0;
    }
}
