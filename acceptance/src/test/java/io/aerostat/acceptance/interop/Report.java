package io.aerostat.acceptance.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The output of one client's program: a line for each serializer and check, and then {@code DONE}.
 *
 * @param serializers the serializers, in the order of the program
 */
record Report(String client, String version, List<String> serializers, List<Line> lines, boolean isComplete) {

    /**
     * The outcome of one check.
     *
     * @param outcome {@code ok}, {@code failed}, or {@code absent} if the client does not have the feature
     * @param why the reason if the outcome is not {@code ok}
     */
    record Line(String serializer, String check, String outcome, String why) {
        boolean isOk() {
            return outcome.equals("ok");
        }

        boolean isAbsent() {
            return outcome.equals("absent");
        }
    }

    static Report of(String output) {
        String client = "";
        String version = "";
        List<Line> lines = new ArrayList<>();
        boolean complete = false;
        for (String line : output.lines().toList()) {
            String[] fields = line.split("\t", -1);
            switch (fields[0]) {
                case "CLIENT" -> {
                    client = fields[1];
                    version = fields[2];
                }
                case "RESULT" -> lines.add(new Line(fields[1], fields[2], fields[3], fields[4]));
                case "DONE" -> complete = true;
                default -> {
                    // All other lines are output of the client itself, and are ignored.
                }
            }
        }
        List<String> serializers =
                lines.stream().map(Line::serializer).distinct().toList();
        return new Report(client, version, serializers, lines, complete);
    }

    /**
     * Returns this report with its serializers in alphabetical order, for a program that uses all serializers at the
     * same time.
     */
    Report sorted() {
        return new Report(client, version, serializers.stream().sorted().toList(), lines, isComplete);
    }

    List<Line> failures() {
        return lines.stream().filter(line -> !line.isOk() && !line.isAbsent()).toList();
    }

    /** Returns the outcomes of one check with all serializers. */
    List<Line> of(String client, String check) {
        return lines.stream()
                .filter(line -> this.client.equals(client) && line.check().equals(check))
                .collect(Collectors.toList());
    }
}
