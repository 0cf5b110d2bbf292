package io.aerostat.node.config.located;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocatedJsonTest {
    private final Problems problems = new Problems();

    @Test
    void everyKeyAndValueKnowsItsPlace() {
        String json = """
                {
                  "a": 1,  "b" : [ true,
                     null, {"c": "ü"}, 1.5]
                }""";

        LocatedObject object = (LocatedObject) LocatedJson.parse(json, problems).orElseThrow();

        assertThat(object.at()).isEqualTo(new Location(1, 1));
        assertThat(object.members().get(0).keyAt()).isEqualTo(new Location(2, 3));
        assertThat(object.members().get(0).value().at()).isEqualTo(new Location(2, 8));
        assertThat(object.members().get(1).keyAt()).isEqualTo(new Location(2, 12));
        List<LocatedValue> items = object.members().get(1).value().items();
        assertThat(items).extracting(item -> item.at().toString()).containsExactly("2:20", "3:6", "3:12", "3:24");
        assertThat(items.get(2).member("c").orElseThrow().at()).isEqualTo(new Location(3, 18));
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void plainValuesAreWhatTheTextSays() {
        LocatedValue value = LocatedJson.parse(
                        "{\"i\": 1, \"l\": 5000000000, \"d\": 0.5, \"s\": \"x\", \"n\": null, \"o\": {\"b\": [true]}}",
                        problems)
                .orElseThrow();

        assertThat(value.plain()).isInstanceOfSatisfying(Map.class, plain -> {
            assertThat(plain).containsEntry("i", 1).containsEntry("l", 5_000_000_000L);
            assertThat(plain).containsEntry("d", 0.5).containsEntry("s", "x");
            assertThat(plain).containsEntry("n", null).containsEntry("o", Map.of("b", List.of(true)));
        });
    }

    @Test
    void aRepeatedKeyKeepsItsFirstValueAndTheRestIsStillRead() {
        LocatedValue value = LocatedJson.parse("{\"a\": {\"b\": 1, \"b\": 2}, \"a\": 3}", problems)
                .orElseThrow();

        assertThat(value.member("a").flatMap(a -> a.member("b")).orElseThrow().shown())
                .isEqualTo("1");
        assertThat(problems.inFileOrder())
                .extracting(problem -> problem.line("f"))
                .containsExactly(
                        "f:1:16: a.b: duplicate key \"b\" (first at 1:8)",
                        "f:1:25: a: duplicate key \"a\" (first at 1:2)");
    }

    @Test
    void nestingWithoutEndIsAProblemAndNoStackOverflow() {
        assertThat(LocatedJson.parse("[".repeat(100_000), problems)).isEmpty();
        assertThat(problems.isEmpty()).isFalse();
    }

    @Test
    void aWrongCloseMarkerIsReportedWithThePlaceOfItsOpening() {
        assertThat(LocatedJson.parse("{\"workers\": [}", problems)).isEmpty();

        assertThat(problems.inFileOrder())
                .extracting(problem -> problem.line("f"))
                .containsExactly(
                        "f:1:14: not JSON: Unexpected close marker '}': expected ']' for the list opened at 1:13");
    }

    @Test
    void textAndNumbersAreNotPrintedBecauseTheyMayBeSecrets() {
        LocatedValue value = LocatedJson.parse("[\"hunter2\", 4711]", problems).orElseThrow();

        assertThat(value.toString()).doesNotContain("hunter2", "4711");
    }
}
