package io.aerostat.test.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.client.annotation.Contract;
import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.session.Session;
import io.aerostat.test.junit.WampRouter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests many calls that block at the same time: on virtual threads if the JDK has them, otherwise on fewer threads. */
@WampRouter
class VirtualThreadsTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int VIRTUAL_THREADS = 10_000;
    private static final int PLATFORM_THREADS = 200;

    @Contract("com.shop")
    interface Shop {
        @Procedure("price")
        CompletableFuture<Integer> price(int article);
    }

    @Contract("com.shop")
    interface BlockingShop {
        @Procedure("price")
        int price(int article);
    }

    @Test
    void everyBlockedCallGetsItsAnswer(Session service, Session client) throws Exception {
        boolean isVirtual = Runtime.version().feature() >= 21;
        int count = isVirtual ? VIRTUAL_THREADS : PLATFORM_THREADS;
        CountDownLatch arrived = new CountDownLatch(count);
        CompletableFuture<Void> answer = new CompletableFuture<>();
        Shop implementation = article -> {
            arrived.countDown();
            return answer.thenApply(now -> article * 2);
        };
        service.register(Shop.class, implementation).await(DEADLINE);
        BlockingShop shop = client.proxy(BlockingShop.class, DEADLINE);
        ExecutorService threads = isVirtual ? virtualThreads() : Executors.newCachedThreadPool();
        try {
            List<Future<Integer>> prices = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int article = i;
                prices.add(threads.submit(() -> shop.price(article)));
            }
            // All calls block at the same time, because none is answered before the last has arrived.
            assertThat(arrived.await(60, TimeUnit.SECONDS)).isTrue();
            answer.complete(null);

            for (int i = 0; i < count; i++) {
                assertThat(prices.get(i).get(60, TimeUnit.SECONDS)).isEqualTo(i * 2);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Uses reflection, because the sources are compiled for JDK 17. */
    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }
}
