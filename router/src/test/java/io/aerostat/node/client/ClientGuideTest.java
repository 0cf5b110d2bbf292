package io.aerostat.node.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.Client;
import io.aerostat.client.ClientBuilder;
import io.aerostat.client.annotation.Arg;
import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.annotation.Topic;
import io.aerostat.client.auth.Authentications;
import io.aerostat.client.connection.TlsOptions;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.JoinRefused;
import io.aerostat.client.meta.HistoryQuery;
import io.aerostat.client.meta.MetaApi;
import io.aerostat.client.meta.PastEvent;
import io.aerostat.client.meta.SessionInfo;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.reconnect.ReconnectOptions;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.CallHandle;
import io.aerostat.client.rpc.CallResult;
import io.aerostat.client.rpc.CallStream;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.rpc.Registration;
import io.aerostat.client.rpc.Reply;
import io.aerostat.client.session.Session;
import io.aerostat.client.value.Arguments;
import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.protocol.authentication.scram.ScramCost;
import io.aerostat.protocol.authentication.scram.ScramCredential;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.passthru.EncryptingCodec;
import io.aerostat.protocol.passthru.PassthruKey;
import io.aerostat.protocol.passthru.PatternKeyRing;
import io.aerostat.protocol.passthru.PayloadCipher;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.Router;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authentication.CraSecret;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.realm.BrokerOptions;
import io.aerostat.router.realm.RealmOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs the examples of docs/client.md against a router, and checks that the guide shows exactly this code. */
class ClientGuideTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final CryptosignKey KEY = CryptosignKey.generate();

    private static Router router;
    private static String url;

    private Client client;
    private Session session;

    @BeforeAll
    static void startRouter() throws Exception {
        Access access = Access.by(
                new AuthenticationOptions.Anonymous("anonymous", null),
                new AuthenticationOptions.StaticTicket(Map.of("joe", new Account<>("joe", "user", "ticket-1"))),
                new AuthenticationOptions.StaticWampCra(
                        Map.of("joe", new Account<>("joe", "user", CraSecret.plain("secret")))),
                new AuthenticationOptions.StaticScram(Map.of(
                        "joe", new Account<>("joe", "user", ScramCredential.create("pencil", ScramCost.pbkdf2(4096))))),
                new AuthenticationOptions.StaticCryptosign(
                        List.of(new Account<>("joe", "user", Set.of(KEY.publicKey()))), null));
        router = Router.builder()
                .realm(
                        "realm1",
                        realm -> realm.options(RealmOptions.DEFAULT.withBroker(BrokerOptions.DEFAULT.withHistory(
                                        List.of(new HistoryRule("com.shop.sold", MatchPolicy.EXACT, 100)))))
                                .role(Role.allowingAll("anonymous"))
                                .role(Role.allowingAll("user")))
                .listen(Listener.webSocket(new ListeningEndpoint.Tcp("127.0.0.1", 0), access))
                .start();
        router.ready().get(60, TimeUnit.SECONDS);
        url = "ws://127.0.0.1:" + router.listeners().get(0).port() + "/";
    }

    @AfterAll
    static void stopRouter() throws Exception {
        router.close(Duration.ofSeconds(5)).get(60, TimeUnit.SECONDS);
    }

    @BeforeEach
    void join() {
        client = Client.builder().url(url).realm("realm1").build();
        session = client.connect().await(DEADLINE);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void connecting() {
        // example
        Client client = Client.builder()
                .url(url) // ws://localhost:8080/ws
                .realm("realm1")
                .build();
        Session session = client.connect().await(Duration.ofSeconds(10));

        long present = session.call("wamp.session.count").as(Long.class).await(Duration.ofSeconds(5));

        client.close();
        // end of the example
        assertThat(present).isPositive();
    }

    @Test
    void calling() {
        // example
        session.register("com.shop.add", i -> i.arg(0, Integer.class) + i.arg(1, Integer.class))
                .await(DEADLINE);

        CallHandle call = session.call("com.shop.add", 2, 3);
        call.as(Integer.class).thenAccept(sum -> System.out.println("2 + 3 = " + sum));
        // end of the example
        assertThat(call.as(Integer.class).await(DEADLINE)).isEqualTo(5);
    }

    // example
    record Order(String article, int pieces, Optional<String> note) {}

    record Receipt(int number, int cents) {}
    // end of the example

    @Test
    void typedValues() {
        // example
        session.register("com.shop.order", i -> {
                    Order order = i.arg(0, Order.class);
                    return new Receipt(17, order.pieces() * 250);
                })
                .await(DEADLINE);

        Receipt receipt = session.call("com.shop.order", new Order("balloon", 2, Optional.empty()))
                .as(Receipt.class)
                .await(DEADLINE);
        // end of the example
        assertThat(receipt).isEqualTo(new Receipt(17, 500));
    }

    @Test
    void keywordArguments() {
        // example
        session.register(
                        "com.shop.find",
                        i -> Reply.of("balloon", "string").kwarg("total", i.kwarg("limit", Integer.class)))
                .await(DEADLINE);

        CallResult found = session.call(
                        Call.of("com.shop.find").kwarg("limit", 2).timeout(Duration.ofSeconds(3)))
                .await(DEADLINE);
        List<?> articles = found.args(); // JSON-like: strings, longs, doubles, booleans, lists, maps, byte[]
        Map<String, ?> more = found.kwargs();
        // end of the example
        assertThat(articles).isEqualTo(List.of("balloon", "string"));
        assertThat(more).isEqualTo(Map.of("total", 2L));
    }

    @Test
    void errors() {
        // example
        session.register("com.shop.price", i -> {
                    throw new ApplicationError("com.shop.error.no_such_article", i.arg(0, String.class));
                })
                .await(DEADLINE);

        String outcome = session.call("com.shop.price", "anvil")
                .as(Integer.class)
                .handle((cents, failure) ->
                        failure == null ? cents + " cents" : failure.getCause().getMessage())
                .join();
        // end of the example
        assertThat(outcome).isEqualTo("com.shop.error.no_such_article: anvil");
        assertThatThrownBy(() -> session.call("com.shop.price", "anvil").await(DEADLINE))
                .isInstanceOf(ApplicationError.class);
    }

    @Test
    void eventsAndPatterns() {
        List<String> seen = new CopyOnWriteArrayList<>();
        // example
        Subscription subscription = session.subscribe(
                        TopicFilter.prefix("com.shop."),
                        event -> seen.add(event.topic() + " " + event.arg(0, String.class)))
                .await(DEADLINE);

        session.publish(Publication.of("com.shop.opened").args("8 o'clock").toMeToo());
        long id = session.publishAcknowledged(
                        Publication.of("com.shop.closed").args("late").toMeToo())
                .await(DEADLINE);

        // end of the example
        await().atMost(DEADLINE)
                .untilAsserted(
                        () -> assertThat(seen).containsExactly("com.shop.opened 8 o'clock", "com.shop.closed late"));
        assertThat(id).isPositive();
        // example
        subscription.unsubscribe().await(DEADLINE);
        // end of the example
        assertThat(subscription.isActive()).isFalse();
    }

    @Test
    void sharedAndPatternRegistrations() {
        // example
        Registration registration = session.register(
                        ProcedureOffer.prefix("com.shop.stock.")
                                .invoke(InvocationPolicy.ROUNDROBIN)
                                .sideBySide(),
                        i -> i.procedure().substring("com.shop.stock.".length()))
                .await(DEADLINE);

        String article = session.call("com.shop.stock.string").as(String.class).await(DEADLINE);
        // end of the example
        assertThat(article).isEqualTo("string");
        assertThat(registration.isActive()).isTrue();
    }

    // example
    public static final class Till {
        private int cents;

        @Procedure("com.shop.till.pay")
        public int pay(int amount, @Arg("tip") Optional<Integer> tip) {
            cents += amount + tip.orElse(0);
            return cents;
        }

        @Topic("com.shop.till.emptied")
        public void emptied() {
            cents = 0;
        }
    }
    // end of the example

    @Test
    void annotatedObjects() {
        // example
        session.register(new Till()).await(DEADLINE);

        int cents = session.call(Call.of("com.shop.till.pay").args(250).kwarg("tip", 50))
                .as(Integer.class)
                .await(DEADLINE);
        // end of the example
        assertThat(cents).isEqualTo(300);
    }

    @Test
    void progressiveResults() {
        List<Integer> seen = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> complete = new CompletableFuture<>();
        // example
        session.register("com.shop.count", i -> {
                    int last = i.arg(0, Integer.class);
                    for (int n = 1; n < last; n++) {
                        i.progress(n).toCompletableFuture().join(); // waits for the network
                    }
                    return last;
                })
                .await(DEADLINE);

        CallStream stream = session.stream(Call.of("com.shop.count").args(5));
        stream.subscribe(new Flow.Subscriber<CallResult>() {
            private Flow.Subscription subscription;

            @Override
            public void onSubscribe(Flow.Subscription given) {
                subscription = given;
                subscription.request(1);
            }

            @Override
            public void onNext(CallResult result) {
                seen.add(result.as(Integer.class));
                subscription.request(1); // subscription.cancel() would cancel the call
            }

            @Override
            public void onError(Throwable failure) {
                complete.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                complete.complete(null);
            }
        });
        // end of the example
        complete.join();
        assertThat(seen).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void progressiveCalls() {
        // example
        session.register("com.shop.sum", i -> {
                    CompletableFuture<Integer> sum = new CompletableFuture<>();
                    i.moreInput().subscribe(new Summing(i.arg(0, Integer.class), sum));
                    return sum;
                })
                .await(DEADLINE);

        CallStream stream = session.exchange(Call.of("com.shop.sum").args(1));
        stream.send(2);
        stream.send(3);
        stream.finish(4);
        int sum = stream.result().await(DEADLINE).as(Integer.class);
        // end of the example
        assertThat(sum).isEqualTo(10);
    }

    private static final class Summing implements Flow.Subscriber<Arguments> {
        private final CompletableFuture<Integer> sum;
        private int total;

        Summing(int first, CompletableFuture<Integer> sum) {
            this.total = first;
            this.sum = sum;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Arguments arguments) {
            total += arguments.arg(0, Integer.class);
        }

        @Override
        public void onError(Throwable failure) {
            sum.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            sum.complete(total);
        }
    }

    @Test
    void canceling() {
        CompletableFuture<String> told = new CompletableFuture<>();
        CompletableFuture<Void> started = new CompletableFuture<>();
        // example
        session.register("com.shop.inventory", i -> {
                    i.onCancel(() -> told.complete("stopped counting"));
                    started.complete(null);
                    return new CompletableFuture<>(); // the client cancels it; a handler that blocks is interrupted
                })
                .await(DEADLINE);

        CallHandle call = session.call("com.shop.inventory");
        // end of the example
        started.join();
        // example
        call.cancel(CancelMode.KILL);
        // end of the example
        assertThat(told.join()).isEqualTo("stopped counting");
        assertThatThrownBy(() -> call.await(DEADLINE)).hasMessageContaining("wamp.error.canceled");
        // example
        CallHandle late = session.call(Call.of("com.shop.inventory").timeout(Duration.ofMillis(200)));
        // end of the example
        assertThatThrownBy(() -> late.await(DEADLINE)).hasMessageContaining("wamp.error.timeout");
    }

    @Test
    void authentication() {
        // example
        Client client = Client.builder()
                .url(url)
                .realm("realm1")
                .authentication(Authentications.scram("joe", "pencil"))
                .authentication(Authentications.wampCra("joe", "secret"))
                .build();
        Session session = client.connect().await(DEADLINE);
        String method = session.details().authmethod(); // the first method that the router accepts
        // end of the example
        assertThat(method).isEqualTo("wamp-scram");
        client.close();
        for (var authentication : List.of(
                Authentications.ticket("joe", "ticket-1"),
                Authentications.wampCra("joe", "secret"),
                Authentications.cryptosign(KEY))) {
            try (Client other = Client.builder()
                    .url(url)
                    .realm("realm1")
                    .authentication(authentication)
                    .build()) {
                assertThat(other.connect().await(DEADLINE).details().authid()).isEqualTo("joe");
            }
        }
        try (Client wrong = Client.builder()
                .url(url)
                .realm("realm1")
                .authentication(Authentications.ticket("joe", "wrong"))
                .build()) {
            assertThatThrownBy(() -> wrong.connect().await(DEADLINE)).isInstanceOf(JoinRefused.class);
        }
    }

    @Test
    void certificates() {
        // example
        TlsOptions tls = TlsOptions.DEFAULT
                .trusting(Path.of("authority.pem"))
                .identity(Path.of("client.pem"), Path.of("client.key"));
        ClientBuilder secure =
                Client.builder().url("wss://router.example/ws").realm("realm1").tls(tls);
        // end of the example
        assertThat(tls.checksHostName()).isTrue();
        assertThatThrownBy(secure::build).hasMessageContaining("authority.pem: found no such file");
    }

    @Test
    void reconnecting() {
        // example
        Client client = Client.builder()
                .url(url)
                .realm("realm1")
                .serializations(Serialization.MSGPACK, Serialization.JSON)
                .reconnect(ReconnectOptions.DEFAULT
                        .delays(Duration.ofMillis(100), Duration.ofSeconds(10))
                        .retryingFirst())
                .build();
        // end of the example
        Session durable = client.connect().await(DEADLINE);
        durable.register("com.shop.still_here", i -> "yes").await(DEADLINE);
        long first = durable.details().id();
        Session killer = Client.builder()
                .router(router.local("admin", "trusted"))
                .realm("realm1")
                .build()
                .join()
                .await(DEADLINE);
        MetaApi.of(killer).sessions().kill(first, "com.shop.test", "see you").await(DEADLINE);

        await().atMost(DEADLINE)
                .until(() -> durable.isJoined() && durable.details().id() != first);
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(killer.call("com.shop.still_here")
                                .as(String.class)
                                .await(DEADLINE))
                        .isEqualTo("yes"));
        killer.leave().await(DEADLINE);
        client.close();
    }

    @Test
    void metaApi() {
        // example
        MetaApi meta = MetaApi.of(session);
        SessionInfo me = meta.sessions().get(session.details().id()).await(DEADLINE);
        List<Long> sessions = meta.sessions().list().await(DEADLINE);
        Optional<Long> registration =
                meta.registrations().match("com.shop.absent").await(DEADLINE);
        // end of the example
        assertThat(me.authrole()).contains("anonymous");
        assertThat(sessions).contains(me.session());
        assertThat(registration).isEmpty();
    }

    @Test
    void historyAndRetainedEventsAndTestaments() {
        // example
        Subscription sold = session.subscribe("com.shop.sold", event -> {}).await(DEADLINE);
        session.publishAcknowledged(
                        Publication.of("com.shop.sold").args("balloon").retained())
                .await(DEADLINE);

        List<PastEvent> past = MetaApi.of(session)
                .subscriptions()
                .events(HistoryQuery.of(sold.id())
                        .newestFirst()
                        .limit(10)
                        .after(Instant.now().minusSeconds(3600)))
                .await(DEADLINE);
        // end of the example
        assertThat(past).isNotEmpty();
        assertThat(past.get(0).arguments().args()).containsExactly("balloon");

        CompletableFuture<String> retained = new CompletableFuture<>();
        CompletableFuture<String> gone = new CompletableFuture<>();
        Client other = Client.builder().url(url).realm("realm1").build();
        Session watching = other.connect().await(DEADLINE);
        // example
        watching.subscribe(
                        TopicFilter.of("com.shop.sold").withRetained(),
                        event -> retained.complete(event.arg(0, String.class)))
                .await(DEADLINE);
        watching.subscribe("com.shop.clerk_gone", event -> gone.complete(event.arg(0, String.class)))
                .await(DEADLINE);

        MetaApi.of(session)
                .testaments()
                .add(Publication.of("com.shop.clerk_gone").args("Joe"))
                .await(DEADLINE);
        session.leave().await(DEADLINE);
        // end of the example
        assertThat(retained.orTimeout(60, TimeUnit.SECONDS).join()).isEqualTo("balloon");
        assertThat(gone.orTimeout(60, TimeUnit.SECONDS).join()).isEqualTo("Joe");
        other.close();
    }

    @Test
    void secrets() {
        byte[] secret = new byte[PayloadCipher.KEY_SIZE];
        // example
        // 32 bytes that both clients know
        PassthruKey key = new PassthruKey("shop-2026", PayloadCipher.AES256GCM, secret);
        EncryptingCodec codec = new EncryptingCodec(PatternKeyRing.builder()
                .send(MatchPolicy.PREFIX, "com.shop.secret.", key)
                .build());
        Client client =
                Client.builder().url(url).realm("realm1").payloadCodec(codec).build();
        // end of the example
        Session sealed = client.connect().await(DEADLINE);
        sealed.register("com.shop.secret.echo", i -> i.arg(0, String.class)).await(DEADLINE);
        assertThat(sealed.call("com.shop.secret.echo", "psst").as(String.class).await(DEADLINE))
                .isEqualTo("psst");
        assertThatThrownBy(() -> session.call("com.shop.secret.echo", "psst").await(DEADLINE))
                .isInstanceOf(io.aerostat.client.error.UnreadablePayload.class);
        client.close();
    }

    @Test
    void theGuideShowsThisCode() throws Exception {
        String source = Files.readString(Path.of("src/test/java/io/aerostat/node/client/ClientGuideTest.java"));
        String guide = normalized(Files.readString(Path.of("../docs/client.md")));
        Matcher examples = Pattern.compile("// example\n(.*?)// end of the example\n", Pattern.DOTALL)
                .matcher(source);
        int count = 0;
        while (examples.find()) {
            count++;
            assertThat(guide).contains(normalized(examples.group(1)));
        }
        assertThat(count).isGreaterThan(15);
    }

    private static String normalized(String code) {
        return code.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
}
