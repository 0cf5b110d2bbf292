package io.aerostat.node.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.Client;
import io.aerostat.client.ClientBuilder;
import io.aerostat.client.connection.ConnectorOptions;
import io.aerostat.client.connection.InProcessConnector;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.SessionLost;
import io.aerostat.client.error.TooManyRequests;
import io.aerostat.client.execution.ClientRuntime;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.meta.MetaApi;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.CallHandle;
import io.aerostat.client.rpc.CallResult;
import io.aerostat.client.rpc.CallStream;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.session.Session;
import io.aerostat.client.value.Arguments;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.negotiation.PerMessageDeflate;
import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.ConnectionOptions;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.LongPollOptions;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport.RawSocket;
import io.aerostat.router.listener.Transport.Universal;
import io.aerostat.router.listener.Transport.Web;
import io.aerostat.router.listener.WebSocketOptions;
import io.aerostat.router.realm.RealmOptions;
import io.aerostat.router.session.RateLimit;
import io.aerostat.router.session.RateLimits;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks that the Java client behaves the same over every transport and with every serialization, against the router.
 */
@ParameterizedClass
@MethodSource("ways")
class ClientContractTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final AtomicInteger RUNS = new AtomicInteger();

    @TempDir
    static Path folder;

    private static Router router;
    private static ClientRuntime runtime;

    /** The transports over which a client reaches the router. */
    enum Transport {
        IN_PROCESS,
        WEBSOCKET,
        WEBSOCKET_BATCHED,
        WEBSOCKET_COMPRESSED,
        RAWSOCKET,
        RAWSOCKET_UNIX,
        LONGPOLL,
        LONGPOLL_BATCHED
    }

    record Way(Transport transport, Serialization serialization) {}

    static Stream<Way> ways() {
        return Arrays.stream(Transport.values())
                .flatMap(transport ->
                        Serialization.negotiable().stream().map(serialization -> new Way(transport, serialization)));
    }

    @BeforeAll
    static void startRouter() throws Exception {
        List<Subprotocol> all = Serialization.negotiable().stream()
                .flatMap(s -> Stream.of(Subprotocol.unbatched(s), new Subprotocol(s, true)))
                .toList();
        router = Router.builder()
                .realm("realm1", realm -> realm.role(Role.allowingAll("anonymous")))
                .realm(
                        "limited",
                        realm -> realm.role(Role.allowingAll("anonymous"))
                                .options(RealmOptions.DEFAULT.withRates(Map.of(
                                        "anonymous", RateLimits.ofSession(new RateLimit(3, Duration.ofDays(1), 3))))))
                .listen(new Listener(
                        "universal", new ListeningEndpoint.Tcp("127.0.0.1", 0), new Universal(rawSocket(), web(all))))
                .listen(new Listener("unix", new ListeningEndpoint.Unix(folder.resolve("socket")), rawSocket()))
                .start();
        router.ready().get(60, TimeUnit.SECONDS);
        runtime = ClientRuntime.create("contract");
    }

    private static Web web(List<Subprotocol> all) {
        WebSocketOptions compressing = WebSocketOptions.builder()
                .compression(PerMessageDeflate.Options.DEFAULT)
                .build();
        // A thousand answers at the same time exceed the default queue of long-poll.
        LongPollOptions longPoll = new LongPollOptions(
                LongPollOptions.DEFAULT_REQUEST_TIMEOUT,
                LongPollOptions.DEFAULT_SESSION_TIMEOUT,
                10_000,
                Optional.empty(),
                ConnectionOptions.DEFAULT);
        return new Web(Map.of(
                "ws",
                PathService.WebSocket.of(Access.ANONYMOUS).withSubprotocols(all).withOptions(compressing),
                "lp",
                new PathService.LongPoll(all, longPoll, Access.ANONYMOUS)));
    }

    private static RawSocket rawSocket() {
        return new RawSocket(
                Set.copyOf(Serialization.negotiable()),
                ConnectionOptions.DEFAULT,
                RawSocket.DEFAULT_HANDSHAKE_TIMEOUT,
                Access.ANONYMOUS);
    }

    @AfterAll
    static void stopRouter() throws Exception {
        runtime.close();
        router.close(Duration.ofSeconds(5)).get(60, TimeUnit.SECONDS);
    }

    private final Way way;
    private final String prefix = "com.contract.r" + RUNS.incrementAndGet() + ".";
    private final List<Client> clients = new ArrayList<>();
    private Session session;
    private Session other;

    ClientContractTest(Way way) {
        this.way = way;
    }

    @BeforeEach
    void join() {
        session = joined();
        other = joined();
    }

    private Session joined() {
        return joined("realm1");
    }

    private Session joined(String realm) {
        Client client = reaching(Client.builder().realm(realm).runtime(runtime)).build();
        clients.add(client);
        return client.connect().await(DEADLINE);
    }

    private ClientBuilder reaching(ClientBuilder builder) {
        ConnectorOptions options = ConnectorOptions.DEFAULT.serializations(way.serialization());
        int port = router.addresses().stream()
                .filter(InetSocketAddress.class::isInstance)
                .map(address -> ((InetSocketAddress) address).getPort())
                .findAny()
                .orElseThrow();
        String web = "127.0.0.1:" + port;
        return switch (way.transport()) {
            case IN_PROCESS ->
                builder.connector(new InProcessConnector(
                        router.local("somebody", "anonymous"), Serializers.of(way.serialization()), runtime.timer()));
            case WEBSOCKET -> builder.url("ws://" + web + "/ws").connectorOptions(options);
            case WEBSOCKET_BATCHED -> builder.url("ws://" + web + "/ws").connectorOptions(options.batching());
            case WEBSOCKET_COMPRESSED -> builder.url("ws://" + web + "/ws").connectorOptions(options.compressing());
            case RAWSOCKET -> builder.url("rs://" + web).connectorOptions(options);
            case RAWSOCKET_UNIX ->
                builder.url("unix://" + folder.resolve("socket")).connectorOptions(options);
            case LONGPOLL -> builder.url("http://" + web + "/lp").connectorOptions(options);
            case LONGPOLL_BATCHED -> builder.url("http://" + web + "/lp").connectorOptions(options.batching());
        };
    }

    @AfterEach
    void close() {
        clients.forEach(Client::close);
    }

    private String uri(String name) {
        return prefix + name;
    }

    @Test
    void usesTheRequestedTransportAndSerializer() {
        Map<String, ?> transport = MetaApi.of(session)
                .sessions()
                .get(session.details().id())
                .await(DEADLINE)
                .transport()
                .orElse(Map.of());

        String told = transport.values().toString();
        switch (way.transport()) {
            case IN_PROCESS -> assertThat(told).contains("local");
            case RAWSOCKET, RAWSOCKET_UNIX -> assertThat(told).contains("rawsocket");
            default -> assertThat(told).contains("wamp.2." + way.serialization().wireName() + batched());
        }
    }

    private String batched() {
        return way.transport().name().endsWith("_BATCHED") ? ".batched" : "";
    }

    @Test
    @Conformance("P29")
    void aRequestBeyondARateLimitFailsWithTheTimeToWait() {
        Session limited = joined("limited");
        Session neighbour = joined("limited");
        limited.subscribe(uri("topic"), event -> {}).await(DEADLINE);
        for (int i = 0; i < 2; i++) {
            limited.call("wamp.session.count").as(Long.class).await(DEADLINE);
        }
        limited.publish(uri("topic"), 1).await(DEADLINE);

        List<WampFuture<?>> refused = List.of(
                limited.call("wamp.session.count").as(Long.class),
                limited.register(uri("late"), invocation -> null),
                limited.subscribe(uri("late"), event -> {}),
                limited.publishAcknowledged(uri("topic"), 2));

        for (WampFuture<?> request : refused) {
            assertThatThrownBy(() -> request.await(DEADLINE)).isInstanceOfSatisfying(TooManyRequests.class, error -> {
                assertThat(error.uri()).isEqualTo("wamp.error.too_many_requests");
                assertThat(error.retryAfter()).isBetween(Duration.ofHours(1), Duration.ofHours(8));
            });
        }
        Map<?, ?> told = neighbour
                .call("wamp.session.get", limited.details().id())
                .as(Map.class)
                .await(DEADLINE);
        assertThat(told.get("too_many_requests")).hasToString("5");
    }

    @Test
    @Conformance("SER-1")
    void everyValueComesBackAsItWas() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("text", "Ünïcode ☃ 🎈 \"quoted\" \\ \n");
        value.put("empty", "");
        value.put("numbers", List.of(0L, -1L, 127L, 128L, 65_536L, 1L << 53, -(1L << 53)));
        value.put("fractions", List.of(0.5, -1e300, 3.141592653589793));
        value.put("truth", List.of(true, false));
        value.put("nothing", null);
        value.put("nested", Map.of("list", List.of(List.of(), Map.of()), "map", Map.of("deep", List.of(1L))));
        session.register(uri("echo"), i -> i.arg(0, Map.class)).await(DEADLINE);
        byte[] bytes = {0, 1, -1, 127, -128};
        session.register(uri("bytes"), i -> i.arg(0, byte[].class)).await(DEADLINE);

        assertThat(other.call(uri("echo"), value).as(Map.class).await(DEADLINE)).isEqualTo(value);
        assertThat(other.call(uri("bytes"), (Object) bytes).as(byte[].class).await(DEADLINE))
                .isEqualTo(bytes);
    }

    @Test
    @Conformance("ORD-3")
    void messagesOfAllSizesKeepTheirOrder() {
        List<Integer> lengths = new CopyOnWriteArrayList<>();
        List<Integer> expected = List.of(0, 1, 124, 125, 126, 127, 1000, 65_534, 65_535, 65_536, 300_000, 5);
        session.register(uri("length"), i -> {
                    lengths.add(i.arg(0, String.class).length());
                    return i.arg(0, String.class);
                })
                .await(DEADLINE);
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int length : expected) {
            answers.add(other.call(uri("length"), "x".repeat(length)).as(String.class));
        }

        for (int i = 0; i < expected.size(); i++) {
            assertThat(answers.get(i).orTimeout(60, TimeUnit.SECONDS).join()).hasSize(expected.get(i));
        }
        assertThat(lengths).isEqualTo(expected);
    }

    @Test
    @Conformance({"RPC-7", "LP-7"})
    void aThousandCallsFromManyThreadsEachGetTheirOwnAnswer() {
        session.register(ProcedureOffer.of(uri("echo")).sideBySide(), i -> i.arg(0, Integer.class))
                .await(DEADLINE);
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int first = thread * 125;
            callers.add(CompletableFuture.runAsync(() -> {
                List<CompletableFuture<Integer>> answers = new ArrayList<>();
                for (int n = first; n < first + 125; n++) {
                    answers.add(other.call(uri("echo"), n).as(Integer.class));
                }
                for (int n = 0; n < 125; n++) {
                    assertThat(answers.get(n).orTimeout(60, TimeUnit.SECONDS).join())
                            .isEqualTo(first + n);
                }
            }));
        }

        callers.forEach(CompletableFuture::join);
    }

    @Test
    @Conformance("ORD-1")
    void eventsKeepTheirOrderOverTopics() {
        List<Integer> seen = new CopyOnWriteArrayList<>();
        session.subscribe(TopicFilter.prefix(uri("t")), event -> seen.add(event.arg(0, Integer.class)))
                .await(DEADLINE);
        for (int n = 0; n < 300; n++) {
            other.publish(uri("t" + n % 3), n);
        }

        await().atMost(DEADLINE).until(() -> seen.size() == 300);
        assertThat(seen)
                .containsExactlyElementsOf(IntStream.range(0, 300).boxed().toList());
        assertThat(session.droppedEvents()).isZero();
    }

    @Test
    @Conformance({"PBS-3", "ORD-8"})
    void eventsSayTheirTopicUntilNobodyListens() {
        List<String> seen = new CopyOnWriteArrayList<>();
        Subscription subscription = session.subscribe(
                        TopicFilter.wildcard(prefix + ".sold"), event -> seen.add(event.topic() + event.kwargs()))
                .await(DEADLINE);
        other.publishAcknowledged(Publication.of(uri("balloon.sold")).kwarg("pieces", 2))
                .await(DEADLINE);
        await().atMost(DEADLINE).until(() -> !seen.isEmpty());
        subscription.unsubscribe().await(DEADLINE);
        other.publishAcknowledged(uri("balloon.sold")).await(DEADLINE);
        session.call("wamp.session.count").await(DEADLINE);

        assertThat(seen).containsExactly(uri("balloon.sold") + "{pieces=2}");
    }

    @Test
    @Conformance({"PCI-13", "ORD-6"})
    void argumentsAndResultsComeOneByOne() {
        session.register(uri("double"), i -> {
                    CompletableFuture<Object> done = new CompletableFuture<>();
                    i.moreInput().subscribe(new Doubling(i, done));
                    return done;
                })
                .await(DEADLINE);
        List<Integer> seen = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> over = new CompletableFuture<>();
        CallStream stream = other.exchange(Call.of(uri("double")).args(1));
        stream.subscribe(new Collecting(seen, over));
        for (int n = 2; n < 20; n++) {
            stream.send(n);
        }
        stream.finish(20);

        over.orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(seen)
                .containsExactlyElementsOf(IntStream.rangeClosed(2, 21)
                        .map(n -> n == 21 ? 0 : n * 2)
                        .boxed()
                        .toList());
    }

    private record Doubling(io.aerostat.client.rpc.Invocation invocation, CompletableFuture<Object> done)
            implements Flow.Subscriber<Arguments> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Arguments more) {
            invocation.progress(more.arg(0, Integer.class) * 2);
        }

        @Override
        public void onError(Throwable failure) {
            done.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            done.complete(0);
        }
    }

    private record Collecting(List<Integer> seen, CompletableFuture<Void> over) implements Flow.Subscriber<CallResult> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(CallResult result) {
            seen.add(result.as(Integer.class));
        }

        @Override
        public void onError(Throwable failure) {
            over.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            over.complete(null);
        }
    }

    @Test
    @Conformance({"RPC-3", "RPC-5"})
    void errorsAreTyped() {
        session.register(uri("fails"), i -> {
                    throw ApplicationError.of("com.app.error", List.of("text", 7L), Map.of("a", List.of(1L)));
                })
                .await(DEADLINE);

        assertThatThrownBy(() -> other.call(uri("fails")).await(DEADLINE))
                .isInstanceOfSatisfying(ApplicationError.class, error -> {
                    assertThat(error.uri()).isEqualTo("com.app.error");
                    assertThat(error.args()).containsExactly("text", 7L);
                    assertThat(error.kwargs()).isEqualTo(Map.of("a", List.of(1L)));
                });
        assertThatThrownBy(() -> other.call(uri("absent")).await(DEADLINE))
                .hasMessageContaining("wamp.error.no_such_procedure");
    }

    @Test
    @Conformance({"CAN-11", "TMO-1"})
    void callsAreCanceledAndTimeOut() {
        CompletableFuture<Void> started = new CompletableFuture<>();
        CompletableFuture<String> told = new CompletableFuture<>();
        session.register(uri("slow"), i -> {
                    i.onCancel(() -> told.complete("told"));
                    started.complete(null);
                    return new CompletableFuture<>();
                })
                .await(DEADLINE);
        CallHandle call = other.call(uri("slow"));
        started.orTimeout(60, TimeUnit.SECONDS).join();
        call.cancel(CancelMode.KILL);

        assertThatThrownBy(() -> call.await(DEADLINE)).hasMessageContaining("wamp.error.canceled");
        assertThat(told.orTimeout(60, TimeUnit.SECONDS).join()).isEqualTo("told");
        assertThatThrownBy(() -> other.call(Call.of(uri("slow")).timeout(Duration.ofMillis(50)))
                        .await(DEADLINE))
                .hasMessageContaining("wamp.error.timeout");
    }

    @Test
    void aSessionThatIsKilledTellsWhy() {
        Client admin = Client.builder()
                .router(router.local("admin", "trusted"))
                .realm("realm1")
                .runtime(runtime)
                .build();
        clients.add(admin);
        Session killing = admin.join().await(DEADLINE);
        session.register(uri("never"), i -> new CompletableFuture<>()).await(DEADLINE);
        Session ended = clients.get(1).join().await(DEADLINE);
        CallHandle call = ended.call(uri("never"));
        MetaApi.of(killing)
                .sessions()
                .kill(ended.details().id(), "com.app.killed", "sorry")
                .await(DEADLINE);

        assertThatThrownBy(() -> call.await(DEADLINE))
                .isInstanceOfSatisfying(
                        SessionLost.class, lost -> assertThat(lost.reason()).isEqualTo("com.app.killed"));
        assertThat(ended.closed().await(DEADLINE).message()).isEqualTo("sorry");
    }

    @Test
    void aSessionThatHasLeftIsNotFound() {
        long id = other.details().id();
        other.leave().await(DEADLINE);

        assertThatThrownBy(() -> MetaApi.of(session).sessions().get(id).await(DEADLINE))
                .hasMessageContaining("wamp.error.no_such_session");
    }
}
