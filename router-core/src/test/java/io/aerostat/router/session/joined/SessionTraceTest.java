package io.aerostat.router.session.joined;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.inventory.TracePage;
import io.aerostat.router.inventory.TraceQuery;
import io.aerostat.router.inventory.TracedMessage;
import io.aerostat.router.link.OversizedMessage;
import io.aerostat.router.link.Sent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests the bounds of a trace. */
class SessionTraceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SessionTrace trace = new SessionTrace(new TracedUris(id -> Optional.empty(), id -> Optional.empty()));

    private static TraceQuery query(long after, boolean withPayloads) {
        return new TraceQuery(after, 1000, withPayloads, PATIENCE);
    }

    private static Call call(int size) {
        return new Call(
                7,
                CallOptions.NONE,
                "com.procedure",
                Payload.validated(Serialization.JSON, text(size).getBytes(StandardCharsets.UTF_8), 0, size, 1));
    }

    private static String text(int size) {
        return "[\"" + "x".repeat(size - 4) + "\"]";
    }

    @Test
    void theOldestMessagesAreDroppedAndCounted() {
        for (int i = 0; i < 5000; i++) {
            trace.sent(Sent.OK, new Published(i + 1, i + 2));
        }

        TracePage first = trace.page(query(0, false));
        assertThat(first.lost()).isEqualTo(5000 - 4096);
        assertThat(first.messages()).hasSize(500);
        assertThat(first.messages().get(0).number()).isEqualTo(905);
        TracePage second = trace.page(query(first.next(), false));
        assertThat(second.lost()).isZero();
        assertThat(second.messages().get(0).number()).isEqualTo(1405);
    }

    @Test
    void payloadsHaveABound() {
        trace.page(query(0, true));
        for (int i = 0; i < 100; i++) {
            trace.received(call(16 * 1024));
        }
        trace.received(call(16 * 1024 + 1));

        TracePage page = trace.page(query(0, true));
        assertThat(page.lost()).isEqualTo(100 - 64);
        assertThat(page.messages()).hasSize(65);
        assertThat(page.messages().get(64).payload()).isNull();
        assertThat(page.messages().get(64).payloadSize()).isEqualTo(16 * 1024 + 1);
    }

    @Test
    void aMessageThatIsTooLargeIsShownWithItsType() {
        trace.received(new OversizedMessage(Call.CODE, 3, false));

        TracedMessage message = trace.page(query(0, false)).messages().get(0);
        assertThat(message.type().name() + message.ids() + message.outcome()).isEqualTo("CALL{request=3}too_large");
    }

    @Test
    void aMessageThatWasNotSentShowsTheReason() {
        trace.sent(Sent.OVER_BUDGET, new Published(1, 2));

        assertThat(trace.page(query(0, false)).messages().get(0).outcome()).isEqualTo("over_budget");
    }

    @Test
    void theEndComesWithTheLastPage() {
        trace.sent(Sent.OK, new Published(1, 2));
        trace.sent(Sent.OK, new Published(2, 2));
        trace.ended("lost: the connection ended");

        assertThat(trace.page(new TraceQuery(0, 1, false, PATIENCE)).ended()).isEmpty();
        assertThat(trace.page(query(1, false)).ended()).isEqualTo("lost: the connection ended");
    }
}
