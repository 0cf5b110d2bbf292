package io.aerostat.node.config.located;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocatedYamlTest {
    private final Problems problems = new Problems();

    @Test
    void everyKeyAndValueKnowsItsPlace() {
        LocatedObject object = (LocatedObject) LocatedYaml.parse("""
                        # a comment
                        version: 2
                        workers:
                        - type: router
                          options: {title: "ü"}
                        """, problems).orElseThrow();

        assertThat(object.at()).isEqualTo(new Location(2, 1));
        assertThat(object.members().get(1).keyAt()).isEqualTo(new Location(3, 1));
        LocatedValue worker = object.members().get(1).value().items().get(0);
        assertThat(worker.member("type").orElseThrow().at()).isEqualTo(new Location(4, 9));
        assertThat(worker.member("options")
                        .flatMap(options -> options.member("title"))
                        .orElseThrow()
                        .at())
                .isEqualTo(new Location(5, 20));
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void scalarsHaveTheTypesOfCrossbarsLibrary() {
        LocatedValue value = LocatedYaml.parse(
                        "{i: 1, l: 5000000000, h: 0x10, d: 0.5, s: x, q: '1', n: null, e: , y: yes, o: Off}", problems)
                .orElseThrow();

        assertThat(value.plain()).isInstanceOfSatisfying(Map.class, plain -> {
            assertThat(plain)
                    .containsEntry("i", 1)
                    .containsEntry("l", 5_000_000_000L)
                    .containsEntry("h", 16);
            assertThat(plain).containsEntry("d", 0.5).containsEntry("s", "x").containsEntry("q", "1");
            assertThat(plain).containsEntry("n", null).containsEntry("e", null);
            assertThat(plain).containsEntry("y", true).containsEntry("o", false);
        });
    }

    @Test
    void aliasesAndMergeKeysStandForTheirContent() {
        LocatedValue value = LocatedYaml.parse("""
                base: &base {port: 80, type: tcp}
                same: *base
                more:
                  <<: *base
                  port: 81
                """, problems).orElseThrow();

        assertThat(value.member("same").orElseThrow().plain()).isEqualTo(Map.of("port", 80, "type", "tcp"));
        assertThat(value.member("more").orElseThrow().plain()).isEqualTo(Map.of("port", 81, "type", "tcp"));
    }

    @Test
    void aRepeatedKeyKeepsItsFirstValueAndTheRestIsStillRead() {
        LocatedValue value =
                LocatedYaml.parse("a: {b: 1, b: 2}\na: 3\n", problems).orElseThrow();

        assertThat(value.plain()).isEqualTo(Map.of("a", Map.of("b", 1)));
        assertThat(problems.inFileOrder())
                .extracting(problem -> problem.line("f"))
                .containsExactly(
                        "f:1:11: a.b: duplicate key \"b\" (first at 1:5)",
                        "f:2:1: a: duplicate key \"a\" (first at 1:1)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a: [1, 2' | 1:9",
                "'a: b: c' | 1:5",
                "'\ta: 1' | 1:1",
                "'a: *nothing' | 1:4",
                "'&a {b: *a}' | 1:1",
                "'a: 1\n---\nb: 2' | 2:1",
                "'' | 1:1"
            })
    void textThatIsNotOneDocumentIsAProblemWithItsPlace(String text, String at) {
        assertThat(LocatedYaml.parse(text, problems)).isEmpty();

        assertThat(problems.inFileOrder()).hasSize(1);
        assertThat(problems.inFileOrder().get(0).at()).hasToString(at);
    }

    @Test
    void aShortTextThatStandsForAHugeDocumentIsRefused() {
        String text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
                + IntStream.range(1, 9)
                        .mapToObj(i -> "a" + i + ": &a" + i + " ["
                                + String.join(", ", Collections.nCopies(10, "*a" + (i - 1))) + "]\n")
                        .collect(Collectors.joining());

        assertThat(LocatedYaml.parse(text, problems)).isEmpty();

        assertThat(problems.inFileOrder()).hasSize(1);
        assertThat(problems.inFileOrder().get(0).message()).contains("values, counting each use of an alias");
    }

    @Test
    void deepNestingIsRefused() {
        String text = "[".repeat(100_000) + "]".repeat(100_000);

        assertThat(LocatedYaml.parse(text, problems)).isEmpty();

        assertThat(problems.inFileOrder()).hasSize(1);
    }

    @Test
    void collectionsAsKeysAreAProblem() {
        LocatedYaml.parse("? [a, b]\n: 1\n", problems);

        assertThat(problems.inFileOrder())
                .extracting(Problem::message)
                .containsExactly("found a collection as key (expected a word)");
    }
}
