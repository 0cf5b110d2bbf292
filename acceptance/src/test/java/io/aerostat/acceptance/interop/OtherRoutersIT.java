package io.aerostat.acceptance.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.client.Client;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.meta.MetaApi;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.CallHandle;
import io.aerostat.client.rpc.CallResult;
import io.aerostat.client.rpc.CallStream;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.rpc.Reply;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.payload.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests the Java client with the installed routers of other projects. */
class OtherRoutersIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final List<Serialization> SERIALIZATIONS =
            List.of(Serialization.JSON, Serialization.MSGPACK, Serialization.CBOR);

    /** A check with two sessions of the Java client at a router. */
    @FunctionalInterface
    private interface Check {
        void run(Session one, Session two, String name) throws Exception;
    }

    @Test
    void everyInstalledRouter() {
        List<Report> reports = new ArrayList<>();
        for (OtherRouter.Installed installed : OtherRouter.installed()) {
            try (OtherRouter router = installed.starter().get()) {
                reports.add(tryAll(router));
            }
        }
        assertThat(reports)
                .allSatisfy(report ->
                        assertThat(report.failures()).as(report.client()).isEmpty());
        if (!reports.isEmpty()) {
            InteroperabilityPage.writeMatrix("routers", "with the client of Aerostat", reports);
        }
    }

    private static Report tryAll(OtherRouter router) {
        List<Report.Line> lines = new ArrayList<>();
        int number = 0;
        for (Serialization serialization : SERIALIZATIONS) {
            String serializer = serialization.name().toLowerCase(Locale.ROOT);
            for (Map.Entry<String, Check> check : checks().entrySet()) {
                lines.add(new Report.Line(
                        serializer, check.getKey(), "ok", attempt(router, serialization, check.getValue(), ++number)));
            }
        }
        List<Report.Line> judged = lines.stream()
                .map(line -> line.why().isEmpty()
                        ? line
                        : new Report.Line(line.serializer(), line.check(), "failed", line.why()))
                .toList();
        return new Report(
                router.name,
                router.version,
                judged.stream().map(Report.Line::serializer).distinct().toList(),
                judged,
                true);
    }

    /** Runs a check. Returns the reason of its failure, or an empty text if it passed. */
    private static String attempt(OtherRouter router, Serialization serialization, Check check, int number) {
        try (Client client = Client.builder()
                .url(router.url.toString())
                .realm("interop")
                .serializations(serialization)
                .build()) {
            check.run(client.join().await(SOON), client.join().await(SOON), "interop.test" + number);
            return "";
        } catch (Exception | AssertionError e) {
            return String.valueOf(e);
        }
    }

    private static Map<String, Check> checks() {
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("call and be called", OtherRoutersIT::call);
        checks.put("errors", OtherRoutersIT::errors);
        checks.put("several calls at once", OtherRoutersIT::severalCalls);
        checks.put("progressive results", OtherRoutersIT::progress);
        checks.put("cancel and be canceled", OtherRoutersIT::cancel);
        checks.put("cancel without waiting for the callee", OtherRoutersIT::cancelAtOnce);
        checks.put("pattern-based registrations", OtherRoutersIT::patternRegistrations);
        checks.put("shared registrations", OtherRoutersIT::sharedRegistrations);
        checks.put("publish and subscribe", OtherRoutersIT::events);
        checks.put("pattern-based subscriptions", OtherRoutersIT::patternSubscriptions);
        checks.put("receive one's own event", OtherRoutersIT::ownEvents);
        checks.put("white and black lists", OtherRoutersIT::lists);
        checks.put("testaments", OtherRoutersIT::testaments);
        checks.put(
                "the meta API",
                (one, two, name) -> assertThat(
                                one.call("wamp.session.count").as(Integer.class).await(SOON))
                        .isGreaterThanOrEqualTo(2));
        return checks;
    }

    private static void call(Session one, Session two, String name) {
        one.register(name, i -> Reply.of(i.args().toArray()).kwargs(i.kwargs())).await(SOON);
        List<Object> values = List.of(1L, -(1L << 40), 0.5, true, "smørrebrød", List.of(List.of()), Map.of("a", 1L));
        CallResult result = two.call(Call.of(name).args(values.toArray()).kwargs(Map.of("named", values)))
                .await(SOON);
        assertThat(result.args()).isEqualTo(values);
        assertThat(result.kwargs()).isEqualTo(Map.of("named", values));
    }

    private static void errors(Session one, Session two, String name) {
        one.register(name, i -> {
                    throw ApplicationError.of("interop.error.custom", i.args(), i.kwargs());
                })
                .await(SOON);
        assertThatThrownBy(() -> two.call(name, 7L).await(SOON))
                .isInstanceOfSatisfying(ApplicationError.class, error -> {
                    assertThat(error.uri()).isEqualTo("interop.error.custom");
                    assertThat(error.args()).isEqualTo(List.of(7L));
                });
        assertThatThrownBy(() -> two.call(name + ".missing").await(SOON))
                .isInstanceOfSatisfying(
                        ApplicationError.class,
                        error -> assertThat(error.uri()).isEqualTo("wamp.error.no_such_procedure"));
    }

    /** Makes only ten calls at the same time, because nexus refuses some of 200 calls. */
    private static void severalCalls(Session one, Session two, String name) {
        one.register(name, i -> i.arg(0, Integer.class) + 1).await(SOON);
        List<CallHandle> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            calls.add(two.call(name, i));
        }
        for (int i = 0; i < 10; i++) {
            assertThat(calls.get(i).as(Integer.class).await(SOON)).isEqualTo(i + 1);
        }
    }

    private static void progress(Session one, Session two, String name) {
        one.register(name, i -> {
                    for (int n = 1; n <= 3; n++) {
                        i.progress(n).toCompletableFuture().join();
                    }
                    return -1;
                })
                .await(SOON);
        CallStream stream = two.stream(Call.of(name));
        CompletableFuture<List<Integer>> all = new CompletableFuture<>();
        stream.subscribe(new Flow.Subscriber<>() {
            private final List<Integer> values = new ArrayList<>();

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(CallResult result) {
                values.add(result.as(Integer.class));
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
        assertThat(all.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join()).isEqualTo(List.of(1, 2, 3, -1));
    }

    private static void cancel(Session one, Session two, String name) {
        CompletableFuture<Boolean> started = new CompletableFuture<>();
        CompletableFuture<Boolean> told = new CompletableFuture<>();
        one.register(name, i -> {
                    i.onCancel(() -> told.complete(true));
                    started.complete(true);
                    return new CompletableFuture<>();
                })
                .await(SOON);
        CallHandle call = two.call(name);
        started.join();
        call.cancel(CancelMode.KILL);
        assertThatThrownBy(() -> call.await(SOON))
                .isInstanceOfSatisfying(
                        ApplicationError.class, error -> assertThat(error.uri()).isEqualTo("wamp.error.canceled"));
        assertThat(told.join()).isTrue();
    }

    /** Crossbar.io does not answer a CANCEL of mode skip, so the client ends the call itself. */
    private static void cancelAtOnce(Session one, Session two, String name) {
        one.register(ProcedureOffer.of(name).sideBySide(), i -> new CompletableFuture<>())
                .await(SOON);
        for (CancelMode mode : List.of(CancelMode.SKIP, CancelMode.KILLNOWAIT)) {
            CallHandle call = two.call(name);
            call.cancel(mode);
            assertThatThrownBy(() -> call.await(SOON))
                    .isInstanceOfSatisfying(
                            ApplicationError.class,
                            error -> assertThat(error.uri()).isEqualTo("wamp.error.canceled"));
        }
        assertThat(two.call(Call.of("wamp.session.count")).as(Integer.class).await(SOON))
                .isPositive();
    }

    private static void patternRegistrations(Session one, Session two, String name) {
        one.register(ProcedureOffer.prefix(name + ".prefix"), i -> "prefix " + i.procedure())
                .await(SOON);
        one.register(ProcedureOffer.wildcard(name + "..wild"), i -> "wildcard " + i.procedure())
                .await(SOON);
        assertThat(two.call(name + ".prefix.x").as(String.class).await(SOON)).isEqualTo("prefix " + name + ".prefix.x");
        assertThat(two.call(name + ".any.wild").as(String.class).await(SOON))
                .isEqualTo("wildcard " + name + ".any.wild");
    }

    private static void sharedRegistrations(Session one, Session two, String name) {
        one.register(ProcedureOffer.of(name).invoke(InvocationPolicy.ROUNDROBIN), i -> "one")
                .await(SOON);
        two.register(ProcedureOffer.of(name).invoke(InvocationPolicy.ROUNDROBIN), i -> "two")
                .await(SOON);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            names.add(one.call(name).as(String.class).await(SOON));
        }
        assertThat(names).containsExactlyInAnyOrder("one", "one", "two", "two");
    }

    private static void events(Session one, Session two, String name) {
        CompletableFuture<List<Object>> heard = new CompletableFuture<>();
        one.subscribe(name, event -> heard.complete(List.of(event.args(), event.kwargs())))
                .await(SOON);
        two.publishAcknowledged(Publication.of(name).args(1L, "two").kwarg("three", 3L))
                .await(SOON);
        assertThat(heard.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join())
                .isEqualTo(List.of(List.of(1L, "two"), Map.of("three", 3L)));
    }

    private static void patternSubscriptions(Session one, Session two, String name) {
        CompletableFuture<String> prefix = new CompletableFuture<>();
        CompletableFuture<String> wildcard = new CompletableFuture<>();
        one.subscribe(TopicFilter.prefix(name + ".prefix"), event -> prefix.complete(event.topic()))
                .await(SOON);
        one.subscribe(TopicFilter.wildcard(name + "..wild"), event -> wildcard.complete(event.topic()))
                .await(SOON);
        two.publishAcknowledged(name + ".prefix.x").await(SOON);
        two.publishAcknowledged(name + ".any.wild").await(SOON);
        assertThat(prefix.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join()).isEqualTo(name + ".prefix.x");
        assertThat(wildcard.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join())
                .isEqualTo(name + ".any.wild");
    }

    private static void ownEvents(Session one, Session two, String name) {
        CompletableFuture<String> heard = new CompletableFuture<>();
        one.subscribe(name, event -> heard.complete(event.arg(0, String.class))).await(SOON);
        one.publishAcknowledged(name, "not for me").await(SOON);
        one.publishAcknowledged(Publication.of(name).args("for me").toMeToo()).await(SOON);
        assertThat(heard.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join()).isEqualTo("for me");
    }

    private static void lists(Session one, Session two, String name) {
        List<String> heard = new CopyOnWriteArrayList<>();
        CompletableFuture<Boolean> all = new CompletableFuture<>();
        one.subscribe(name, event -> {
                    heard.add(event.arg(0, String.class));
                    if (heard.contains("end")) {
                        all.complete(true);
                    }
                })
                .await(SOON);
        List<Long> me = List.of(one.details().id());
        two.publishAcknowledged(Publication.of(name).args("eligible").eligible(me))
                .await(SOON);
        two.publishAcknowledged(Publication.of(name).args("excluded").exclude(me))
                .await(SOON);
        two.publishAcknowledged(Publication.of(name)
                        .args("other")
                        .eligible(List.of(two.details().id())))
                .await(SOON);
        two.publishAcknowledged(name, "end").await(SOON);
        assertThat(all.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join()).isTrue();
        assertThat(heard).containsExactly("eligible", "end");
    }

    private static void testaments(Session one, Session two, String name) {
        CompletableFuture<List<Object>> heard = new CompletableFuture<>();
        one.subscribe(name, event -> heard.complete(List.of(event.args(), event.kwargs())))
                .await(SOON);
        MetaApi.of(two)
                .testaments()
                .add(Publication.of(name).args("gone").kwarg("who", "two"))
                .await(SOON);
        two.leave().await(SOON);
        assertThat(heard.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join())
                .isEqualTo(List.of(List.of("gone"), Map.of("who", "two")));
    }
}
