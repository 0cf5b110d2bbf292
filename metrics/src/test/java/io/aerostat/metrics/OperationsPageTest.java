package io.aerostat.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that the table in docs/operations.md lists all meters, and no others. */
class OperationsPageTest {
    @Test
    void explainsEveryMeterAndNoOther() throws IOException {
        List<String> page = Files.readAllLines(Path.of("../docs/operations.md"));
        int begin = page.indexOf("<!-- meters: checked by OperationsPageTest -->");
        int end = page.indexOf("<!-- end of meters -->");

        List<String> rows = page.subList(begin, end).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Stream.of(MeterName.values())
                        .map(OperationsPageTest::row)
                        .toList());
    }

    private static String row(MeterName name) {
        String type = switch (name.kind()) {
            case GAUGE, SECONDS, BYTES -> "gauge";
            case COUNTER, BYTES_COUNTER -> "counter";
            case TIMER -> "histogram";
        };
        String labels = name.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
        return "| `" + name.prometheus() + "` | " + type + " | " + (labels.isEmpty() ? "–" : labels) + " | "
                + name.meaning() + " |";
    }
}
