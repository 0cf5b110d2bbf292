package io.aerostat.router.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.router.Router;
import io.aerostat.router.RouterBuilder;
import io.aerostat.router.listener.Addresses;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.PathService.Health.Probe;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.TrustedProxies;
import io.aerostat.router.listener.WebOptions;
import io.aerostat.router.observation.MetricsPage;
import io.aerostat.router.observation.NotReady;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests metrics and probes, as a scraper, a load balancer and an outsider see them. */
class OperationServicesTest {
    private static final Addresses OTHERS = Addresses.of(List.of("10.0.0.0/8", "2001:db8::/32"));
    private static final Map<String, PathService> PATHS = Map.of(
            "metrics", new PathService.Metrics(Addresses.LOOPBACK),
            "others", new PathService.Metrics(OTHERS),
            "livez", new PathService.Health(Probe.LIVE, Addresses.LOOPBACK),
            "readyz", new PathService.Health(Probe.READY, Addresses.LOOPBACK),
            "silent", new PathService.Health(Probe.READY, OTHERS),
            "haproxy", new PathService.Health(Probe.READY_OR_NOT_FOUND, Addresses.NONE));

    private final List<Router> routers = new ArrayList<>();

    private SocketAddress serve(RouterBuilder builder) throws Exception {
        return serve(builder, WebOptions.DEFAULT);
    }

    private SocketAddress serve(RouterBuilder builder, WebOptions options) throws Exception {
        Router router = builder.listen(new Listener(
                        "web", new ListeningEndpoint.Tcp("127.0.0.1", 0), new Transport.Web(PATHS, options)))
                .start();
        routers.add(router);
        router.ready().get(60, TimeUnit.SECONDS);
        return router.addresses().get(0);
    }

    private static RouterBuilder withPage(MetricsPage page) {
        return Router.builder().metricsPage(page);
    }

    private static MetricsPage.Rendered page(String accept) {
        return new MetricsPage.Rendered(
                "text/plain; version=0.0.4; charset=utf-8", ("# " + accept + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() throws Exception {
        for (Router router : routers) {
            router.close(Duration.ofSeconds(5)).get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void theScraperGetsThePageWithItsExactType() throws Exception {
        SocketAddress address = serve(withPage(OperationServicesTest::page));

        HttpClient.Reply reply = HttpClient.get(address, "/metrics", "Accept: text/plain;version=0.0.4");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers())
                .containsEntry("content-type", "text/plain; version=0.0.4; charset=utf-8")
                .containsEntry("cache-control", "no-store");
        assertThat(reply.body()).isEqualTo("# text/plain;version=0.0.4\n");
        assertThat(HttpClient.get(address, "/metrics/").status()).isEqualTo(200);
        assertThat(HttpClient.get(address, "/metrics/x").status()).isEqualTo(404);
    }

    @Test
    void aStrangerIsRefused() throws Exception {
        SocketAddress address = serve(withPage(OperationServicesTest::page));

        HttpClient.Reply reply = HttpClient.get(address, "/others", "X-Forwarded-For: 10.1.2.3");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body()).contains("tcp4:127.0.0.1:", "allow");
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 200, 403",
        "10.1.2.3:4711, 200, 403",
        "2001:db8::1, 200, 403",
        "'[2001:db8::1]:4711', 200, 403",
        "192.0.2.1, 403, 403",
        "nonsense, 403, 200",
    })
    void behindATrustedProxyTheAddressOfTheClientDecides(String client, int others, int loopback) throws Exception {
        WebOptions options = WebOptions.DEFAULT.withTrustedProxies(TrustedProxies.of(List.of("127.0.0.1")));
        SocketAddress address = serve(withPage(OperationServicesTest::page), options);

        assertThat(HttpClient.get(address, "/others", "X-Forwarded-For: " + client)
                        .status())
                .isEqualTo(others);
        assertThat(HttpClient.get(address, "/metrics", "X-Forwarded-For: " + client)
                        .status())
                .isEqualTo(loopback);
    }

    @Test
    void aPageThatCannotBeRenderedIsAnErrorAndTheNextOneIsServed() throws Exception {
        CountDownLatch once = new CountDownLatch(1);
        SocketAddress address = serve(withPage(accept -> {
            if (once.getCount() > 0) {
                once.countDown();
                throw new IllegalStateException("secret");
            }
            return page(accept);
        }));

        HttpClient.Reply failed = HttpClient.get(address, "/metrics");

        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.body()).doesNotContain("secret");
        assertThat(HttpClient.get(address, "/metrics").status()).isEqualTo(200);
    }

    @Test
    void moreScrapesThanCanBeServedAreRefusedAtOnce() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        SocketAddress address = serve(withPage(accept -> {
            try {
                slow.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return page(accept);
        }));
        List<CompletableFuture<Integer>> scrapes = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            scrapes.add(CompletableFuture.supplyAsync(() -> status(address), task -> new Thread(task).start()));
        }

        Object first = CompletableFuture.anyOf(scrapes.toArray(CompletableFuture<?>[]::new))
                .get(60, TimeUnit.SECONDS);

        assertThat(first).isEqualTo(503);
        slow.countDown();
        for (CompletableFuture<Integer> scrape : scrapes) {
            scrape.get(60, TimeUnit.SECONDS);
        }
        assertThat(scrapes).filteredOn(scrape -> scrape.join() == 200).hasSize(8);
    }

    private static int status(SocketAddress address) {
        try {
            return HttpClient.get(address, "/metrics").status();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRouterWithoutAPageOfMetricsDoesNotListen() {
        assertThatThrownBy(() -> serve(Router.builder()))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RouterBuilder.metricsPage");
    }

    @Test
    void aRouterThatListensIsReadyAndAlive() throws Exception {
        SocketAddress address = serve(withPage(OperationServicesTest::page));

        HttpClient.Reply ready = HttpClient.get(address, "/readyz");

        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.headers()).containsEntry("content-type", "application/json; charset=utf-8");
        assertThat(ready.body()).isEqualTo("{\"status\":\"ready\"}\n");
        assertThat(HttpClient.get(address, "/haproxy").status()).isEqualTo(200);
        assertThat(HttpClient.get(address, "/livez").body()).isEqualTo("{\"status\":\"alive\"}\n");
    }

    @Test
    void aReasonMakesTheRouterNotReadyAndIsShownToOperatorsOnly() throws Exception {
        List<NotReady> reasons = new ArrayList<>();
        SocketAddress address = serve(withPage(OperationServicesTest::page).readiness(() -> List.copyOf(reasons)));
        reasons.add(NotReady.unavailable("cut off from \"the\" cluster"));

        HttpClient.Reply shown = HttpClient.get(address, "/readyz");

        assertThat(shown.status()).isEqualTo(503);
        assertThat(shown.body())
                .isEqualTo("{\"status\":\"unavailable\",\"reasons\":[\"cut off from \\u0022the\\u0022 cluster\"]}\n");
        assertThat(HttpClient.get(address, "/silent").body()).isEqualTo("{\"status\":\"unavailable\"}\n");
        assertThat(HttpClient.get(address, "/haproxy").status()).isEqualTo(404);
        assertThat(HttpClient.get(address, "/livez").status()).isEqualTo(200);
    }

    @Test
    void aCheckThatFailsIsAReason() throws Exception {
        SocketAddress address = serve(withPage(OperationServicesTest::page).readiness(() -> {
            throw new IllegalStateException("secret");
        }));

        HttpClient.Reply reply = HttpClient.get(address, "/readyz");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.body()).contains("a readiness check failed").doesNotContain("secret");
    }

    @Test
    void aRouterThatIsAboutToEndSaysSoAndStillServes() throws Exception {
        SocketAddress address = serve(withPage(OperationServicesTest::page));

        routers.get(0).readiness().drain();

        HttpClient.Reply reply = HttpClient.get(address, "/readyz");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.body()).contains("\"status\":\"draining\"", "the router is about to end");
        assertThat(HttpClient.get(address, "/metrics").status()).isEqualTo(200);
    }

    @Test
    void aStuckEventLoopIsNoticed() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch stuck = new CountDownLatch(1);
        SocketAddress address = serve(withPage(OperationServicesTest::page)
                // With several loops, the listener is on the first loop and each connection on another one.
                .eventLoops(4)
                .readiness(() -> {
                    entered.countDown();
                    try {
                        stuck.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return List.of();
                }));
        CompletableFuture<HttpClient.Reply> blocked = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return HttpClient.get(address, "/readyz");
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task).start());

        assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();

        HttpClient.Reply reply = HttpClient.get(address, "/livez");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.body()).contains("\"status\":\"stuck\"", "event loops that ran no task for 3 s: 1");
        stuck.countDown();
        assertThat(blocked.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
    }
}
