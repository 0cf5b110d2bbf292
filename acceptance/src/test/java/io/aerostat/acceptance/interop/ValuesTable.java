package io.aerostat.acceptance.interop;

import io.aerostat.acceptance.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The table of docs/wamp.md that shows how values pass through the router. It has a row for each value as its sender
 * writes it, and a column for each receiver. A test that runs another client adds a {@link Column} with the values that
 * this client has received.
 */
final class ValuesTable {
    static final Path PAGE = Surroundings.root().resolve("docs/wamp.md");

    private final List<Row> rows = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();

    /**
     * A value, and the form in which it is sent.
     *
     * @param value the name of the value
     * @param sent the serialization and the bytes that are sent, or the language of the client that sends the value
     */
    record Row(String value, String sent) {}

    /**
     * The values that one receiver gets.
     *
     * @param receiver a serialization, or a client with its version
     * @param cells the value that the receiver got for each row; rows without a cell were not tried
     */
    record Column(String receiver, Map<Row, String> cells) {}

    void add(Row row) {
        rows.add(row);
    }

    void add(Column column) {
        columns.add(column);
    }

    String cell(String value, String sent, String receiver) {
        return columns.stream()
                .filter(column -> column.receiver().equals(receiver))
                .map(column -> column.cells().getOrDefault(new Row(value, sent), ""))
                .findAny()
                .orElseThrow();
    }

    void write() {
        StringBuilder table = new StringBuilder("| value | sent as |");
        columns.forEach(column ->
                table.append(' ').append(column.receiver().replace("|", "\\|")).append(" |"));
        table.append("\n| --- | --- |").append(" --- |".repeat(columns.size()));
        for (Row row : rows) {
            table.append("\n| ")
                    .append(row.value())
                    .append(" | ")
                    .append(row.sent())
                    .append(" |");
            for (Column column : columns) {
                table.append(' ').append(column.cells().getOrDefault(row, "–")).append(" |");
            }
        }
        WrittenSection.replace(PAGE, "values", table.append('\n').toString());
    }
}
