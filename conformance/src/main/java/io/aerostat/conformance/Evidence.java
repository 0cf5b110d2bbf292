package io.aerostat.conformance;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The tests of one item, and how they ended. Tests whose peers are spread over two nodes of a cluster also have a
 * separate outcome. Built by one thread.
 */
final class Evidence {
    private static final String TWO_NODES = "two-nodes";
    private static final String TWO_NODES_NATS = "two-nodes-nats";

    private final Map<String, Outcome> byEngine = new TreeMap<>();
    private final Map<String, Set<String>> variantsByTest = new TreeMap<>();
    private boolean passed;
    private boolean failed;

    void add(Execution execution) {
        variantsByTest
                .computeIfAbsent(execution.test(), test -> new TreeSet<>())
                .add(execution.variant());
        if (isOverTwoNodes(execution.variant()) && execution.outcome() != Outcome.NONE) {
            String engine = execution.variant().equals(TWO_NODES) ? "memory" : "NATS";
            byEngine.merge(engine, execution.outcome(), (one, other) -> one == Outcome.FAIL ? one : other);
        }
        passed |= execution.outcome() == Outcome.PASS;
        failed |= execution.outcome() == Outcome.FAIL;
    }

    boolean passes() {
        return passed && !failed;
    }

    String outcome() {
        if (failed) {
            return "fail";
        }
        return passed ? "pass" : "missing";
    }

    private static boolean isOverTwoNodes(String variant) {
        return variant.equals(TWO_NODES) || variant.equals(TWO_NODES_NATS);
    }

    /**
     * Returns the engines over which all tests with peers at two nodes passed; if a test failed, the engines over which
     * it failed.
     */
    String twoNodes() {
        String failing = engines(Outcome.FAIL);
        return failing.isEmpty() ? engines(Outcome.PASS) : "fail: " + failing;
    }

    private String engines(Outcome outcome) {
        return byEngine.entrySet().stream()
                .filter(entry -> entry.getValue() == outcome)
                .map(Map.Entry::getKey)
                .sorted(Comparator.reverseOrder())
                .collect(Collectors.joining(", "));
    }

    /**
     * Returns the names of the tests. If a test ran over several kinds of connections, the number of kinds follows the
     * name: {@code CallIT.echo ×17}.
     */
    String tests() {
        StringBuilder text = new StringBuilder();
        variantsByTest.forEach((test, variants) -> {
            text.append(text.isEmpty() ? "" : "<br>").append(test);
            long connections = variants.stream()
                    .filter(variant -> !isOverTwoNodes(variant))
                    .count();
            if (connections > 1) {
                text.append(" ×").append(connections);
            }
        });
        return text.toString();
    }
}
