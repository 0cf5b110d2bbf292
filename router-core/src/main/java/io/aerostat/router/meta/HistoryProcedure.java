package io.aerostat.router.meta;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.broker.Broker;
import io.aerostat.router.broker.BrokerSession;
import io.aerostat.router.broker.subscription.SubscriptionDetails;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.EventQuery;
import io.aerostat.router.history.HistoryFormat;
import io.aerostat.router.history.StoredEvent;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.service.ServiceCaller;
import io.aerostat.router.service.ServiceException;
import io.aerostat.router.service.ServiceProcedure;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The procedure {@code wamp.subscription.get_events} (HIS-1 to HIS-9). */
final class HistoryProcedure {
    private static final Set<String> FILTERS = Set.of(
            "reverse",
            "from_time",
            "after_time",
            "before_time",
            "until_time",
            "topic",
            "from_publication",
            "after_publication",
            "before_publication",
            "until_publication");

    private final Broker broker;
    private final Permissions permissions;
    private final HistoryForm specified = new SpecifiedHistory();
    private final HistoryForm unfiltered;

    HistoryProcedure(String realm, Broker broker, Permissions permissions, HistoryFormat format) {
        this.broker = broker;
        this.permissions = permissions;
        this.unfiltered = format == HistoryFormat.CROSSBAR ? new CrossbarHistory(realm) : specified;
    }

    void addTo(Map<String, ServiceProcedure> procedures) {
        procedures.put(SharedHistory.PROCEDURE, this::events);
    }

    /** Adds the procedure that answers queries of other nodes, which have already checked what the session may see. */
    void addForNodesTo(Map<String, ServiceProcedure> procedures) {
        procedures.put(SharedHistory.OF_NODE, this::eventsForNode);
    }

    private CompletionStage<PayloadValues> events(ServiceCaller caller, PayloadValues values) {
        Arguments arguments = new Arguments(values);
        long id = arguments.id(0, "subscription");
        HistoryForm form = form(values);
        EventQuery query = form.query(arguments);
        SubscriptionDetails subscription = subscription(id);
        Peer asking = broker.session(caller.session())
                .map(BrokerSession::peer)
                .orElseThrow(() -> new ServiceException(ErrorUris.NO_SUCH_SESSION, "the caller has left"));
        // HIS-5: check the permission before any answer can reveal whether there is a history.
        return permissions
                .ask(asking, Action.SUBSCRIBE, subscription.uri(), subscription.match(), Map::of)
                .thenCompose(permit -> log(subscription).read(query, event -> isFor(asking, event)))
                .thenApply(page -> form.answer(subscription.id(), ShownDetails.to(asking.roles()), page));
    }

    private CompletionStage<PayloadValues> eventsForNode(ServiceCaller caller, PayloadValues question) {
        PayloadValues values = SharedHistory.questionOf(question);
        Arguments arguments = new Arguments(values);
        HistoryForm form = form(values);
        EventQuery query = form.query(arguments);
        SubscriptionDetails subscription = subscription(arguments.id(0, "subscription"));
        return log(subscription)
                .read(query, event -> event.audience().admits(caller.session(), caller.authid(), caller.authrole()))
                .thenApply(page -> form.answer(subscription.id(), SharedHistory.shownOf(question), page));
    }

    private HistoryForm form(PayloadValues values) {
        return isFiltered(values) ? specified : unfiltered;
    }

    private SubscriptionDetails subscription(long id) {
        return broker.directory()
                .findRemembered(id)
                .orElseThrow(() -> new ServiceException(
                        ErrorUris.NO_SUCH_SUBSCRIPTION, "no subscription with ID " + id + " exists on this broker"));
    }

    /** Checks whether the call uses filters of the specification. Crossbar.io has only {@code limit}. */
    private static boolean isFiltered(PayloadValues values) {
        return values.kwargs().keySet().stream().anyMatch(FILTERS::contains);
    }

    private EventLog log(SubscriptionDetails subscription) {
        return broker.directory()
                .history(subscription.id())
                .orElseThrow(() -> new ServiceException(
                        ErrorUris.HISTORY_UNAVAILABLE,
                        "the events of subscription " + subscription.id() + " are not kept")); // HIS-6
    }

    /** Checks whether a session is in the audience of an event (HIS-4). */
    private static boolean isFor(Peer asking, StoredEvent event) {
        return event.audience()
                .admits(
                        asking.id(),
                        asking.principal().authid(),
                        asking.principal().authrole());
    }
}
