package io.aerostat.client.session.exchange;

import io.aerostat.client.execution.WampFuture;
import io.aerostat.protocol.option.CancelMode;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The requests that calls, registrations and subscriptions send through their session. Any thread. */
public interface SessionRequests {
    /** Sends CANCEL if the call has not ended. */
    void cancel(ActiveCall call, CancelMode mode);

    /** Sends further arguments of a progressive call; the stage completes when the network has taken them. */
    CompletionStage<Void> sendMore(ActiveCall call, List<@Nullable Object> args, boolean last);

    /** Ends a registration; completes at once if the registration has already ended. */
    WampFuture<Void> unregister(ActiveRegistration registration);

    /** Removes a handler, and ends the subscription if it was the last handler. */
    WampFuture<Void> unsubscribe(ActiveSubscription subscription);
}
