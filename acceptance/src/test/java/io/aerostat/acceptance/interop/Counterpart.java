package io.aerostat.acceptance.interop;

import io.aerostat.client.Client;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.pubsub.Event;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.CallHandle;
import io.aerostat.client.rpc.CallResult;
import io.aerostat.client.rpc.CallStream;
import io.aerostat.client.rpc.Invocation;
import io.aerostat.client.rpc.InvocationHandler;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.rpc.Reply;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.payload.Serialization;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;

/**
 * The Java client as the peer of a client in another language. It answers the client's calls and receives its events.
 * The client can make it call or publish by calling procedures whose URIs begin with {@code interop.peer.}. It uses
 * MessagePack, so the payloads of most clients are transcoded.
 */
final class Counterpart implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Client client;
    private final Session session;
    private final Map<String, CompletableFuture<Boolean>> reached = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Boolean>> interrupted = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Map<String, Object>>> heard = new ConcurrentHashMap<>();

    Counterpart(URI url, String realm) {
        client = Client.builder()
                .url(url.toString())
                .realm(realm)
                .serializations(Serialization.MSGPACK)
                .build();
        session = client.join().await(SOON);
        provide("echo", i -> Reply.of(i.args().toArray()).kwargs(i.kwargs()));
        provide("fail", i -> {
            throw ApplicationError.of("interop.error.custom", i.args(), i.kwargs());
        });
        provide("progress", this::progress);
        provide("wait", this::waitForCancel);
        provide("reached", i -> once(reached, i.arg(0, String.class)).complete(true));
        provide("started", i -> once(reached, i.arg(0, String.class)));
        provide("interrupted", i -> once(interrupted, i.arg(0, String.class)));
        provide("call", i -> session.call(call(i)).thenApply(Counterpart::reply));
        provide("call_progressively", this::callProgressively);
        provide("call_and_cancel", this::callAndCancel);
        provide("publish", this::publish);
        provide("heard", i -> once(heard, i.arg(0, String.class)));
        session.register(
                        ProcedureOffer.of("interop.peer.caller")
                                .withDisclosedCaller()
                                .sideBySide(),
                        i -> i.caller().orElseThrow().session())
                .await(SOON);
        session.subscribe(TopicFilter.prefix("interop.heard."), this::hear).await(SOON);
    }

    private void provide(String name, InvocationHandler handler) {
        session.register(ProcedureOffer.of("interop.peer." + name).sideBySide(), handler)
                .await(SOON);
    }

    private static <T> CompletableFuture<T> once(Map<String, CompletableFuture<T>> futures, String key) {
        return futures.computeIfAbsent(key, name -> new CompletableFuture<>());
    }

    private Object progress(Invocation invocation) {
        int last = invocation.arg(0, Integer.class);
        for (int n = 1; n <= last; n++) {
            invocation.progress(n).toCompletableFuture().join();
        }
        return "done";
    }

    private Object waitForCancel(Invocation invocation) {
        String token = invocation.arg(0, String.class);
        invocation.onCancel(() -> once(interrupted, token).complete(true));
        once(reached, token).complete(true);
        return new CompletableFuture<>();
    }

    @SuppressWarnings("unchecked")
    private static Call call(Invocation invocation) {
        Call call = Call.of(invocation.arg(0, String.class));
        if (invocation.args().size() > 1) {
            call = call.args(((List<Object>) invocation.args().get(1)).toArray());
        }
        if (invocation.args().size() > 2) {
            call = call.kwargs((Map<String, Object>) invocation.args().get(2));
        }
        return call;
    }

    /**
     * Returns the arguments of a result in one dictionary, because not every client can read both kinds of arguments.
     */
    private static Map<String, Object> reply(CallResult result) {
        return Map.of("args", result.args(), "kwargs", result.kwargs());
    }

    private Object callProgressively(Invocation invocation) {
        CallStream stream = session.stream(call(invocation));
        CompletableFuture<List<Object>> all = new CompletableFuture<>();
        stream.subscribe(new Flow.Subscriber<>() {
            private final List<Object> values = new ArrayList<>();

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(CallResult result) {
                values.add(result.args().get(0));
            }

            @Override
            public void onError(Throwable failure) {
                all.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                all.complete(values);
            }
        });
        return all;
    }

    private Object callAndCancel(Invocation invocation) {
        CallHandle call = session.call(call(invocation));
        String token = (String) ((List<?>) invocation.args().get(1)).get(0);
        once(reached, token).join();
        call.cancel(CancelMode.valueOf(invocation.kwarg("mode", String.class).toUpperCase(Locale.ROOT)));
        return call.handle((result, failure) -> {
            Throwable cause = failure != null && failure.getCause() != null ? failure.getCause() : failure;
            return cause instanceof ApplicationError error ? error.uri() : String.valueOf(cause);
        });
    }

    @SuppressWarnings("unchecked")
    private Object publish(Invocation invocation) {
        return session.publishAcknowledged(Publication.of(invocation.arg(0, String.class))
                .args(((List<Object>) invocation.args().get(1)).toArray())
                .kwargs((Map<String, Object>) invocation.args().get(2)));
    }

    private void hear(Event event) {
        once(heard, event.topic()).complete(Map.of("args", event.args(), "kwargs", event.kwargs()));
    }

    @Override
    public void close() {
        client.close();
    }
}
