package io.aerostat.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.Client;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permission;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.observation.MetricsPage;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks the meters of a router that has clients, in both kinds of registries. */
class RouterMetricsTest {
    private final Router router = Router.builder()
            .realm(
                    "realm1",
                    realm -> realm.role(Role.withPermissions(
                            "anonymous", new Permission("com.example.", MatchPolicy.PREFIX, Set.of(Action.values())))))
            .listen(Listener.webSocket(0))
            .measure()
            .start();
    private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RouterMetrics metrics = RouterMetrics.of(router);
    private final PrometheusPage page = new PrometheusPage(prometheus, metrics::refresh);
    private final List<Client> clients = new ArrayList<>();

    @BeforeEach
    void listen() throws Exception {
        router.ready().get(60, TimeUnit.SECONDS);
        metrics.bindTo(prometheus);
    }

    @AfterEach
    void close() throws Exception {
        clients.forEach(Client::close);
        router.close(Duration.ofSeconds(5)).get(60, TimeUnit.SECONDS);
    }

    @Test
    void countsTheActivityOfEachRole() throws Exception {
        Session callee = join("realm1");
        Session caller = join("realm1");
        callee.register("com.example.add", invocation -> 7).get(60, TimeUnit.SECONDS);
        callee.subscribe("com.example.news", event -> {}).get(60, TimeUnit.SECONDS);

        for (int i = 0; i < 5; i++) {
            caller.call("com.example.add").get(60, TimeUnit.SECONDS);
        }
        assertThatThrownBy(() -> caller.call("com.example.nobody").get(60, TimeUnit.SECONDS))
                .isNotNull();
        assertThatThrownBy(() -> caller.call("com.other.add").get(60, TimeUnit.SECONDS))
                .isNotNull();
        caller.publish("com.example.news", "hello").get(60, TimeUnit.SECONDS);

        await().untilAsserted(() -> assertThat(samples())
                .containsEntry("aerostat_sessions{realm=\"realm1\",role=\"anonymous\"}", 2.0)
                .containsEntry("aerostat_calls_total{outcome=\"result\",realm=\"realm1\",role=\"anonymous\"}", 5.0)
                .containsEntry("aerostat_calls_total{outcome=\"unavailable\",realm=\"realm1\",role=\"anonymous\"}", 1.0)
                .containsEntry("aerostat_denials_total{action=\"call\",realm=\"realm1\",role=\"anonymous\"}", 1.0)
                .containsEntry("aerostat_call_duration_seconds_count{realm=\"realm1\",role=\"anonymous\"}", 6.0)
                .containsEntry(
                        "aerostat_call_duration_seconds_bucket{realm=\"realm1\",role=\"anonymous\",le=\"+Inf\"}", 6.0)
                .containsEntry("aerostat_joins_total{realm=\"realm1\",role=\"anonymous\"}", 2.0)
                .containsEntry("aerostat_events_total{realm=\"realm1\",role=\"anonymous\"}", 1.0)
                .containsEntry("aerostat_publications_total{realm=\"realm1\",role=\"anonymous\"}", 1.0)
                .containsEntry("aerostat_calls_pending{realm=\"realm1\"}", 0.0)
                .containsEntry("aerostat_ready", 1.0));
        assertThat(samples().get("aerostat_call_duration_seconds_sum{realm=\"realm1\",role=\"anonymous\"}"))
                .isPositive();
        assertThat(samples().get("aerostat_message_bytes_total{direction=\"received\",transport=\"websocket\"}"))
                .isGreaterThan(100.0);
    }

    @Test
    void countsWhoLeavesAndWhoIsRefused() throws Exception {
        join("realm1");
        assertThatThrownBy(() -> join("nowhere")).isNotNull();

        clients.get(0).close();

        await().untilAsserted(() -> assertThat(samples())
                .containsEntry("aerostat_leaves_total{realm=\"realm1\",reason=\"goodbye\",role=\"anonymous\"}", 1.0)
                .containsEntry("aerostat_joins_refused_total{reason=\"no_such_realm\"}", 1.0)
                .containsEntry("aerostat_sessions{realm=\"realm1\",role=\"anonymous\"}", 0.0));
    }

    @Test
    void everyMeterOfTheListIsThereUnderItsOneName() throws Exception {
        join("realm1");
        Map<String, String> types = types(render(""));

        Map<String, String> expected = new TreeMap<>();
        for (MeterName name : MeterName.values()) {
            expected.put(
                    name.prometheus(),
                    switch (name.kind()) {
                        case GAUGE, SECONDS, BYTES -> "gauge";
                        case COUNTER, BYTES_COUNTER -> "counter";
                        case TIMER -> "histogram";
                    });
        }
        await().untilAsserted(() -> assertThat(types(render(""))).isEqualTo(expected));
        assertThat(types).isNotEmpty();
    }

    @Test
    void everyMeterHasTheLabelsOfTheListAndNoOthersBesideTheRouter() throws Exception {
        join("realm1");

        for (MeterName name : MeterName.values()) {
            Set<String> expected = new TreeSet<>(name.labels());
            await().untilAsserted(() -> assertThat(samples().keySet())
                    .filteredOn(sample -> sample.matches(name.prometheus() + "(_count)?(\\{.*)?"))
                    .isNotEmpty()
                    .allSatisfy(sample -> assertThat(labels(sample)).isEqualTo(expected)));
        }
    }

    @Test
    void anotherRegistryShowsTheSameMeters() throws Exception {
        SimpleMeterRegistry simple = new SimpleMeterRegistry();
        metrics.bindTo(simple);
        Session session = join("realm1");
        session.register("com.example.add", invocation -> 7).get(60, TimeUnit.SECONDS);
        session.call("com.example.add").get(60, TimeUnit.SECONDS);
        metrics.refresh();

        Set<String> names = simple.getMeters().stream()
                .map(meter -> meter.getId().getName())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(names)
                .isEqualTo(Stream.of(MeterName.values()).map(MeterName::meter).collect(Collectors.toSet()));
        await().untilAsserted(() -> assertThat(simple.get("aerostat.call.duration")
                        .tag("role", "anonymous")
                        .functionTimer()
                        .count())
                .isEqualTo(1));
    }

    @Test
    void metersOfARealmThatIsGoneGoToo() {
        List<ObservedRouter> routers =
                new ArrayList<>(List.of(new ObservedRouter("one", router::statistics, () -> true)));
        SimpleMeterRegistry simple = new SimpleMeterRegistry();
        RouterMetrics changing = new RouterMetrics(() -> List.copyOf(routers));
        changing.bindTo(simple);
        assertThat(simple.getMeters()).isNotEmpty();

        routers.clear();
        changing.refresh();

        assertThat(simple.getMeters()).extracting(Meter::getId).isEmpty();
    }

    @Test
    void thePageHasTheExactTypeAndOnlyLineFeeds() {
        MetricsPage.Rendered text = page.render("text/plain;version=0.0.4;q=0.5,*/*;q=0.1");
        MetricsPage.Rendered open = page.render("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");

        assertThat(text.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(open.contentType()).isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(new String(text.body(), StandardCharsets.UTF_8))
                .doesNotContain("\r")
                .doesNotContain("# EOF")
                .endsWith("\n");
        assertThat(new String(open.body(), StandardCharsets.UTF_8))
                .doesNotContain("\r")
                .endsWith("\n# EOF\n");
    }

    @Test
    void theProcessIsShownWithTheNamesOfMicrometer() {
        try (ProcessMetrics process = new ProcessMetrics()) {
            process.bindTo(prometheus);

            assertThat(types(render("")))
                    .containsEntry("jvm_memory_used_bytes", "gauge")
                    .containsEntry("jvm_threads_live_threads", "gauge")
                    .containsEntry("netty_allocator_memory_used", "gauge")
                    .containsEntry("process_files_open_files", "gauge")
                    .containsEntry("process_uptime_seconds", "gauge")
                    .containsEntry("system_cpu_count", "gauge");
        }
    }

    private Session join(String realm) throws Exception {
        int port = router.listeners().get(0).port();
        Client client = Client.builder()
                .url("ws://127.0.0.1:" + port + "/")
                .realm(realm)
                .build();
        clients.add(client);
        return client.join().get(60, TimeUnit.SECONDS);
    }

    private String render(String accept) {
        return new String(page.render(accept).body(), StandardCharsets.UTF_8);
    }

    private Map<String, Double> samples() {
        return render("")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' '))
                                .replaceFirst(",?router=\"router\",?(?=})|router=\"router\",", "")
                                .replace("{}", ""),
                        line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
    }

    private static Map<String, String> types(String text) {
        return text.lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(
                        words -> words[2], words -> words[3], (one, two) -> one + " and " + two, TreeMap::new));
    }

    private static Set<String> labels(String sample) {
        if (sample.indexOf('{') < 0) {
            return Set.of();
        }
        return Stream.of(sample.substring(sample.indexOf('{') + 1, sample.length() - 1)
                        .split(","))
                .map(label -> label.substring(0, label.indexOf('=')))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
