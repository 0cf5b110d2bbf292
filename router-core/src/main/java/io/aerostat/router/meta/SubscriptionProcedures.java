package io.aerostat.router.meta;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.broker.Broker;
import io.aerostat.router.broker.BrokerSession;
import io.aerostat.router.broker.subscription.SubscriptionDetails;
import io.aerostat.router.broker.subscription.SubscriptionDirectory;
import io.aerostat.router.service.ServiceCaller;
import io.aerostat.router.service.ServiceException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The procedures {@code wamp.subscription.…} except {@code get_events} (SBM-1, SBM-2). */
final class SubscriptionProcedures implements ProcedureGroup {
    private static final List<String> URIS = List.of(
            "wamp.subscription.list",
            "wamp.subscription.lookup",
            "wamp.subscription.match",
            "wamp.subscription.get",
            "wamp.subscription.list_subscribers",
            "wamp.subscription.count_subscribers",
            "wamp.subscription.remove_subscriber",
            "wamp.subscription.purge_retained");

    private final Broker broker;
    private final SubscriptionDirectory directory;

    SubscriptionProcedures(Broker broker) {
        this.broker = broker;
        this.directory = broker.directory();
    }

    @Override
    public List<String> uris() {
        return URIS;
    }

    @Override
    public CompletionStage<PayloadValues> call(String uri, ServiceCaller caller, PayloadValues values) {
        return switch (uri) {
            case "wamp.subscription.list" -> list(caller, values);
            case "wamp.subscription.lookup" -> lookup(caller, values);
            case "wamp.subscription.match" -> match(caller, values);
            case "wamp.subscription.get" -> get(caller, values);
            case "wamp.subscription.list_subscribers" -> listSubscribers(caller, values);
            case "wamp.subscription.count_subscribers" -> countSubscribers(caller, values);
            case "wamp.subscription.remove_subscriber" -> removeSubscriber(caller, values);
            case "wamp.subscription.purge_retained" -> purgeRetained(caller, values);
            default -> throw new IllegalArgumentException(uri);
        };
    }

    private CompletionStage<PayloadValues> list(ServiceCaller caller, PayloadValues values) {
        long session = new Arguments(values).optionalId(0, "session_id");
        if (session == 0) {
            return CompletableFuture.completedFuture(byPolicy(directory.all()));
        }
        BrokerSession holder = broker.session(session).orElse(null);
        if (holder == null) {
            return CompletableFuture.completedFuture(byPolicy(List.of()));
        }
        return OnLoop.of(holder.peer(), holder::subscriptionIds).thenApply(ids -> {
            Set<Long> held = Set.copyOf(ids);
            return byPolicy(directory.all().stream()
                    .filter(one -> held.contains(one.id()))
                    .toList());
        });
    }

    private static PayloadValues byPolicy(List<SubscriptionDetails> subscriptions) {
        return Results.byPolicy(subscriptions, SubscriptionDetails::match, SubscriptionDetails::id);
    }

    private CompletionStage<PayloadValues> lookup(ServiceCaller caller, PayloadValues values) {
        Arguments arguments = new Arguments(values);
        return Results.of(directory
                .lookup(arguments.text(0, "topic"), arguments.match(1))
                .map(SubscriptionDetails::id)
                .orElse(null));
    }

    private CompletionStage<PayloadValues> match(ServiceCaller caller, PayloadValues values) {
        List<Long> ids = directory.match(new Arguments(values).text(0, "topic")).stream()
                .map(SubscriptionDetails::id)
                .toList();
        return Results.of(ids.isEmpty() ? null : ids);
    }

    private CompletionStage<PayloadValues> get(ServiceCaller caller, PayloadValues values) {
        return Results.of(EntryDictionary.of(find(values)));
    }

    private CompletionStage<PayloadValues> listSubscribers(ServiceCaller caller, PayloadValues values) {
        return directory.subscribers(find(values).id()).thenApply(Results::values);
    }

    private CompletionStage<PayloadValues> countSubscribers(ServiceCaller caller, PayloadValues values) {
        return Results.of((long) directory.countSubscribers(find(values).id()));
    }

    /** Removes a subscriber from a subscription (SRV-4). */
    private CompletionStage<PayloadValues> removeSubscriber(ServiceCaller caller, PayloadValues values) {
        Arguments arguments = new Arguments(values);
        long subscription = find(values).id();
        long session = arguments.id(1, "session");
        String reason = arguments.optionalReason(2);
        BrokerSession holder = broker.session(session).orElseThrow(() -> noSuchSubscriber(subscription, session));
        return OnLoop.of(holder.peer(), () -> holder.revoke(subscription, reason))
                .thenApply(revoked -> {
                    if (!revoked) {
                        throw noSuchSubscriber(subscription, session);
                    }
                    return PayloadValues.EMPTY;
                });
    }

    /** Removes retained events (RET-6). This is an extension: the specification has no way to remove them. */
    private CompletionStage<PayloadValues> purgeRetained(ServiceCaller caller, PayloadValues values) {
        Arguments arguments = new Arguments(values);
        return broker.retained()
                .purge(arguments.text(0, "topic"), arguments.match(1))
                .thenCompose(topics -> Results.of((long) topics));
    }

    private SubscriptionDetails find(PayloadValues values) {
        long id = new Arguments(values).id(0, "subscription");
        return directory
                .find(id)
                .orElseThrow(() -> new ServiceException(
                        ErrorUris.NO_SUCH_SUBSCRIPTION, "no subscription with ID " + id + " exists on this broker"));
    }

    private static ServiceException noSuchSubscriber(long subscription, long session) {
        return new ServiceException(
                ErrorUris.NO_SUCH_SESSION,
                "session " + session + " is not a subscriber of subscription " + subscription);
    }
}
