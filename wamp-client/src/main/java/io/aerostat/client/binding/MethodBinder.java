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
public final class MethodBinder {
    private MethodBinder() {}

    /** Sends all requests at once. The future waits for all answers and fails with the first refusal. */
    public static WampFuture<Bindings> bind(Session session, AnnotatedMethods methods) {
        List<WampFuture<Registration>> registering = methods.procedures().stream()
                .map(procedure -> session.register(procedure.offer(), procedure.handler()))
                .toList();
        List<WampFuture<Subscription>> subscribing = methods.topics().stream()
                .map(topic -> session.subscribe(topic.filter(), topic.handler()))
                .toList();
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
}
