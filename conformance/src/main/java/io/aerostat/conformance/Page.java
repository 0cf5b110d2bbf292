package io.aerostat.conformance;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Makes {@code docs/conformance.md}, which lists every item with its tests and their outcome. The same records always
 * give the same page.
 */
final class Page {
    private final Collection<Item> items;
    private final Map<String, Evidence> evidence = new LinkedHashMap<>();

    Page(Catalogue catalogue, List<Execution> executions) {
        items = catalogue.items();
        items.forEach(item -> evidence.put(item.id(), new Evidence()));
        for (Execution execution : executions) {
            for (String id : execution.ids()) {
                Evidence known = evidence.get(id);
                if (known != null) {
                    known.add(execution);
                }
            }
        }
    }

    /** Returns the mandatory items without a passing test. */
    List<String> unproven() {
        return items.stream()
                .filter(item -> item.mandatory() && !evidence(item).passes())
                .map(Item::id)
                .toList();
    }

    String text() {
        StringBuilder text = new StringBuilder("""
                # Conformance

                Written by the build from the results of its tests; do not edit. Each row is an item of the WAMP
                specification that a router (R) or a client (C) must, should or may obey, or a promise of the
                project (`P1` …). A star marks a level that we have chosen, because the specification sets none.
                `×17` means that a test ran over 17 kinds of connections: WebSocket, RawSocket over TCP, RawSocket
                over a Unix domain socket and HTTP long-poll, each with JSON, MessagePack, CBOR and UBJSON, and
                in-process. `×16` means all of these except in-process. The same tests also ran with their peers on
                two nodes of a cluster: the column *two nodes* names the engines that connected the nodes, and is
                empty if no test of the item can run so. [Ambiguities of the
                specification](reference/ambiguities.md) explains the items `A-1` to `A-60`.

                """);
        summary(text);
        text.append("\n| id | level | party | what | tests | two nodes | outcome |\n")
                .append("| --- | --- | --- | --- | --- | --- | --- |\n");
        items.forEach(item -> row(text, item));
        return text.toString();
    }

    private void summary(StringBuilder text) {
        text.append(
                "| level | items | pass | fail | missing | out of scope |\n| --- | --- | --- | --- | --- | --- |\n");
        Map<String, Predicate<Item>> groups = new LinkedHashMap<>();
        for (String level : List.of("MUST", "MUST*", "SHOULD", "SHOULD*", "MAY", "EXT", "PROMISE")) {
            groups.put("[" + level + "]", item -> item.level().equals(level));
        }
        groups.put("no level", item -> item.level().isEmpty());
        groups.put("all", item -> true);
        groups.forEach((name, belongs) -> {
            List<Item> group = items.stream().filter(belongs).toList();
            text.append("| ").append(name).append(" | ").append(group.size());
            for (String outcome : List.of("pass", "fail", "missing", "out of scope")) {
                text.append(" | ")
                        .append(group.stream()
                                .filter(item -> outcome(item).equals(outcome))
                                .count());
            }
            text.append(" |\n");
        });
    }

    private void row(StringBuilder text, Item item) {
        String tests = evidence(item).tests();
        text.append("| ")
                .append(item.id())
                .append(" | ")
                .append(item.level())
                .append(" | ")
                .append(item.party())
                .append(" | ")
                .append(item.what().replace("|", "\\|"))
                .append(" | ")
                .append(tests)
                .append(" | ")
                .append(evidence(item).twoNodes())
                .append(" | ")
                .append(outcome(item))
                .append(item.inScope() ? "" : ": " + item.outOfScope())
                .append(" |\n");
    }

    private String outcome(Item item) {
        return item.inScope() ? evidence(item).outcome() : "out of scope";
    }

    private Evidence evidence(Item item) {
        Evidence found = evidence.get(item.id());
        if (found == null) {
            throw new IllegalArgumentException(item.id() + " is not in the catalogue of this page");
        }
        return found;
    }
}
