package io.aerostat.router.meta;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.broker.Broker;
import io.aerostat.router.broker.BrokerSession;
import io.aerostat.router.broker.SubscriptionDetails;
import io.aerostat.router.broker.history.EventLog;
import io.aerostat.router.broker.history.EventPage;
import io.aerostat.router.broker.history.EventQuery;
import io.aerostat.router.broker.history.StoredEvent;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.service.ServiceCaller;
import io.aerostat.router.service.ServiceException;
import io.aerostat.router.service.ServiceProcedure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code wamp.subscription.get_events}: what happened before one came (checklist §7.7). */
final class HistoryProcedure {
    private final Broker broker;
    private final Permissions permissions;

    HistoryProcedure(Broker broker, Permissions permissions) {
        this.broker = broker;
        this.permissions = permissions;
    }

    void addTo(Map<String, ServiceProcedure> procedures) {
        procedures.put("wamp.subscription.get_events", this::events);
    }

    private CompletionStage<PayloadValues> events(ServiceCaller caller, PayloadValues values) {
        Arguments arguments = new Arguments(values);
        long id = arguments.id(0, "subscription");
        EventQuery query = query(arguments);
        SubscriptionDetails subscription = broker.directory()
                .findRemembered(id)
                .orElseThrow(() -> new ServiceException(
                        ErrorUris.NO_SUCH_SUBSCRIPTION, "no subscription with ID " + id + " exists on this broker"));
        Peer asking = broker.session(caller.session())
                .map(BrokerSession::peer)
                .orElseThrow(() -> new ServiceException(ErrorUris.NO_SUCH_SESSION, "the caller has left"));
        // HIS-5; asked before it is told whether there is a history.
        return permissions
                .ask(asking, Action.SUBSCRIBE, subscription.uri(), subscription.match(), Map::of)
                .thenCompose(permit -> log(subscription).read(query, event -> isFor(asking, event)))
                .thenApply(page -> answer(subscription.id(), asking, page));
    }

    private EventLog log(SubscriptionDetails subscription) {
        return broker.directory()
                .history(subscription.id())
                .orElseThrow(() -> new ServiceException(
                        ErrorUris.HISTORY_UNAVAILABLE,
                        "the events of subscription " + subscription.id() + " are not remembered")); // HIS-6
    }

    private static EventQuery query(Arguments arguments) {
        return new EventQuery(
                arguments.flag(Arguments.NAMED, "reverse"),
                arguments.optionalCount(1, "limit"),
                arguments.optionalTime(Arguments.NAMED, "from_time"),
                arguments.optionalTime(Arguments.NAMED, "after_time"),
                arguments.optionalTime(Arguments.NAMED, "before_time"),
                arguments.optionalTime(Arguments.NAMED, "until_time"),
                arguments.optionalText(Arguments.NAMED, "topic"),
                arguments.optionalId(Arguments.NAMED, "from_publication"),
                arguments.optionalId(Arguments.NAMED, "after_publication"),
                arguments.optionalId(Arguments.NAMED, "before_publication"),
                arguments.optionalId(Arguments.NAMED, "until_publication"));
    }

    /** HIS-4 */
    private static boolean isFor(Peer asking, StoredEvent event) {
        return event.audience()
                .admits(
                        asking.id(),
                        asking.principal().authid(),
                        asking.principal().authrole());
    }

    /** HIS-2, A-40: the events are the arguments. */
    private static PayloadValues answer(long subscription, Peer asking, EventPage page) {
        List<@Nullable Object> events = new ArrayList<>(page.events().size());
        page.events().forEach(event -> events.add(dictionary(subscription, asking, event)));
        return new PayloadValues(events, Map.of("is_limit_reached", page.limitReached()));
    }

    private static Map<String, @Nullable Object> dictionary(long subscription, Peer asking, StoredEvent event) {
        // The values of any serialization can be read by each of them.
        PayloadValues payload = Serializers.of(Serialization.CBOR).values(event.payload());
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        dictionary.put("timestamp", event.timestamp().toString());
        dictionary.put("subscription", subscription);
        dictionary.put("publication", event.publication());
        dictionary.put("details", visible(event.details(), asking).toMap());
        if (!payload.args().isEmpty()) {
            dictionary.put("args", payload.args());
        }
        if (!payload.kwargs().isEmpty()) {
            dictionary.put("kwargs", payload.kwargs());
        }
        return dictionary;
    }

    /** Without what the session would not have been told with the event itself (PID-4). */
    private static EventDetails visible(EventDetails details, Peer asking) {
        boolean withPublisher = asking.roles().announces(Role.SUBSCRIBER, Feature.PUBLISHER_IDENTIFICATION);
        boolean withTrustlevel = asking.roles().announces(Role.SUBSCRIBER, Feature.PUBLICATION_TRUSTLEVELS);
        return new EventDetails(
                details.topic(),
                withPublisher ? details.publisher() : 0,
                withPublisher ? details.publisherAuthid() : null,
                withPublisher ? details.publisherAuthrole() : null,
                withTrustlevel ? details.trustlevel() : -1,
                false,
                false,
                details.passthru());
    }
}
