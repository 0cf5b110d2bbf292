package io.aerostat.cluster.nats;

import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;

/**
 * The bounds of one stream, which the servers enforce.
 *
 * @param events the largest number of events
 */
record StreamLimits(int events, JetStreamStoreOptions options) {
    /** How long the servers remember publications, so that an event that is sent again is stored once. */
    private static final Duration REMEMBERED = Duration.ofMinutes(2);

    StreamConfiguration configuration(StreamName name) {
        Duration age = options.maxAge();
        return StreamConfiguration.builder()
                .name(name.stream())
                .description(name.description())
                .subjects(name.subject())
                .storageType(StorageType.File)
                .retentionPolicy(RetentionPolicy.Limits)
                .discardPolicy(DiscardPolicy.Old)
                .replicas(options.replicas())
                .maxMessages(events)
                .maxBytes(options.bytesPerLog())
                .maxAge(age)
                .duplicateWindow(age.isZero() || age.compareTo(REMEMBERED) > 0 ? REMEMBERED : age)
                .build();
    }

    /** Checks whether an existing stream has these limits. */
    boolean areThoseOf(StreamConfiguration present) {
        return present.getMaxMsgs() == events
                && present.getMaxBytes() == options.bytesPerLog()
                && present.getMaxAge().equals(options.maxAge())
                && present.getReplicas() == options.replicas();
    }
}
