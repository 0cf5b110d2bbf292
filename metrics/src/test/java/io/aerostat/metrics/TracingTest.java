package io.aerostat.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.Client;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.trace.Tracing;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.listener.Listener;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests traces that lead from a caller through the router to the callee, and from a publisher to its subscribers. */
class TracingTest {
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final List<Client> clients = new ArrayList<>();
    private OpenTelemetrySdk telemetry;
    private Router router;

    @BeforeEach
    void start() throws Exception {
        GlobalOpenTelemetry.resetForTest();
        telemetry = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build())
                .buildAndRegisterGlobal();
        router = router(Tracing.installed());
    }

    private static Router router(Tracing tracing) throws Exception {
        return Router.builder()
                .realm("realm1", realm -> realm.role(Role.allowingAll("anonymous")))
                .listen(Listener.webSocket(0))
                .tracing(tracing)
                .start()
                .ready()
                .get(60, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        clients.forEach(Client::close);
        router.close(Duration.ofSeconds(5)).get(60, TimeUnit.SECONDS);
        telemetry.close();
        GlobalOpenTelemetry.resetForTest();
    }

    @Test
    void aCallAndItsInvocationAreInOneTrace() throws Exception {
        Session callee = join();
        Session caller = join();
        Session inside = join();
        inside.register("com.example.inner", invocation -> 2).get(60, TimeUnit.SECONDS);
        callee.register(
                        "com.example.outer",
                        invocation -> callee.call("com.example.inner")
                                        .as(Integer.class)
                                        .get()
                                + 1)
                .get(60, TimeUnit.SECONDS);

        int result = caller.call("com.example.outer").as(Integer.class).get(60, TimeUnit.SECONDS);

        assertThat(result).isEqualTo(3);
        await().until(() -> exporter.getFinishedSpanItems().size() == 6);
        Map<String, SpanData> spans = byName();
        assertThat(spans.keySet())
                .containsExactlyInAnyOrder(
                        "call com.example.outer",
                        "route com.example.outer",
                        "invocation com.example.outer",
                        "call com.example.inner",
                        "route com.example.inner",
                        "invocation com.example.inner");
        assertThat(exporter.getFinishedSpanItems())
                .extracting(SpanData::getTraceId)
                .containsOnly(spans.get("call com.example.outer").getTraceId());
        assertThat(parent(spans, "route com.example.outer")).isEqualTo("call com.example.outer");
        assertThat(parent(spans, "invocation com.example.outer")).isEqualTo("route com.example.outer");
        assertThat(parent(spans, "call com.example.inner")).isEqualTo("invocation com.example.outer");
        assertThat(parent(spans, "route com.example.inner")).isEqualTo("call com.example.inner");
        assertThat(parent(spans, "invocation com.example.inner")).isEqualTo("route com.example.inner");
        assertThat(spans.get("route com.example.outer").getKind()).isEqualTo(SpanKind.INTERNAL);
        assertThat(spans.get("route com.example.outer").getStatus().getStatusCode())
                .isEqualTo(StatusCode.UNSET);
        assertThat(spans.get("call com.example.outer").getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(spans.get("invocation com.example.outer").getKind()).isEqualTo(SpanKind.SERVER);
    }

    @Test
    void aFailedCallIsAFailedSpan() throws Exception {
        Session caller = join();

        assertThatThrownBy(() -> caller.call("com.example.nobody").get(60, TimeUnit.SECONDS))
                .isNotNull();

        await().until(() -> exporter.getFinishedSpanItems().size() == 2);
        assertThat(byName().get("call com.example.nobody").getStatus().getStatusCode())
                .isEqualTo(StatusCode.ERROR);
        assertThat(byName().get("route com.example.nobody").getStatus())
                .isEqualTo(StatusData.create(StatusCode.ERROR, "unavailable"));
    }

    @Test
    void aClientWithoutTracingCallsInATraceThatTheRouterBegins() throws Exception {
        Session callee = join();
        Session caller = join(Tracing.NONE);
        callee.register("com.example.add", invocation -> 2).get(60, TimeUnit.SECONDS);

        caller.call("com.example.add").get(60, TimeUnit.SECONDS);

        await().until(() -> exporter.getFinishedSpanItems().size() == 2);
        Map<String, SpanData> spans = byName();
        assertThat(spans.get("route com.example.add").getParentSpanContext().isValid())
                .isFalse();
        assertThat(parent(spans, "invocation com.example.add")).isEqualTo("route com.example.add");
    }

    @Test
    void aRouterWithoutTracingPassesTheTraceOn() throws Exception {
        router.close(Duration.ofSeconds(5)).get(60, TimeUnit.SECONDS);
        router = router(Tracing.NONE);
        Session callee = join();
        Session caller = join();
        callee.register("com.example.add", invocation -> 2).get(60, TimeUnit.SECONDS);

        caller.call("com.example.add").get(60, TimeUnit.SECONDS);

        await().until(() -> exporter.getFinishedSpanItems().size() == 2);
        assertThat(parent(byName(), "invocation com.example.add")).isEqualTo("call com.example.add");
    }

    @Test
    void aPublicationAndItsEventsAreInOneTrace() throws Exception {
        List<String> seen = new ArrayList<>();
        Session subscriber = join();
        Session publisher = join();
        subscriber
                .subscribe(
                        "com.example.news",
                        event -> seen.add(Span.current().getSpanContext().getTraceId()))
                .get(60, TimeUnit.SECONDS);

        publisher.publish("com.example.news", "hello").get(60, TimeUnit.SECONDS);

        await().until(() -> exporter.getFinishedSpanItems().size() == 3);
        Map<String, SpanData> spans = byName();
        assertThat(parent(spans, "route com.example.news")).isEqualTo("publish com.example.news");
        assertThat(parent(spans, "event com.example.news")).isEqualTo("route com.example.news");
        assertThat(seen).containsExactly(spans.get("publish com.example.news").getTraceId());
        assertThat(spans.get("event com.example.news").getKind()).isEqualTo(SpanKind.CONSUMER);
    }

    @Test
    void withoutAnSdkThereAreNoSpansAndOneCanStillBeInstalled() {
        GlobalOpenTelemetry.resetForTest();

        assertThat(Tracing.installed()).isSameAs(Tracing.NONE);
        assertThat(GlobalOpenTelemetry.isSet()).isFalse();
    }

    private Session join() throws Exception {
        return join(Tracing.installed());
    }

    private Session join(Tracing tracing) throws Exception {
        Client client = Client.builder()
                .tracing(tracing)
                .url("ws://127.0.0.1:" + router.listeners().get(0).port() + "/")
                .realm("realm1")
                .build();
        clients.add(client);
        return client.join().get(60, TimeUnit.SECONDS);
    }

    private Map<String, SpanData> byName() {
        return exporter.getFinishedSpanItems().stream()
                .collect(Collectors.toMap(SpanData::getName, Function.identity()));
    }

    private static String parent(Map<String, SpanData> spans, String name) {
        String id = spans.get(name).getParentSpanId();
        return spans.values().stream()
                .filter(span -> span.getSpanId().equals(id))
                .map(SpanData::getName)
                .findFirst()
                .orElse("none");
    }
}
