package io.aerostat.router.broker.publication;

import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import java.util.stream.IntStream;

/**
 * The parts of an EVENT that a subscriber gets only if it announced the feature: publisher, trust level, and bare
 * payload, which is one binary value in place of the arguments (PID-4, PTL-1, A-57, PPT-13).
 */
public record EventFeatures(int bits) {
    /** The number of different sets of features. */
    public static final int COMBINATIONS = 8;

    private static final int PUBLISHER = 1;
    private static final int TRUSTLEVEL = 2;
    private static final int BARE_PAYLOAD = 4;
    private static final EventFeatures[] ALL =
            IntStream.range(0, COMBINATIONS).mapToObj(EventFeatures::new).toArray(EventFeatures[]::new);

    public static final EventFeatures NONE = ALL[0];

    public static EventFeatures of(boolean publisher, boolean trustlevel, boolean barePayload) {
        return ALL[(publisher ? PUBLISHER : 0) | (trustlevel ? TRUSTLEVEL : 0) | (barePayload ? BARE_PAYLOAD : 0)];
    }

    /** Returns the features that a subscriber announced. */
    public static EventFeatures announcedBy(Roles roles) {
        return of(
                roles.announces(Role.SUBSCRIBER, Feature.PUBLISHER_IDENTIFICATION),
                roles.announces(Role.SUBSCRIBER, Feature.PUBLICATION_TRUSTLEVELS),
                roles.announces(Role.SUBSCRIBER, Feature.PAYLOAD_TRANSPARENCY));
    }

    public EventFeatures and(EventFeatures other) {
        return ALL[bits & other.bits];
    }

    public boolean isNone() {
        return bits == 0;
    }

    public boolean hasPublisher() {
        return (bits & PUBLISHER) != 0;
    }

    public boolean hasTrustlevel() {
        return (bits & TRUSTLEVEL) != 0;
    }

    public boolean hasBarePayload() {
        return (bits & BARE_PAYLOAD) != 0;
    }
}
