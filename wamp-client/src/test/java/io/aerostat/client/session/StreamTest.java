package io.aerostat.client.session;

import static io.aerostat.client.TestRuntime.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.TestRuntime;
import io.aerostat.client.error.RequestRejected;
import io.aerostat.client.fake.FakeRouter;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.CallResult;
import io.aerostat.client.rpc.CallStream;
import io.aerostat.client.rpc.Invocation;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.rpc.Reply;
import io.aerostat.client.value.Arguments;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.ResultDetails;
import io.aerostat.protocol.payload.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests progressive results and progressive calls. */
class StreamTest {
    private final FakeRouter router = new FakeRouter();
    private final TestRuntime runtime = new TestRuntime();
    private Session callee;
    private Session caller;

    @BeforeEach
    void join() {
        callee = runtime.join(router);
        caller = runtime.join(router);
    }

    @AfterEach
    void close() {
        runtime.close();
        router.close();
    }

    private static final class Collector<T> implements Flow.Subscriber<T> {
        final List<T> items = new CopyOnWriteArrayList<>();
        final CompletableFuture<Void> end = new CompletableFuture<>();
        private final long demand;
        volatile Flow.@Nullable Subscription subscription;

        Collector(long demand) {
            this.demand = demand;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(demand);
        }

        @Override
        public void onNext(T item) {
            items.add(item);
        }

        @Override
        public void onError(Throwable failure) {
            end.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            end.complete(null);
        }
    }

    private static Object count(Invocation invocation) {
        int last = invocation.arg(0, Integer.class);
        for (int i = 1; i < last; i++) {
            invocation.progress(i);
        }
        return last;
    }

    @Test
    @Conformance({"PCR-3", "PCR-4"})
    void resultsComeOneByOneAndTheFinalOneLast() {
        callee.register("com.count", StreamTest::count).await(DEADLINE);
        Collector<CallResult> collector = new Collector<>(Long.MAX_VALUE);
        CallStream stream = caller.stream(Call.of("com.count").args(5));
        stream.subscribe(collector);

        collector.end.join();
        assertThat(collector.items).extracting(r -> r.as(Integer.class)).containsExactly(1, 2, 3, 4, 5);
        assertThat(collector.items).extracting(CallResult::progressive).containsExactly(true, true, true, true, false);
        assertThat(stream.result().await(DEADLINE).as(Integer.class)).isEqualTo(5);
    }

    @Test
    @Conformance("PCR-5")
    void aPlainCallGetsOnlyTheFinalResult() {
        callee.register("com.count", StreamTest::count).await(DEADLINE);

        assertThat(caller.call("com.count", 5).as(Integer.class).await(DEADLINE))
                .isEqualTo(5);
        assertThat(router.peer(0).received(Yield.class)).hasSize(1);
    }

    @Test
    @Conformance("PCR-5")
    void aCalleeThatIgnoresTheWishIsAStreamOfOne() {
        callee.register("com.one", i -> "only").await(DEADLINE);
        Collector<CallResult> collector = new Collector<>(Long.MAX_VALUE);
        caller.stream(Call.of("com.one")).subscribe(collector);

        collector.end.join();
        assertThat(collector.items).extracting(r -> r.as(String.class)).containsExactly("only");
    }

    @Test
    void anErrorEndsTheStreamAfterItsResults() {
        callee.register("com.fails", i -> {
                    i.progress("first");
                    throw new IllegalStateException("then not");
                })
                .await(DEADLINE);
        Collector<CallResult> collector = new Collector<>(Long.MAX_VALUE);
        caller.stream(Call.of("com.fails")).subscribe(collector);

        assertThatThrownBy(collector.end::join).hasMessageContaining("wamp.error.runtime_error");
        assertThat(collector.items).hasSize(1);
    }

    @Test
    void aSubscriberThatWantsNoMoreCancelsTheCall() {
        AtomicInteger sent = new AtomicInteger();
        CompletableFuture<Void> canceled = new CompletableFuture<>();
        callee.register("com.endless", i -> {
                    i.onCancel(() -> canceled.complete(null));
                    while (!i.isCanceled()) {
                        i.progress(sent.incrementAndGet()).toCompletableFuture().join();
                    }
                    return null;
                })
                .await(DEADLINE);
        Collector<CallResult> collector = new Collector<>(2);
        caller.stream(Call.of("com.endless")).subscribe(collector);
        await().atMost(DEADLINE).until(() -> collector.items.size() == 2);
        Flow.Subscription subscription = collector.subscription;
        assertThat(subscription).isNotNull();
        subscription.cancel();

        canceled.join();
        assertThat(router.peer(1).received(Cancel.class)).hasSize(1);
        assertThat(collector.items).hasSize(2);
    }

    @Test
    void tooManyResultsForASlowSubscriberCancelTheCall() {
        callee.register("com.flood", i -> {
                    for (int n = 0; n < 3000; n++) {
                        i.progress(n);
                    }
                    return null;
                })
                .await(DEADLINE);
        CallStream stream = caller.stream(Call.of("com.flood"));

        assertThatThrownBy(() -> stream.result().await(DEADLINE)).isInstanceOf(RequestRejected.class);
        Collector<CallResult> late = new Collector<>(Long.MAX_VALUE);
        stream.subscribe(late);
        assertThatThrownBy(late.end::join).hasCauseInstanceOf(RequestRejected.class);
        assertThat(late.items).hasSize(1024);
    }

    @Test
    @Conformance({"PCI-1", "PCI-2"})
    void argumentsComeOneByOne() {
        callee.register("com.sum", i -> {
                    CompletableFuture<Integer> sum = new CompletableFuture<>();
                    AtomicInteger total = new AtomicInteger(i.arg(0, Integer.class));
                    assertThat(i.hasMoreInput()).isTrue();
                    i.moreInput().subscribe(summing(total, sum::complete));
                    return sum;
                })
                .await(DEADLINE);
        CallStream stream = caller.exchange(Call.of("com.sum").args(1));
        stream.send(2);
        stream.send(3);
        stream.finish(4);

        assertThat(stream.result().await(DEADLINE).as(Integer.class)).isEqualTo(10);
        List<io.aerostat.protocol.message.Call> calls =
                router.peer(1).received(io.aerostat.protocol.message.Call.class);
        assertThat(calls).extracting(io.aerostat.protocol.message.Call::request).containsOnly(1L);
        assertThat(calls).extracting(call -> call.options().progress()).containsExactly(true, true, true, false);
        assertThat(calls)
                .extracting(call -> call.options().receiveProgress())
                .containsExactly(true, false, false, false);
        assertThatThrownBy(() -> stream.send(5)).isInstanceOf(IllegalStateException.class);
    }

    private static Flow.Subscriber<Arguments> summing(AtomicInteger total, Consumer<Integer> done) {
        return new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(Arguments arguments) {
                total.addAndGet(arguments.arg(0, Integer.class));
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onComplete() {
                done.accept(total.get());
            }
        };
    }

    @Test
    @Conformance("PCI-13")
    void bothWaysAtOnce() {
        callee.register(ProcedureOffer.of("com.echo"), i -> {
                    CompletableFuture<Object> end = new CompletableFuture<>();
                    i.progress(i.arg(0, Integer.class) * 10);
                    i.moreInput().subscribe(new Flow.Subscriber<>() {
                        @Override
                        public void onSubscribe(Flow.Subscription subscription) {
                            subscription.request(Long.MAX_VALUE);
                        }

                        @Override
                        public void onNext(Arguments arguments) {
                            i.progress(arguments.arg(0, Integer.class) * 10);
                        }

                        @Override
                        public void onError(Throwable failure) {
                            end.completeExceptionally(failure);
                        }

                        @Override
                        public void onComplete() {
                            end.complete("done");
                        }
                    });
                    return end;
                })
                .await(DEADLINE);
        Collector<CallResult> collector = new Collector<>(Long.MAX_VALUE);
        CallStream stream = caller.exchange(Call.of("com.echo").args(1));
        stream.subscribe(collector);
        stream.send(2);
        stream.finish(3);

        collector.end.join();
        List<Object> seen = new ArrayList<>();
        collector.items.forEach(item -> seen.add(item.args().get(0)));
        assertThat(seen).containsExactly(10L, 20L, 30L, "done");
    }

    @Test
    @Conformance("PCI-8")
    void inputAfterAnEarlyAnswerIsDropped() {
        callee.register("com.early", i -> "enough").await(DEADLINE);
        CallStream stream = caller.exchange(Call.of("com.early").args(1));
        assertThat(stream.result().await(DEADLINE).as(String.class)).isEqualTo("enough");
        io.aerostat.protocol.message.Yield answer =
                router.peer(0).received(Yield.class).get(0);
        router.peer(0)
                .deliver(new io.aerostat.protocol.message.Invocation(
                        answer.request(), 1, io.aerostat.protocol.option.InvocationDetails.NONE, Payload.EMPTY));
        stream.finish(2);

        assertThat(caller.call("com.early").as(String.class).await(DEADLINE)).isEqualTo("enough");
        assertThat(router.peer(0).received(ErrorMessage.class)).isEmpty();
        assertThat(router.peer(0).received(Yield.class)).hasSize(2);
    }

    @Test
    @Conformance("PCI-4")
    void aRouterWithoutProgressiveCallsIsNotAsked() {
        router.announce(Roles.NONE);
        Session plain = runtime.join(router);

        assertThatThrownBy(
                        () -> plain.exchange(Call.of("com.x").args(1)).result().await(DEADLINE))
                .isInstanceOf(RequestRejected.class);
        assertThat(plain.isJoined()).isTrue();
    }

    @Test
    @Conformance({"TMO-3", "TMO-5"})
    void theCalleeKeepsATimeoutThatIsItsOwn() {
        callee.register(ProcedureOffer.of("com.slow").keepingTimeout(), i -> {
                    assertThat(i.timeout()).contains(Duration.ofMillis(60));
                    return new CompletableFuture<>();
                })
                .await(DEADLINE);

        assertThatThrownBy(() -> caller.call(Call.of("com.slow").timeout(Duration.ofMillis(60)))
                        .await(DEADLINE))
                .hasMessageContaining("wamp.error.timeout");
    }

    @Test
    @Conformance({"PCR-8", "TMO-8"})
    void theCalleesTimeoutBeginsAnewWithEveryResult() {
        // Five results, each of them well within the timeout, together take longer than the timeout.
        callee.register(ProcedureOffer.of("com.steady").keepingTimeout(), i -> {
                    CompletableFuture<Object> done = new CompletableFuture<>();
                    for (int n = 1; n <= 5; n++) {
                        int number = n;
                        runtime.runtime.timer().schedule(() -> i.progress(number), n * 500L, TimeUnit.MILLISECONDS);
                    }
                    runtime.runtime.timer().schedule(() -> done.complete("done"), 3_000, TimeUnit.MILLISECONDS);
                    return done;
                })
                .await(DEADLINE);
        CallStream stream = caller.stream(Call.of("com.steady").timeout(Duration.ofSeconds(2)));

        assertThat(stream.result().await(DEADLINE).as(String.class)).isEqualTo("done");
    }

    @Test
    @Conformance("PCR-10")
    void resultsAfterCancellationAreDropped() {
        callee.register("com.slow", i -> new CompletableFuture<>()).await(DEADLINE);
        router.intercept((peer, message) -> message instanceof Cancel);
        Collector<CallResult> collector = new Collector<>(Long.MAX_VALUE);
        CallStream stream = caller.stream(Call.of("com.slow"));
        stream.subscribe(collector);
        await().atMost(DEADLINE)
                .until(() -> !router.peer(1)
                        .received(io.aerostat.protocol.message.Call.class)
                        .isEmpty());
        stream.cancel(CancelMode.KILLNOWAIT);
        await().atMost(DEADLINE)
                .until(() -> !router.peer(1).received(Cancel.class).isEmpty());
        router.peer(1).deliver(new Result(1, new ResultDetails(true, Passthru.NONE), Payload.EMPTY));
        router.peer(1).deliver(FakeRouter.error(io.aerostat.protocol.message.Call.CODE, 1, "wamp.error.canceled"));

        assertThatThrownBy(collector.end::join).hasMessageContaining("wamp.error.canceled");
        assertThat(collector.items).isEmpty();
    }

    @Test
    @Conformance({"PCI-1", "PCI-10", "PCI-11"})
    void everyCallOfAProgressiveCallHasTheSameIdAndNothingButTheProgressFlag() {
        callee.register("com.sum", i -> new CompletableFuture<>()).await(DEADLINE);
        CallStream stream = caller.exchange(
                Call.of("com.sum").args(1).timeout(Duration.ofSeconds(30)).disclosed());
        stream.send(2);
        stream.finish(3);
        await().atMost(DEADLINE)
                .until(() -> router.peer(1)
                                .received(io.aerostat.protocol.message.Call.class)
                                .size()
                        == 3);

        List<io.aerostat.protocol.message.Call> calls =
                router.peer(1).received(io.aerostat.protocol.message.Call.class);
        assertThat(calls).extracting(io.aerostat.protocol.message.Call::request).containsOnly(1L);
        assertThat(calls)
                .extracting(call -> call.options().toMap())
                .containsExactly(
                        Map.of("receive_progress", true, "progress", true, "timeout", 30_000L, "disclose_me", true),
                        Map.of("progress", true),
                        Map.of());
    }

    @Test
    @Conformance("PCR-4")
    void resultsMayBeEmptyAndOfDifferentShapes() {
        callee.register("com.shapes", i -> {
                    i.progress(null);
                    i.progress(Reply.of(1, 2).kwarg("a", 3));
                    i.progress(List.of());
                    return null;
                })
                .await(DEADLINE);
        Collector<CallResult> collector = new Collector<>(Long.MAX_VALUE);
        caller.stream(Call.of("com.shapes")).subscribe(collector);

        collector.end.join();
        assertThat(collector.items)
                .extracting(CallResult::args)
                .containsExactly(List.of(), List.of(1L, 2L), List.of(List.of()), List.of());
    }

    @Test
    @Conformance("CAN-3")
    void killLetsTheCalleeHaveTheLastWord() {
        CompletableFuture<Object> result = new CompletableFuture<>();
        callee.register("com.stubborn", i -> {
                    i.onCancel(() -> result.complete("done anyway"));
                    return result.thenApply(value -> value);
                })
                .await(DEADLINE);
        CallStream stream = caller.stream(Call.of("com.stubborn"));
        await().atMost(DEADLINE)
                .until(() -> !router.peer(1)
                        .received(io.aerostat.protocol.message.Call.class)
                        .isEmpty());
        stream.cancel(CancelMode.KILL);

        // The client also cancels the handler's stage. The result or the cancellation, whichever comes first, is the
        // only answer (RPC-6).
        stream.result().handle((value, failure) -> "ended").join();
        assertThat(router.peer(0).received(Yield.class).size()
                        + router.peer(0).received(ErrorMessage.class).size())
                .isEqualTo(1);
    }
}
