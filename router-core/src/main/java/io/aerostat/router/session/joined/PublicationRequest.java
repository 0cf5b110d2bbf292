package io.aerostat.router.session.joined;

import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.option.OptionKey;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.contract.PayloadSchema;
import io.aerostat.router.contract.PermittedPayloads;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request to publish an event, now or at the end of the session. */
sealed interface PublicationRequest extends GatedRequest permits PublishRequest, TestamentRequest {
    Publish publish();

    @Override
    default int type() {
        return Publish.CODE;
    }

    @Override
    default long id() {
        return publish().request();
    }

    @Override
    default Action action() {
        return Action.PUBLISH;
    }

    @Override
    default String uri() {
        return publish().topic();
    }

    @Override
    default MatchPolicy match() {
        return MatchPolicy.EXACT;
    }

    /**
     * Returns the options as an authorizer sees them. A removal of retained events appears as the retained publication
     * that the client sent, because on the wire, a removal has no key of its own.
     */
    @Override
    default Map<String, @Nullable Object> options() {
        Map<String, @Nullable Object> options = publish().options().toMap();
        if (!publish().options().removesRetained()) {
            return options;
        }
        Map<String, @Nullable Object> retained = new LinkedHashMap<>(options);
        retained.put(OptionKey.RETAIN.key(), true);
        return retained;
    }

    @Override
    default boolean isApplicationsOnly() {
        return true;
    }

    @Override
    default @Nullable PayloadSchema schema(Contracts contracts, PermittedPayloads permitted) {
        return permitted.ofEvent(publish().topic(), contracts);
    }

    @Override
    default Payload payload() {
        return publish().payload();
    }

    @Override
    default Passthru passthru() {
        return publish().options().passthru();
    }
}
