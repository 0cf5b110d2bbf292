package io.aerostat.conformance;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tests of one item, and their outcomes. Built by one thread. */
final class Evidence {
    private final Map<String, Set<String>> variantsByTest = new TreeMap<>();
    private boolean passed;
    private boolean failed;

    void add(Execution execution) {
        variantsByTest
                .computeIfAbsent(execution.test(), test -> new TreeSet<>())
                .add(execution.variant());
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

    /**
     * Returns the names of the tests; the name of a test that ran over several connections is followed by their number:
     * {@code CallIT.echo ×17}.
     */
    String tests() {
        StringBuilder text = new StringBuilder();
        variantsByTest.forEach((test, variants) -> {
            text.append(text.isEmpty() ? "" : "<br>").append(test);
            if (variants.size() > 1) {
                text.append(" ×").append(variants.size());
            }
        });
        return text.toString();
    }
}
