package io.aerostat.command.listing;

import io.aerostat.command.line.Terminal;
import io.aerostat.command.value.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lines with columns of equal width. */
public final class Table {
    private Table() {}

    /** Returns a heading and a line for each row. */
    public static List<String> lines(List<String> columns, List<Map<String, @Nullable Object>> rows) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(columns);
        for (Map<String, @Nullable Object> row : rows) {
            cells.add(columns.stream().map(column -> cell(row.get(column))).toList());
        }
        int[] widths = new int[columns.size()];
        for (List<String> line : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        return cells.stream().map(line -> line(line, widths)).toList();
    }

    private static String cell(@Nullable Object value) {
        return value == null ? "-" : value instanceof String text ? Terminal.harmless(text) : JsonText.write(value);
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(cells.get(i)).append(" ".repeat(widths[i] - cells.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
