package io.aerostat.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests a real Prometheus that scrapes a node and evaluates the alert rules of docs/operations.md. */
class PrometheusIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The configuration of a node that never becomes ready, because one of its parts, a guest, fails at once. */
    private static final String CONFIGURATION = """
            {"version": 2, "workers": [
              {"type": "router", "realms": [{"name": "realm1", "roles": [{"name": "anonymous"}]}],
               "transports": [{"type": "web", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0},
                 "paths": {"ws": {"type": "websocket"}, "metrics": {"type": "metrics"},
                           "readyz": {"type": "health", "probe": "ready"}}}]},
              {"type": "guest", "executable": "/bin/false"}]}
            """;

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private RouterProcess router;

    @BeforeEach
    void start() throws IOException {
        Path config = folder.resolve("config.json");
        Files.writeString(config, CONFIGURATION);
        Files.writeString(folder.resolve("rules.yml"), rules());
        router = RouterProcess.start(config);
    }

    @AfterEach
    void stop() {
        router.close();
    }

    @Test
    void prometheusScrapesTheNodeAndARuleSeesThatItIsNotReady() throws Exception {
        int port = FreePorts.next();
        Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [rules.yml]
                scrape_configs:
                  - job_name: aerostat
                    static_configs:
                      - targets: ["127.0.0.1:%d"]
                """.formatted(router.port()));
        Process prometheus = new ProcessBuilder(
                        "prometheus",
                        "--config.file=prometheus.yml",
                        "--storage.tsdb.path=data",
                        "--web.listen-address=127.0.0.1:" + port)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        try {
            String api = "http://127.0.0.1:" + port + "/api/v1/";
            await().ignoreExceptions().atMost(SOON).untilAsserted(() -> {
                JsonNode target = get(api + "targets").at("/data/activeTargets/0");
                assertThat(target.path("health").asString())
                        .as(target.toString())
                        .isEqualTo("up");
                assertThat(value(api, "aerostat_ready")).isEqualTo("0");
                assertThat(value(api, "aerostat_node_parts_missing")).isEqualTo("1");
                assertThat(get(api + "metadata?metric=aerostat_call_duration_seconds")
                                .at("/data/aerostat_call_duration_seconds/0/type")
                                .asString())
                        .isEqualTo("histogram");
                JsonNode alert = get(api + "alerts").at("/data/alerts/0");
                assertThat(alert.at("/labels/alertname").asString()).isEqualTo("AerostatNotReady");
                assertThat(alert.path("state").asString()).isIn("pending", "firing");
            });
        } finally {
            prometheus.destroy();
            prometheus.waitFor();
        }
    }

    @Test
    void promtoolAcceptsThePageAndTheRules() throws Exception {
        HttpResponse<String> page = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + router.port() + "/metrics"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        Files.writeString(folder.resolve("page.txt"), page.body());
        Files.writeString(folder.resolve("tests.yml"), """
                rule_files: [rules.yml]
                evaluation_interval: 15s
                tests:
                  - interval: 15s
                    input_series:
                      - {series: 'up{job="aerostat", instance="n0"}', values: 0x60}
                      - {series: 'up{job="aerostat", instance="n1"}', values: 1x60}
                      - {series: 'aerostat_ready{instance="n1", router="r"}', values: 0x60}
                      - {series: 'aerostat_ready{instance="n2", router="r"}', values: 1x60}
                      - series: aerostat_calls_total{instance="n1", router="r", realm="a", role="b", outcome="result"}
                        values: 0+90x60
                      - series: aerostat_calls_total{instance="n1", router="r", realm="a", role="b", outcome="timeout"}
                        values: 0+10x60
                      - series: aerostat_calls_total{instance="n2", router="r", realm="a", role="b", outcome="result"}
                        values: 0+900x60
                      - series: aerostat_call_duration_seconds_bucket{instance="n1", router="r", realm="a", le="1"}
                        values: 0+98x60
                      - series: aerostat_call_duration_seconds_bucket{instance="n1", router="r", realm="a", le="4"}
                        values: 0+100x60
                      - series: aerostat_call_duration_seconds_bucket{instance="n1", router="r", realm="a", le="+Inf"}
                        values: 0+100x60
                      - {series: 'aerostat_slow_consumers_total{instance="n1", realm="a"}', values: 0+1x60}
                      - {series: 'aerostat_joins_refused_total{instance="n1", router="r", reason="limit"}',
                         values: 0+30x60}
                      - {series: 'aerostat_sessions{instance="n1", router="r", realm="a", role="b"}', values: 60x60}
                      - {series: 'aerostat_sessions{instance="n1", router="r", realm="a", role="c"}', values: 35x60}
                      - {series: 'aerostat_sessions_limit{instance="n1", router="r", realm="a"}', values: 100x60}
                      - {series: 'aerostat_sessions{instance="n2", router="r", realm="a", role="b"}', values: 0x60}
                      - {series: 'aerostat_sessions_limit{instance="n2", router="r", realm="a"}', values: 100x60}
                      - {series: 'aerostat_loop_delay_seconds{instance="n1", loop="0"}', values: 1x60}
                      - {series: 'aerostat_loop_delay_seconds{instance="n1", loop="1"}', values: 0.001x60}
                    alert_rule_test:
                      - {eval_time: 30s, alertname: AerostatNotReady}
                      - eval_time: 12m
                        alertname: AerostatDown
                        exp_alerts:
                          - exp_labels: {job: aerostat, instance: n0}
                            exp_annotations: {summary: n0 answers no scrape}
                      - eval_time: 12m
                        alertname: AerostatNotReady
                        exp_alerts:
                          - exp_labels: {instance: n1, router: r}
                            exp_annotations: {summary: Router r of n1 gets no new clients; /readyz says why}
                      - eval_time: 12m
                        alertname: AerostatCallsFail
                        exp_alerts:
                          - exp_labels: {instance: n1, router: r, realm: a}
                            exp_annotations:
                              summary: More than 5 % of the calls on a of n1 find nobody, take too long or are refused
                      - eval_time: 12m
                        alertname: AerostatCallsSlow
                        exp_alerts:
                          - exp_labels: {instance: n1, router: r, realm: a}
                            exp_annotations: {summary: One call in a hundred on a of n1 takes more than a second}
                      - eval_time: 12m
                        alertname: AerostatSlowConsumers
                        exp_alerts:
                          - exp_labels: {instance: n1, realm: a}
                            exp_annotations: {summary: Clients on a of n1 do not read what is sent to them}
                      - eval_time: 12m
                        alertname: AerostatJoinsRefused
                        exp_alerts:
                          - exp_labels: {instance: n1, router: r, reason: limit}
                            exp_annotations: {summary: "n1 refuses clients: limit"}
                      - eval_time: 12m
                        alertname: AerostatSessionsNearLimit
                        exp_alerts:
                          - exp_labels: {instance: n1, router: r, realm: a}
                            exp_annotations: {summary: Realm a of n1 is about to refuse sessions}
                      - eval_time: 12m
                        alertname: AerostatLoopDelayed
                        exp_alerts:
                          - exp_labels: {instance: n1, loop: "0"}
                            exp_annotations: {summary: Event loop 0 of n1 is overloaded or blocked}
                """);

        Program.Outcome rules = run("promtool check rules rules.yml && promtool test rules tests.yml");
        Program.Outcome metrics = run("promtool check metrics <page.txt");

        assertThat(rules.exitCode()).as(rules.output()).isZero();
        // Exit code 3 means that the name of a metric breaks a convention, as some names of Micrometer itself do.
        assertThat(metrics.exitCode()).as(metrics.output()).isIn(0, 3);
        assertThat(metrics.output()).doesNotContain("aerostat_");
    }

    private Program.Outcome run(String command) {
        return Program.run(folder, Map.of(), SOON, List.of("sh", "-c", command));
    }

    private JsonNode get(String url) throws IOException, InterruptedException {
        return JSON.readTree(
                http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    private String value(String api, String query) throws IOException, InterruptedException {
        return get(api + "query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .at("/data/result/0/value/1")
                .asString();
    }

    private static String rules() throws IOException {
        String page = Files.readString(Surroundings.root().resolve("docs/operations.md"));
        int begin = page.indexOf("```yaml\ngroups:") + "```yaml\n".length();
        return page.substring(begin, page.indexOf("```", begin));
    }
}
