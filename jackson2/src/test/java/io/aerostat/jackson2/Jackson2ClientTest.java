package io.aerostat.jackson2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.client.Client;
import io.aerostat.client.annotation.Contract;
import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.meta.MetaApi;
import io.aerostat.client.session.Session;
import io.aerostat.client.value.JacksonMapping;
import io.aerostat.jackson2.Jackson2MappingTest.Line;
import io.aerostat.jackson2.Jackson2MappingTest.Money;
import io.aerostat.test.ReceivedCalls;
import io.aerostat.test.TestRouter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests a program with Jackson 2 that calls, answers, and describes its service in a contract. */
class Jackson2ClientTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    /** The answer of the contract; a proxy needs access to it. */
    public record Delivery(LocalDate arrivesOn, Money price) {}

    /** A contract with types of the application. */
    @Contract("com.shop")
    public interface Shop {
        @Procedure("order")
        Delivery order(List<Line> lines);
    }

    private final TestRouter router = TestRouter.builder()
            .objectMapping(Jackson2Mapping.of(Jackson2MappingTest.applicationMapper()))
            .start();

    @AfterEach
    void close() {
        router.close();
    }

    private static Delivery deliver(List<Line> lines) {
        return new Delivery(LocalDate.parse("2026-12-24"), lines.get(0).price());
    }

    @Test
    void contractsCarryTheTypesOfTheApplication() {
        router.join().register(Shop.class, Jackson2ClientTest::deliver).await(DEADLINE);
        Money price = new Money(new BigDecimal("2.50"), "EUR");

        Delivery delivery = router.join().proxy(Shop.class).order(List.of(new Line("balloon", 2, price)));

        assertThat(delivery).isEqualTo(new Delivery(LocalDate.parse("2026-12-24"), price));
    }

    /** A client without Jackson 2 receives the values exactly as the mapper has written them. */
    @Test
    void theRulesAreThoseOnTheWire() throws Exception {
        try (Client plain = router.client(TestRouter.DEFAULT_ROLE)
                .objectMapping(JacksonMapping.DEFAULT)
                .build()) {
            Session other = plain.join().await(DEADLINE);
            ReceivedCalls orders = ReceivedCalls.answering(
                    other, "com.shop.order", Map.of("arrives_on", "2026-12-24", "price", "5 EUR"));

            Delivery delivery = router.join()
                    .proxy(Shop.class)
                    .order(List.of(new Line("rope", 1, new Money(BigDecimal.TEN, "EUR"))));

            assertThat(delivery.price()).isEqualTo(new Money(new BigDecimal("5"), "EUR"));
            assertThat(orders.next().args().get(0))
                    .isEqualTo(List.of(Map.of("article", "rope", "pieces", 1L, "price", "10 EUR")));
        }
    }

    @Test
    void aCallerLearnsWhichEntryIsWrong() {
        router.join().register(Shop.class, Jackson2ClientTest::deliver).await(DEADLINE);

        assertThatThrownBy(() -> router.join()
                        .call("com.shop.order", List.of(Map.of("article", "rope", "pieces", 1.5, "price", "5 EUR")))
                        .await(DEADLINE))
                .isInstanceOfSatisfying(
                        ApplicationError.class,
                        error -> assertThat(error.uri()).isEqualTo("wamp.error.invalid_argument"))
                .hasMessageContaining("[0].pieces: found a number (expected an integer)");
    }

    /** The records of the client itself have other names and types than the mapper of the application expects. */
    @Test
    void theMetaApiDoesNotDependOnTheMapper() {
        Session session = router.join();
        MetaApi meta = MetaApi.of(session);

        assertThat(meta.sessions().get(session.details().id()).await(DEADLINE).authrole())
                .contains(TestRouter.DEFAULT_ROLE);
        assertThat(meta.registrations().list().await(DEADLINE).exact()).isEmpty();
    }
}
