package io.aerostat.node.management;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.inventory.RealmInventory;
import io.aerostat.router.realm.ProcedureException;
import io.aerostat.router.realm.RealmProcedure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The procedures that show the contracts of a realm. */
final class ContractQueries {
    private static final int PAGE = 100;

    private final NodeInspection node;

    ContractQueries(NodeInspection node) {
        this.node = node;
    }

    void addTo(Map<String, RealmProcedure> procedures) {
        procedures.put(ManagementProcedures.CONTRACTS, this::contracts);
        procedures.put(ManagementProcedures.CONTRACT, this::contract);
    }

    private CompletionStage<PayloadValues> contracts(PayloadValues values) {
        QueryArguments arguments = new QueryArguments(values);
        Contracts contracts =
                arguments.administration(node).definition().options().contracts();
        List<Map<String, Object>> all = new ArrayList<>();
        contracts.procedures().forEach(one -> all.add(entry("procedure", one.uri(), one.match())));
        contracts.topics().forEach(one -> all.add(entry("topic", one.uri(), one.match())));
        int begin = (int) Math.min(arguments.number("after", 0), all.size());
        int limit = (int) Math.min(arguments.number("limit", PAGE), RealmInventory.LARGEST_PAGE);
        int end = Math.min(begin + limit, all.size());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("contracts", all.subList(begin, end));
        answer.put("next", end < all.size() ? end : 0);
        return answer(answer);
    }

    private static Map<String, Object> entry(String kind, String uri, MatchPolicy match) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("kind", kind);
        entry.put("uri", uri);
        entry.put("match", match.wire());
        return entry;
    }

    private CompletionStage<PayloadValues> contract(PayloadValues values) {
        QueryArguments arguments = new QueryArguments(values);
        Contracts contracts =
                arguments.administration(node).definition().options().contracts();
        String uri = arguments.text(1, "uri");
        MatchPolicy match = arguments
                .optionalText("match")
                .map(word -> MatchPolicy.ofWire(word)
                        .orElseThrow(() -> new ProcedureException(
                                ErrorUris.INVALID_ARGUMENT,
                                "match: found something else (expected exact, prefix or wildcard)")))
                .orElse(null);
        Map<String, Object> described = new LinkedHashMap<>(contracts.describe(uri, match));
        if (described.isEmpty()) {
            throw new ProcedureException(
                    ErrorUris.INVALID_ARGUMENT, "uri: found a URI without a contract (expected a URI that has one)");
        }
        return answer(described);
    }

    private static CompletionStage<PayloadValues> answer(Map<String, Object> values) {
        return CompletableFuture.completedFuture(new PayloadValues(List.of(values), Map.of()));
    }
}
