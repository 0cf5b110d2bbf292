package io.aerostat.router.meta;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.service.ServiceCaller;
import io.aerostat.router.service.ServiceException;
import io.aerostat.router.service.ServiceProcedure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The procedures {@code wamp.schema.list} and {@code wamp.schema.describe}, which show the contracts of the realm. They
 * are an extension of WAMP. Each node answers according to its own configuration.
 */
final class ContractProcedures {
    private final Supplier<Contracts> contracts;

    ContractProcedures(Supplier<Contracts> contracts) {
        this.contracts = contracts;
    }

    void addTo(Map<String, ServiceProcedure> procedures) {
        procedures.put("wamp.schema.list", this::list);
        procedures.put("wamp.schema.describe", this::describe);
    }

    /** Returns all contracts without their schemas: {@code {"procedures": [{"uri", "match"}, …], "topics": […]}}. */
    private CompletionStage<PayloadValues> list(ServiceCaller caller, PayloadValues values) {
        Contracts present = contracts.get();
        List<Object> procedures = new ArrayList<>();
        present.procedures().forEach(contract -> procedures.add(entry(contract.uri(), contract.match())));
        List<Object> topics = new ArrayList<>();
        present.topics().forEach(contract -> topics.add(entry(contract.uri(), contract.match())));
        return Results.of(Map.of("procedures", procedures, "topics", topics));
    }

    private static Map<String, Object> entry(String uri, MatchPolicy match) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("uri", uri);
        entry.put("match", match.wire());
        return entry;
    }

    /**
     * Returns the contracts that apply to a URI or, if the caller passes a match policy, the contracts of exactly this
     * pattern: {@code {"procedure": {"uri", "match", "call", "result", …}, "topic": {"uri", "match", "event", …}}}, or
     * one of the two.
     */
    private CompletionStage<PayloadValues> describe(ServiceCaller caller, PayloadValues values) {
        Arguments arguments = new Arguments(values);
        String uri = arguments.text(0, "uri");
        Map<String, ?> answer = contracts.get().describe(uri, match(arguments));
        if (answer.isEmpty()) {
            throw new ServiceException(
                    ErrorUris.INVALID_ARGUMENT, "uri: found \"" + uri + "\" (expected a URI that has a contract)");
        }
        return Results.of(answer);
    }

    private static @Nullable MatchPolicy match(Arguments arguments) {
        String word = arguments.optionalText(1, "match");
        return word == null
                ? null
                : MatchPolicy.ofWire(word)
                        .orElseThrow(() -> new ServiceException(
                                ErrorUris.INVALID_ARGUMENT,
                                "match: found \"" + word + "\" (expected exact, prefix or wildcard)"));
    }
}
