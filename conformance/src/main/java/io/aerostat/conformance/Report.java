package io.aerostat.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Runs at the end of a full build: writes {@code docs/conformance.md}, and fails if a test cites an unknown id. If
 * requested, it also fails if a mandatory item has no passing test. After a partial build, it leaves the page
 * unchanged.
 */
public final class Report {
    private Report() {}

    /**
     * Exits with code 1 if the build must fail.
     *
     * @param arguments the project's folder, the path of the page, the time at which the build began (ISO 8601), and
     *     whether unproven items fail the build
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 4) {
            System.err.println("usage: Report PROJECT PAGE BUILD-START ENFORCED");
            System.exit(2);
        }
        boolean fine = run(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                Instant.parse(arguments[2]),
                Boolean.parseBoolean(arguments[3]),
                System.out);
        System.exit(fine ? 0 : 1);
    }

    static boolean run(Path project, Path page, Instant buildStart, boolean enforced, PrintStream out)
            throws IOException {
        Catalogue catalogue = Catalogue.load();
        Records records = Records.read(project, buildStart);
        List<String> unknown = records.executions().stream()
                .flatMap(execution -> execution.ids().stream()
                        .filter(id -> !catalogue.contains(id))
                        .map(id -> id + " in " + execution.test()))
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            out.println("conformance: found ids that are not in items.tsv: " + String.join(", ", unknown));
            return false;
        }
        if (!records.silent().isEmpty()) {
            out.println("conformance: " + page.getFileName() + " is left unchanged; this build ran no test of "
                    + String.join(", ", records.silent()));
            return true;
        }
        Page written = new Page(catalogue, records.executions());
        Files.writeString(page, written.text(), UTF_8);
        List<String> unproven = written.unproven();
        if (!unproven.isEmpty()) {
            out.println("conformance: no passing test of the mandatory items " + String.join(", ", unproven));
        }
        return unproven.isEmpty() || !enforced;
    }
}
