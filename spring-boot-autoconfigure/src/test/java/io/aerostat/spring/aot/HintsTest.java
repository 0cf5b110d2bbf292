package io.aerostat.spring.aot;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.client.annotation.Arg;
import io.aerostat.client.annotation.Contract;
import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.annotation.WampError;
import io.aerostat.client.session.Session;
import io.aerostat.spring.WampListener;
import io.aerostat.spring.WampProcedure;
import io.aerostat.spring.autoconfigure.AerostatClientAutoConfiguration;
import io.aerostat.spring.contract.ImportWampClients;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

/** Tests what Spring registers for a native image. The consumer spring-aot runs the generated code. */
class HintsTest {
    record Position(double latitude, double longitude) {}

    record Wind(double speed) {}

    record Order(String article) {}

    record Receipt(int price) {}

    @WampError("com.balloon.error.too_full")
    static class TooFull extends Exception {
        private static final long serialVersionUID = 1L;

        private final int limit;

        public TooFull(String message, @Arg("limit") int limit) {
            super(message);
            this.limit = limit;
        }

        public int limit() {
            return limit;
        }
    }

    @WampError("com.balloon.error.popped")
    static class Popped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Popped(String message) {
            super(message);
        }
    }

    @Contract(value = "com.balloon", errors = Popped.class)
    interface Balloon {
        @Procedure("fly")
        CompletableFuture<Position> fly(List<Wind> winds) throws TooFull;
    }

    @Contract("com.weather")
    interface Weather {
        @Procedure("wind")
        Wind wind();
    }

    static class Shop implements Weather {
        @WampProcedure("com.shop.order")
        Receipt order(Order order) {
            return new Receipt(order.article().length());
        }

        @WampListener("com.shop.closed")
        void closed() {}

        void notAnnotated() {}

        @Override
        public Wind wind() {
            return new Wind(3);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportWampClients(Balloon.class)
    static class Application {
        @Bean
        Shop shop() {
            return new Shop();
        }
    }

    private final RuntimeHints hints = hintsOf(Application.class, AerostatClientAutoConfiguration.class);

    private static RuntimeHints hintsOf(Class<?>... classes) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            TestPropertyValues.of("aerostat.client.url=ws://localhost:8080/ws", "aerostat.client.realm=realm1")
                    .applyTo(context);
            context.register(classes);
            DefaultGenerationContext generation = new DefaultGenerationContext(
                    new ClassNameGenerator(ClassName.get(HintsTest.class)), new InMemoryGeneratedFiles());
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
            return generation.getRuntimeHints();
        }
    }

    @Test
    void theSessionOfTheApplicationIsAProxy() {
        assertThat(RuntimeHintsPredicates.proxies().forInterfaces(Session.class))
                .accepts(hints);
    }

    @Test
    void theClientOfAContractIsAProxyWhoseValuesCanBeMapped() {
        assertThat(RuntimeHintsPredicates.proxies().forInterfaces(Balloon.class))
                .accepts(hints);
        for (Class<?> value : List.of(Position.class, Wind.class)) {
            assertThat(RuntimeHintsPredicates.reflection()
                            .onType(value)
                            .withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
                    .as(value.getName())
                    .accepts(hints);
        }
    }

    @Test
    void theErrorsOfAContractCanBeMade() {
        for (Class<?> thrown : List.of(TooFull.class, Popped.class)) {
            assertThat(RuntimeHintsPredicates.reflection()
                            .onType(thrown)
                            .withMemberCategories(
                                    MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS, MemberCategory.INVOKE_PUBLIC_METHODS))
                    .as(thrown.getName())
                    .accepts(hints);
        }
    }

    @Test
    void theAnnotatedMethodsOfABeanCanBeCalled() {
        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Shop.class, "order"))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Shop.class, "closed"))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Shop.class, "notAnnotated"))
                .rejects(hints);
        assertThat(RuntimeHintsPredicates.reflection()
                        .onType(Receipt.class)
                        .withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
                .accepts(hints);
    }

    @Test
    void theContractThatABeanImplementsCanBeCalled() {
        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Weather.class, "wind"))
                .accepts(hints);
    }
}
