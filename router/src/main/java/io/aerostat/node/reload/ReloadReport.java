package io.aerostat.node.reload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The result of a reload or a dry run.
 *
 * @param isDryRun whether the changes were only determined, not made
 * @param problems the problems of the file, one line each; if there are any, nothing was changed
 * @param outcomes the outcome of each change
 */
public record ReloadReport(boolean isDryRun, List<String> problems, List<Outcome> outcomes) {
    /** The outcome of a change. */
    public enum Status {
        DONE,
        PLANNED,
        FAILED,
        NEEDS_RESTART;

        /** Returns the word that programs read. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One change and its outcome.
     *
     * @param concerned the sessions or connections that the change concerns now, such as {@code 3 sessions}; empty if
     *     there are none
     * @param message why the change failed; empty if it did not fail
     */
    public record Outcome(Change change, Status status, String concerned, String message) {
        /** Returns a line for people. */
        @Override
        public String toString() {
            String line = change + (concerned.isEmpty() ? "" : " (" + concerned + ")");
            return status == Status.FAILED ? line + "; failed: " + message : line;
        }
    }

    public ReloadReport {
        problems = List.copyOf(problems);
        outcomes = List.copyOf(outcomes);
    }

    /** Returns the report of a file with problems. */
    public static ReloadReport refused(boolean isDryRun, List<String> problems) {
        return new ReloadReport(isDryRun, problems, List.of());
    }

    /** Checks whether the file had no problems and no change failed. */
    public boolean isRight() {
        return problems.isEmpty() && count(Status.FAILED) == 0;
    }

    private long count(Status status) {
        return outcomes.stream().filter(outcome -> outcome.status() == status).count();
    }

    /** Returns a summary in one line. */
    public String summary() {
        if (!problems.isEmpty()) {
            return "the configuration has " + amount(problems.size(), "problem") + ": nothing "
                    + (isDryRun ? "would change" : "has changed");
        }
        if (outcomes.isEmpty()) {
            return "the configuration is the one that runs: nothing " + (isDryRun ? "would change" : "has changed");
        }
        List<String> parts = new ArrayList<>();
        parts.add(
                isDryRun
                        ? amount(count(Status.PLANNED), "change") + " would be made"
                        : amount(count(Status.DONE), "change") + " made");
        if (count(Status.FAILED) > 0) {
            parts.add(count(Status.FAILED) + " failed");
        }
        if (count(Status.NEEDS_RESTART) > 0) {
            parts.add(count(Status.NEEDS_RESTART) + " of the file "
                    + (count(Status.NEEDS_RESTART) == 1 ? "needs" : "need") + " a restart");
        }
        return String.join(", ", parts);
    }

    private static String amount(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** Returns the report as values of a WAMP message. */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("right", isRight());
        values.put("dry_run", isDryRun);
        values.put("summary", summary());
        values.put("problems", problems);
        values.put(
                "changes",
                outcomes.stream()
                        .map(outcome -> {
                            Map<String, Object> change = new LinkedHashMap<>();
                            change.put(
                                    "action", outcome.change().action().name().toLowerCase(Locale.ROOT));
                            change.put("subject", outcome.change().subject().words());
                            change.put("name", outcome.change().name());
                            change.put("effect", outcome.change().effect());
                            change.put("status", outcome.status().word());
                            change.put("concerned", outcome.concerned());
                            change.put("message", outcome.message());
                            change.put("line", outcome.toString());
                            return change;
                        })
                        .toList());
        return values;
    }
}
