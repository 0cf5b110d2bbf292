package io.aerostat.acceptance.interop;

import io.aerostat.acceptance.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes sections of {@code docs/interoperability.md}, each between two markers, from the results of a test. */
final class InteroperabilityPage {
    private static final Path FILE = Surroundings.root().resolve("docs/interoperability.md");

    private InteroperabilityPage() {}

    /**
     * Writes a table with a row for each check and a column for each client. A number in a cell refers to a reason
     * below the table.
     */
    static void writeMatrix(String section, String what, List<Report> reports) {
        Set<String> checks = new LinkedHashSet<>();
        reports.forEach(report -> report.lines().forEach(line -> checks.add(line.check())));
        List<String> reasons = new ArrayList<>();
        StringBuilder table = new StringBuilder("| " + what + " |");
        reports.forEach(report ->
                table.append(" %s %s |".formatted(report.client().replace("|", "\\|"), report.version())));
        table.append("\n| --- |").append(" --- |".repeat(reports.size())).append("\n| serializers |");
        reports.forEach(report -> table.append(' ')
                .append(String.join(", ", report.serializers()))
                .append(" |"));
        for (String check : checks) {
            table.append("\n| ").append(check).append(" |");
            for (Report report : reports) {
                table.append(' ').append(cell(report, check, reasons)).append(" |");
            }
        }
        table.append('\n');
        if (!reasons.isEmpty()) {
            table.append('\n');
        }
        for (int i = 0; i < reasons.size(); i++) {
            table.append("%d. %s%n".formatted(i + 1, reasons.get(i)));
        }
        WrittenSection.replace(FILE, section, table.toString());
    }

    private static String cell(Report report, String check, List<String> reasons) {
        List<Report.Line> lines = report.of(report.client(), check);
        if (lines.isEmpty()) {
            return "–";
        }
        if (lines.stream().allMatch(Report.Line::isOk)) {
            return "yes";
        }
        List<Report.Line> absent = lines.stream().filter(Report.Line::isAbsent).toList();
        String reason = report.client() + ": " + absent.get(0).why() + ".";
        if (!reasons.contains(reason)) {
            reasons.add(reason);
        }
        int number = reasons.indexOf(reason) + 1;
        if (absent.size() == lines.size()) {
            return "not there (" + number + ")";
        }
        String without = absent.stream().map(Report.Line::serializer).collect(Collectors.joining(", "));
        return "yes, not over " + without + " (" + number + ")";
    }
}
