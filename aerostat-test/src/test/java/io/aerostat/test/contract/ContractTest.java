package io.aerostat.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.annotation.Arg;
import io.aerostat.client.annotation.Contract;
import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.annotation.Topic;
import io.aerostat.client.annotation.WampError;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.execution.WampFuture.AwaitTimeout;
import io.aerostat.client.pubsub.Event;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.session.Session;
import io.aerostat.test.ReceivedCalls;
import io.aerostat.test.ReceivedEvents;
import io.aerostat.test.junit.WampRouter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests contracts between two sessions of a router: proxies on one side, implementations on the other side. */
@WampRouter
class ContractTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    record Order(String article, int pieces) {}

    @WampError("com.shop.error.no_such_article")
    public static class NoSuchArticle extends Exception {
        private static final long serialVersionUID = 1L;
        private final String article;

        public NoSuchArticle(String message, @Arg("article") String article) {
            super(message);
            this.article = article;
        }

        public String article() {
            return article;
        }
    }

    @WampError("com.shop.error.closed")
    public static class Closed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Closed() {}
    }

    @Contract(value = "com.shop", errors = Closed.class)
    interface Shop {
        @Procedure("price")
        int price(String article) throws NoSuchArticle;

        @Procedure("order")
        CompletableFuture<Order> order(Order order, @Arg("note") Optional<String> note);

        @Procedure("find")
        Optional<String> find(String text);

        @Procedure("count")
        Flow.Publisher<Integer> count(int last);

        @Procedure("orders")
        List<Order> orders();

        @Procedure("close")
        void close();

        @Topic("sold")
        void sold(Order order);

        @Topic("sold")
        default Subscription onSold(Consumer<Order> listener) {
            throw new UnsupportedOperationException();
        }

        @Topic("sold")
        default Flow.Publisher<Event> soldEvents() {
            throw new UnsupportedOperationException();
        }

        default int priceOf(Order order) throws NoSuchArticle {
            return price(order.article()) * order.pieces();
        }
    }

    static final class BalloonShop implements Shop {
        private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
        private final SubmissionPublisher<Integer> endless = new SubmissionPublisher<>();

        @Override
        public int price(String article) throws NoSuchArticle {
            if (!article.equals("balloon")) {
                throw new NoSuchArticle("there is no such article", article);
            }
            return 250;
        }

        @Override
        public CompletableFuture<Order> order(Order order, Optional<String> note) {
            return CompletableFuture.completedFuture(new Order(order.article() + note.orElse(""), order.pieces() + 1));
        }

        @Override
        public Optional<String> find(String text) {
            return text.isEmpty() ? Optional.empty() : Optional.of("balloon");
        }

        @Override
        public Flow.Publisher<Integer> count(int last) {
            return last < 0 ? endless : new Counting(last);
        }

        @Override
        public List<Order> orders() {
            return List.of(new Order("balloon", 1), new Order("string", 2));
        }

        @Override
        public void close() {
            throw new Closed();
        }

        @Override
        public void sold(Order order) {
            seen.add(order);
        }
    }

    private BalloonShop implementation;
    private Session session;
    private Shop shop;

    @BeforeEach
    void register(Session service, Session client) {
        implementation = new BalloonShop();
        service.register(Shop.class, implementation).await(DEADLINE);
        session = client;
        shop = client.proxy(Shop.class);
    }

    @Test
    void aValueIsReturnedWhenTheCallIsAnswered() throws Exception {
        assertThat(shop.price("balloon")).isEqualTo(250);
        assertThat(shop.orders()).containsExactly(new Order("balloon", 1), new Order("string", 2));
    }

    @Test
    void aFutureHoldsTheResult() {
        Order order = new Order("balloon", 2);

        assertThat(shop.order(order, Optional.of("!"))).succeedsWithin(DEADLINE).isEqualTo(new Order("balloon!", 3));
        assertThat(shop.order(order, Optional.empty())).succeedsWithin(DEADLINE).isEqualTo(new Order("balloon", 3));
    }

    @Test
    void anOptionalIsEmptyForNoResult() {
        assertThat(shop.find("bal")).contains("balloon");
        assertThat(shop.find("")).isEmpty();
    }

    @Test
    void aPublisherHasTheProgressiveResults() {
        assertThat(Collected.of(shop.count(5)).items()).succeedsWithin(DEADLINE).isEqualTo(List.of(1, 2, 3, 4, 5));
    }

    @Test
    void eachSubscriberOfAPublisherMakesACallOfItsOwn() {
        Flow.Publisher<Integer> counting = shop.count(2);

        assertThat(Collected.of(counting).items()).succeedsWithin(DEADLINE).isEqualTo(List.of(1, 2));
        assertThat(Collected.of(counting).items()).succeedsWithin(DEADLINE).isEqualTo(List.of(1, 2));
    }

    @Test
    void cancelingASubscriptionCancelsTheInvocation() throws Exception {
        Collected<Integer> endless = Collected.of(shop.count(-1));
        endless.awaitSubscribed(implementation.endless);
        implementation.endless.submit(1);
        endless.awaitFirst();

        endless.cancel();

        endless.awaitUnsubscribed(implementation.endless);
    }

    @Test
    void progressiveResultsNeedACallThatAcceptsThem() {
        assertThatThrownBy(() -> session.call("com.shop.count", 3).await(DEADLINE))
                .isInstanceOf(ApplicationError.class)
                .hasMessageContaining("wamp.error.invalid_argument: found a call without receive_progress");
    }

    @Test
    void aDeclaredExceptionIsThrownAtTheCaller() {
        assertThatThrownBy(() -> shop.price("anvil")).isInstanceOfSatisfying(NoSuchArticle.class, thrown -> {
            assertThat(thrown).hasMessage("there is no such article").hasCauseInstanceOf(ApplicationError.class);
            assertThat(thrown.article()).isEqualTo("anvil");
        });
    }

    @Test
    void anExceptionOfTheWholeContractIsThrownAtTheCaller() {
        assertThatThrownBy(shop::close).isInstanceOf(Closed.class);
    }

    @Test
    void anExceptionTravelsAsAnErrorOfWamp() {
        assertThatThrownBy(() -> session.call("com.shop.price", "anvil").await(DEADLINE))
                .isInstanceOfSatisfying(ApplicationError.class, error -> {
                    assertThat(error.uri()).isEqualTo("com.shop.error.no_such_article");
                    assertThat(error.args()).isEqualTo(List.of("there is no such article"));
                    assertThat(error.kwargs()).isEqualTo(Map.of("article", "anvil"));
                });
    }

    @Test
    void anyOtherErrorIsAnApplicationError(Session service) {
        ReceivedCalls.of(service, "com.other.fail", call -> {
            throw new ApplicationError("com.other.error", 1);
        });
        Other other = session.proxy(Other.class);

        assertThatThrownBy(other::fail).isInstanceOf(ApplicationError.class).hasMessage("com.other.error");
        assertThat(session.proxy(Later.class).fail())
                .failsWithin(DEADLINE)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOf(ApplicationError.class);
    }

    @Contract("com.other")
    interface Other {
        @Procedure("fail")
        void fail();
    }

    @Contract("com.other")
    interface Later {
        @Procedure("fail")
        CompletableFuture<Void> fail();
    }

    @Test
    void aProxyPublishesAndAnImplementationGetsTheEvents() throws Exception {
        shop.sold(new Order("balloon", 2));

        assertThat(implementation.seen.poll(60, TimeUnit.SECONDS)).isEqualTo(new Order("balloon", 2));
    }

    @Test
    void aProxySubscribes(Session other) throws Exception {
        BlockingQueue<Order> seen = new LinkedBlockingQueue<>();

        Subscription subscription = shop.onSold(seen::add);
        other.proxy(Shop.class).sold(new Order("string", 1));

        assertThat(seen.poll(60, TimeUnit.SECONDS)).isEqualTo(new Order("string", 1));
        assertThat(subscription.filter().topic()).isEqualTo("com.shop.sold");
    }

    @Test
    void aPublisherOfEventsSubscribesForItsSubscriber(Session other) {
        Collected<Event> events = Collected.of(shop.soldEvents());
        Shop publishing = other.proxy(Shop.class);

        await().atMost(DEADLINE).until(() -> {
            publishing.sold(new Order("string", 1));
            return !events.received().isEmpty();
        });

        assertThat(events.received().get(0).arg(0, Order.class)).isEqualTo(new Order("string", 1));
    }

    @Test
    void aDefaultMethodRunsItsOwnCode() throws Exception {
        assertThat(shop.priceOf(new Order("balloon", 3))).isEqualTo(750);
    }

    @Test
    void aProxyIsEqualToItselfOnly() {
        assertThat(Set.of(shop)).contains(shop).doesNotContain(session.proxy(Shop.class));
        assertThat(shop).hasToString("proxy of " + Shop.class.getName());
    }

    @Test
    void aValueIsAwaitedForALimitedTime(Session service) {
        CompletableFuture<Object> stuck = new CompletableFuture<>();
        ReceivedCalls.of(service, "com.other.fail", call -> stuck);
        Other other = session.proxy(Other.class, Duration.ofMillis(1));

        assertThatThrownBy(other::fail).isInstanceOf(AwaitTimeout.class);
        assertThat(stuck).failsWithin(DEADLINE); // the callee is interrupted
    }

    @Test
    void cancelingTheFutureCancelsTheCall(Session service) {
        CompletableFuture<Object> stuck = new CompletableFuture<>();
        ReceivedCalls calls = ReceivedCalls.of(service, "com.other.fail", call -> stuck);
        CompletableFuture<Void> future = session.proxy(Later.class).fail();
        calls.next();

        future.cancel(true);

        assertThat(stuck).failsWithin(DEADLINE);
    }

    @Test
    void aRefusedContractIsUndone(Session service, Session second) {
        ReceivedCalls.answering(service, "com.late.b", 1);

        assertThatThrownBy(() -> second.register(Late.class, new LateService()).await(DEADLINE))
                .isInstanceOf(ApplicationError.class)
                .hasMessageContaining("wamp.error.procedure_already_exists");

        assertThatThrownBy(() -> session.call("com.late.a").await(DEADLINE))
                .isInstanceOf(ApplicationError.class)
                .hasMessageContaining("wamp.error.no_such_procedure");
    }

    @Contract("com.late")
    interface Late {
        @Procedure("a")
        int a();

        @Procedure("b")
        int b();
    }

    static final class LateService implements Late {
        @Override
        public int a() {
            return 1;
        }

        @Override
        public int b() {
            return 2;
        }
    }

    @Test
    void anAnnotatedObjectKeepsTheUrisOfItsContract(Session service, Session subscriber) {
        service.register(new LateService()).await(DEADLINE);
        ReceivedEvents events = ReceivedEvents.of(subscriber, "com.shop.sold");

        assertThat(session.call("com.late.a").as(Integer.class).await(DEADLINE)).isEqualTo(1);
        assertThat(events.drain()).isEmpty();
    }
}
