package io.aerostat.router.broker;

import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.router.authorization.Permit;

/**
 * A publication that is made when a session ends (TES-1). The publication was authorized when the testament was added
 * (TES-5).
 */
public record Testament(String topic, PublishOptions options, Payload payload, Permit permit) {
    public Testament {
        // TES-4: the session has ended, so it cannot receive the acknowledgement.
        options = new PublishOptions(
                false,
                options.excludeMe(),
                options.audience(),
                options.discloseMe(),
                options.retain(),
                options.rkey(),
                options.passthru(),
                options.removesRetained());
    }
}
