package io.aerostat.protocol.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String VALID = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @ParameterizedTest
    @ValueSource(
            strings = {
                VALID,
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-the-future-adds"
            })
    void readsWhatTheStandardAllows(String traceparent) {
        TraceContext context = TraceContext.read(Map.of("_traceparent", traceparent, "_tracestate", "vendor=1"));

        assertThat(context).isEqualTo(new TraceContext(traceparent, "vendor=1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "0g-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-a\nb"
            })
    void ignoresWhatIsMalformed(String traceparent) {
        assertThat(TraceContext.read(Map.of("_traceparent", traceparent))).isNull();
        assertThatThrownBy(() -> new TraceContext(traceparent, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ignoresValuesOfOtherTypesAndDropsAStateThatIsTooLong() {
        assertThat(TraceContext.read(Map.of("_traceparent", 7L))).isNull();
        assertThat(TraceContext.read(Map.of("_tracestate", "a=1"))).isNull();
        assertThat(TraceContext.read(Map.of("_traceparent", VALID, "_tracestate", "a".repeat(513))))
                .isEqualTo(new TraceContext(VALID, null));
        assertThat(TraceContext.read(Map.of("_traceparent", VALID, "_tracestate", 7L)))
                .isEqualTo(new TraceContext(VALID, null));
    }

    @FuzzTest(maxExecutions = 100_000)
    void whatIsReadIsWrittenTheSame(FuzzedDataProvider data) {
        Map<String, Object> dictionary = new HashMap<>();
        dictionary.put("_traceparent", data.consumeString(140));
        dictionary.put("_tracestate", data.consumeRemainingAsString());

        TraceContext context = TraceContext.read(dictionary);

        if (context != null) {
            Map<String, Object> written = new TreeMap<>();
            context.writeTo(written);
            assertThat(TraceContext.read(written)).isEqualTo(context);
            assertThat(written.toString().length()).isLessThan(800);
        }
    }
}
