package io.aerostat.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the comparison of the tables that the nodes of a cluster show. */
class NodeViewTest {
    private static NodeView view(String node, Map<String, String> rows) {
        return new NodeView("balloon", node, List.of(), rows);
    }

    @Test
    void nodesWithTheSameRowsDoNotDiffer() {
        Map<String, String> rows = Map.of("a", "2:17", "b", "0:0");

        assertThat(NodeView.differences(List.of(view("a", rows), view("b", rows))))
                .isEmpty();
    }

    @Test
    void eachCopyThatDiffersFromItsOwnersRowsIsNamed() {
        NodeView one = view("a", Map.of("a", "2:17", "b", "1:9"));
        NodeView two = view("b", Map.of("a", "1:3", "b", "1:9"));
        NodeView three = view("c", Map.of("c", "0:0", "a", "2:17"));

        assertThat(NodeView.differences(List.of(one, two, three)))
                .containsExactlyInAnyOrder(
                        "b: found 1:3 for the rows of a (expected 2:17)",
                        "c: found no link for the rows of b (expected 1:9)",
                        "a: found no link for the rows of c (expected 0:0)",
                        "b: found no link for the rows of c (expected 0:0)");
    }

    @Test
    void nodesOfDifferentClustersAreNotCompared() {
        NodeView one = view("a", Map.of("a", "0:0"));
        NodeView two = new NodeView("other", "b", List.of(), Map.of("b", "0:0"));

        assertThat(NodeView.differences(List.of(one, two)))
                .contains("b and a: found the clusters other and balloon (expected one)");
    }

    @Test
    void theAnswerOfANodeIsRead() {
        NodeView read = NodeView.of(Map.of(
                        "cluster",
                        "balloon",
                        "node",
                        "a",
                        "reasons",
                        List.of("found 1 of 3 nodes"),
                        "rows",
                        Map.of("b", "1:2", "a", "0:0")))
                .orElseThrow();

        assertThat(read.isReady()).isFalse();
        assertThat(read).hasToString("a of balloon: not ready (found 1 of 3 nodes); rows: a 0:0, b 1:2");
        assertThat(NodeView.of(Map.of())).isEmpty();
    }
}
