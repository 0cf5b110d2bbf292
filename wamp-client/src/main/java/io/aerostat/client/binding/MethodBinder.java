package io.aerostat.client.binding;

import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.rpc.Registration;
import io.aerostat.client.session.Session;
import io.aerostat.client.session.Session.Bindings;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Registers and subscribes annotated methods with a session of any kind. Any thread. */
final class MethodBinder {
    private MethodBinder() {}

    /** Sends all requests at once. The future waits for all answers and fails with the first refusal. */
    static WampFuture<Bindings> bind(Session session, AnnotatedMethods methods) {
        return bound(registering(session, methods), subscribing(session, methods));
    }

    private static WampFuture<Bindings> bound(
            List<WampFuture<Registration>> registering, List<WampFuture<Subscription>> subscribing) {
        WampFuture<Bindings> bound = new WampFuture<>();
        CompletableFuture.allOf(Stream.concat(registering.stream(), subscribing.stream())
                        .toArray(CompletableFuture<?>[]::new))
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        bound.complete(new Bindings(
                                registering.stream().map(WampFuture::join).toList(),
                                subscribing.stream().map(WampFuture::join).toList()));
                    } else {
                        bound.completeExceptionally(failure.getCause() == null ? failure : failure.getCause());
                    }
                });
        return bound;
    }

    /** Does the same as {@link #bind}, but if the router refuses a request, undoes the requests that have succeeded. */
    static WampFuture<Bindings> bindAll(Session session, AnnotatedMethods methods) {
        List<WampFuture<Registration>> registering = registering(session, methods);
        List<WampFuture<Subscription>> subscribing = subscribing(session, methods);
        WampFuture<Bindings> bound = new WampFuture<>();
        bound(registering, subscribing).whenComplete((bindings, failure) -> {
            if (failure == null) {
                bound.complete(bindings);
                return;
            }
            Stream<CompletableFuture<?>> undoing = Stream.concat(
                    registering.stream()
                            .filter(MethodBinder::hasSucceeded)
                            .map(done -> done.join().unregister()),
                    subscribing.stream()
                            .filter(MethodBinder::hasSucceeded)
                            .map(done -> done.join().unsubscribe()));
            CompletableFuture.allOf(undoing.toArray(CompletableFuture<?>[]::new))
                    .whenComplete((undone, other) -> bound.completeExceptionally(failure));
        });
        return bound;
    }

    private static boolean hasSucceeded(CompletableFuture<?> future) {
        return !future.isCompletedExceptionally();
    }

    private static List<WampFuture<Registration>> registering(Session session, AnnotatedMethods methods) {
        return methods.procedures().stream()
                .map(procedure -> session.register(procedure.offer(), procedure.handler()))
                .toList();
    }

    private static List<WampFuture<Subscription>> subscribing(Session session, AnnotatedMethods methods) {
        return methods.topics().stream()
                .map(topic -> session.subscribe(topic.filter(), topic.handler()))
                .toList();
    }
}
