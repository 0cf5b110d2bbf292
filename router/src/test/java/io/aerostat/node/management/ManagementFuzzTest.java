package io.aerostat.node.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aerostat.node.reload.ReloadReport;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.realm.ProcedureException;
import io.aerostat.router.realm.RealmCaller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.slf4j.event.Level;

/** A target for the coverage-guided fuzzer (see CONTRIBUTING): the arguments of management procedures. */
class ManagementFuzzTest {
    private static final RealmCaller CALLER = new RealmCaller(4711, "olga", "operator");

    private static final String[] NAMES = {
        "realm",
        "session",
        "router",
        "after",
        "limit",
        "search",
        "authid",
        "authrole",
        "transport",
        "address",
        "parent",
        "reason",
        "message",
        "uri",
        "match",
        "worker"
    };

    /** Values that lead further than any text or number would. */
    private static final Object[] KNOWN = {
        "realm1", "main", "guest one", "debug", "com", "com.example", "exact", "prefix", "my.reason", "", 0L, 1L, 4711L
    };

    private static final Router ROUTER = Router.builder()
            .eventLoops(1)
            .realm("realm1", realm -> realm.role(Role.allowingAll("anonymous")))
            .start();

    private static final FakeInspection NODE = new FakeInspection(Map.of("main", ROUTER));
    private static final ManagementProcedures PROCEDURES = new ManagementProcedures(new IdleNode(), NODE);
    private static final List<String> URIS = PROCEDURES.uris().stream().sorted().toList();

    @AfterAll
    static void stop() throws Exception {
        ROUTER.close(Duration.ofSeconds(5)).get(60, TimeUnit.SECONDS);
    }

    /** Any arguments get an answer or a refusal with a URI; no other failure reaches the caller or the log. */
    @FuzzTest(maxDuration = "60s", maxExecutions = 2_000_000)
    void arguments(FuzzedDataProvider data) throws Exception {
        String uri = data.pickValue(URIS);
        PayloadValues arguments = arguments(new ArrayList<>(), data);
        try {
            PayloadValues answer = PROCEDURES
                    .procedure(uri)
                    .call(CALLER, arguments)
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
            assertThat(answer.args()).hasSize(1);
        } catch (ProcedureException e) {
            assertThat(e.getMessage()).isNotBlank();
        } catch (ExecutionException e) {
            assertThat(e.getCause()).as(uri + " " + arguments).isInstanceOf(ProcedureException.class);
        } finally {
            NODE.audited.clear();
            NODE.restarted.clear();
        }
    }

    private static PayloadValues arguments(List<@Nullable Object> args, FuzzedDataProvider data) {
        for (int i = data.consumeInt(0, 3); i > 0; i--) {
            args.add(value(data));
        }
        Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
        for (int i = data.consumeInt(0, 5); i > 0; i--) {
            kwargs.put(data.consumeBoolean() ? data.pickValue(NAMES) : data.consumeString(20), value(data));
        }
        return new PayloadValues(args, kwargs);
    }

    private static @Nullable Object value(FuzzedDataProvider data) {
        return switch (data.consumeInt(0, 8)) {
            case 0, 1, 2 -> data.pickValue(KNOWN);
            case 3 -> data.consumeLong();
            case 4 -> data.consumeString(600);
            case 5 -> data.consumeDouble();
            case 6 -> data.consumeBoolean();
            case 7 -> List.of(data.consumeString(10));
            default -> null;
        };
    }

    /** A node that does nothing. */
    private static final class IdleNode implements NodeControl {
        @Override
        public CompletableFuture<ReloadReport> reload(boolean isDryRun) {
            return CompletableFuture.completedFuture(ReloadReport.refused(isDryRun, List.of()));
        }

        @Override
        public Map<String, Object> status() {
            return Map.of("state", "ready");
        }

        @Override
        public Duration stop() {
            return Duration.ofSeconds(1);
        }

        @Override
        public void logLevel(Level level) {}
    }
}
