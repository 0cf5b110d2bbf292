package io.aerostat.client.contract;

import io.aerostat.client.contract.ContractMethod.OfEvent;
import io.aerostat.client.contract.ResultType.Form;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.session.Session;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Publishes an event. The router acknowledges the publication if the method returns its id. Any thread. */
final class PublishAction implements ContractProxy.Action {
    private final OfEvent event;
    private final Sending sending;
    private final Session session;
    private final Duration deadline;

    PublishAction(OfEvent event, Session session, Duration deadline) {
        this.event = event;
        this.sending = Sending.of(event.method());
        this.session = session;
        this.deadline = deadline;
    }

    @Override
    public @Nullable Object run(@Nullable Object[] values) {
        Publication publication =
                Publication.of(event.uri()).args(sending.args(values)).kwargs(sending.kwargs(values));
        WampFuture<?> published =
                event.result().isNothing() ? session.publish(publication) : session.publishAcknowledged(publication);
        return event.result().form() == Form.FUTURE ? published : published.await(deadline);
    }
}
