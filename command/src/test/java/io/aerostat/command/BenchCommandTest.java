package io.aerostat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.command.line.ExitCode;
import io.aerostat.command.value.JsonText;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the load generator. */
class BenchCommandTest {
    private static final String[] SHORT = {"--duration", "300ms", "--warmup", "50ms"};

    private static Invoked bench(TestRouter router, String... options) {
        String[] all = new String[options.length + SHORT.length + 3];
        all[0] = "bench";
        all[1] = "--url";
        all[2] = router.rawSocket();
        System.arraycopy(SHORT, 0, all, 3, SHORT.length);
        System.arraycopy(options, 0, all, 3 + SHORT.length, options.length);
        return Invoked.of(all);
    }

    @Test
    void countsCallsAndTheirLatency(@TempDir Path folder) throws Exception {
        try (TestRouter router = new TestRouter(folder)) {
            router.session.register("com.echo", call -> call.args().get(0)).get();

            Invoked invoked = bench(router, "--procedure", "com.echo", "--sessions", "2", "--json");
            Invoked failed = bench(router, "--procedure", "com.absent");

            Map<String, Object> values = JsonText.readObject(invoked.out());
            assertThat(invoked.exitCode()).isZero();
            assertThat(values).containsEntry("sessions", 2L).containsEntry("errors", 0L);
            assertThat((Long) values.get("calls")).isPositive();
            assertThat((Double) values.get("p50_us")).isLessThanOrEqualTo((Double) values.get("p99_us"));
            assertThat(failed.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(failed.err()).contains("wamp.error.no_such_procedure");
        }
    }
}
