package io.aerostat.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aerostat.client.annotation.Arg;
import io.aerostat.client.annotation.Contract;
import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.annotation.Topic;
import io.aerostat.client.annotation.WampError;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.session.Session;
import io.aerostat.client.value.ObjectMapping;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.test.TestRouter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tests methods of beans that answer calls and receive events. */
class ProceduresTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    record Order(@NotBlank String balloon, @Positive int count) {}

    record Receipt(String balloon, int price) {}

    @WampError("com.shop.error.sold_out")
    public static class SoldOut extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int left;

        public SoldOut(String message, @Arg("left") int left) {
            super(message);
            this.left = left;
        }

        public int left() {
            return left;
        }
    }

    static class Shop {
        final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

        @WampProcedure("com.shop.order")
        Receipt order(@Valid Order order) {
            if (order.count() > 100) {
                throw new SoldOut("too many", 100);
            }
            return new Receipt(order.balloon(), order.count() * 3);
        }

        @WampProcedure("${shop.prefix}.add")
        int add(@Positive int x, int y) {
            return x + y;
        }

        @WampProcedure(value = "com.shop.about.", match = MatchPolicy.PREFIX)
        String about(io.aerostat.client.rpc.Invocation invocation) {
            return invocation.procedure();
        }

        @WampListener("com.shop.weather")
        void weather(String sky, int degrees) {
            seen.add(sky + degrees);
        }
    }

    private final TestRouter router = TestRouter.start();
    private final ApplicationContextRunner context =
            Contexts.at(router).withPropertyValues("shop.prefix=com.shop").withBean(Shop.class);

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void recordsTravelInBothDirections() {
        context.run(application -> {
            Receipt receipt = router.join()
                    .call("com.shop.order", new Order("red", 2))
                    .as(Receipt.class)
                    .await(DEADLINE);

            assertThat(receipt).isEqualTo(new Receipt("red", 6));
        });
    }

    @Test
    void aUriMayHavePlaceholdersAndMayBeAPattern() {
        context.run(application -> {
            Session session = router.join();

            assertThat(session.call("com.shop.add", 2, 3).as(Integer.class).await(DEADLINE))
                    .isEqualTo(5);
            assertThat(session.call("com.shop.about.red").as(String.class).await(DEADLINE))
                    .isEqualTo("com.shop.about.red");
        });
    }

    @Test
    void aListenerReceivesEvents() {
        context.run(application -> {
            router.join()
                    .publish(Publication.of("com.shop.weather").args("sunny").kwarg("degrees", 21));

            assertThat(application.getBean(Shop.class).seen.poll(60, TimeUnit.SECONDS))
                    .isEqualTo("sunny21");
        });
    }

    @Test
    void argumentsThatBreakAConstraintAreInvalid() {
        context.run(application -> {
            Session session = router.join();

            assertThat(refusal(session, Call.of("com.shop.order").args(new Order("", -1))))
                    .hasMessage("wamp.error.invalid_argument: order.balloon: must not be blank;"
                            + " order.count: must be greater than 0");
            assertThat(refusal(session, Call.of("com.shop.add").args(0, 1)))
                    .hasMessage("wamp.error.invalid_argument: x: must be greater than 0");
        });
    }

    @Test
    void withoutBeanValidationConstraintsAreNotChecked() {
        context.withClassLoader(new FilteredClassLoader("jakarta.validation", "org.hibernate.validator"))
                .run(application -> assertThat(router.join()
                                .call("com.shop.add", 0, 1)
                                .as(Integer.class)
                                .await(DEADLINE))
                        .isEqualTo(1));
    }

    @Test
    void anExceptionWithWampErrorIsSentWithItsUri() {
        context.run(application -> {
            ApplicationError refusal =
                    refusal(router.join(), Call.of("com.shop.order").args(new Order("red", 101)));

            assertThat(refusal.uri()).isEqualTo("com.shop.error.sold_out");
            assertThat(refusal.kwargs()).containsEntry("left", 100L);
        });
    }

    @Test
    void methodsOfAProxiedBeanAreCalledThroughItsProxy() {
        BlockingQueue<String> intercepted = new LinkedBlockingQueue<>();
        MethodInterceptor interceptor = call -> {
            intercepted.add(call.getMethod().getName());
            return call.proceed();
        };
        Contexts.at(router)
                .withPropertyValues("shop.prefix=com.shop")
                .withBean("shop", Object.class, () -> {
                    ProxyFactory proxy = new ProxyFactory(new Shop());
                    proxy.setProxyTargetClass(true);
                    proxy.addAdvice(interceptor);
                    return proxy.getProxy();
                })
                .run(application -> {
                    assertThat(refusal(router.join(), Call.of("com.shop.order").args(new Order("", 1))))
                            .hasMessageContaining("order.balloon: must not be blank");
                    assertThat(router.join()
                                    .call("com.shop.add", 2, 3)
                                    .as(Integer.class)
                                    .await(DEADLINE))
                            .isEqualTo(5);
                    assertThat(intercepted).containsExactly("add");
                });
    }

    @Test
    void aBeanMayMapObjects() {
        ObjectMapping mapping = new ObjectMapping() {
            @Override
            public Object toPlain(Object object) {
                return object.toString();
            }

            @Override
            public Object toObject(Object value, Type type) {
                return new Order(value.toString(), 1);
            }
        };

        context.withBean(ObjectMapping.class, () -> mapping)
                .run(application -> assertThat(router.join()
                                .call("com.shop.order", "red")
                                .as(String.class)
                                .await(DEADLINE))
                        .isEqualTo("Receipt[balloon=red, price=3]"));
    }

    @Contract("com.balloon")
    public interface Balloon {
        @Procedure("pop")
        String pop(@Positive int times);

        @Topic("data")
        void data(int altitude);
    }

    @Configuration(proxyBeanMethods = false)
    static class BalloonConfiguration {
        final BlockingQueue<Integer> altitudes = new LinkedBlockingQueue<>();

        @Bean
        Balloon balloon() {
            return new Balloon() {
                @Override
                public String pop(int times) {
                    return "pop".repeat(times);
                }

                @Override
                public void data(int altitude) {
                    altitudes.add(altitude);
                }
            };
        }
    }

    @Test
    void aBeanThatImplementsAContractIsRegistered() {
        Contexts.at(router).withUserConfiguration(BalloonConfiguration.class).run(application -> {
            Session session = router.join();
            Balloon client = session.proxy(Balloon.class);

            assertThat(client.pop(2)).isEqualTo("poppop");
            assertThat(refusal(session, Call.of("com.balloon.pop").args(0)))
                    .hasMessageContaining("must be greater than 0");
            client.data(17);
            assertThat(application.getBean(BalloonConfiguration.class).altitudes.poll(60, TimeUnit.SECONDS))
                    .isEqualTo(17);
        });
    }

    private static ApplicationError refusal(Session session, Call call) {
        return catchThrowableOfType(
                ApplicationError.class, () -> session.call(call).await(DEADLINE));
    }
}
