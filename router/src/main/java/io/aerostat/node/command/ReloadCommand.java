package io.aerostat.node.command;

import io.aerostat.command.line.CommandDescription;
import io.aerostat.command.line.ExitCode;
import io.aerostat.node.management.ManagementProcedures;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code reload}: makes a running node read its configuration again, or report what a reload would change. */
final class ReloadCommand implements Callable<Integer> {
    private final NodeClient node = new NodeClient();
    private final OptionSpec dryRun = OptionSpec.builder("--dry-run")
            .type(boolean.class)
            .description("Only list the changes, and the sessions that they concern.")
            .build();

    private final CommandSpec spec =
            CommandDescription.of("reload", "Makes a running node read its configuration again.", this);

    ReloadCommand() {
        node.addTo(spec);
        spec.addOption(dryRun);
        CommandDescription.exitCodes(
                spec,
                ExitCode.DONE,
                "all differences were applied, or listed",
                ExitCode.FAILED,
                "the file has problems, or a change failed",
                ExitCode.USAGE,
                "the command line is wrong",
                ExitCode.UNAVAILABLE,
                "no node answers");
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        boolean isDryRun = Boolean.TRUE.equals(dryRun.getValue());
        Optional<Map<String, Object>> report =
                node.call(isDryRun ? ManagementProcedures.DRY_RUN : ManagementProcedures.RELOAD, err);
        if (report.isEmpty()) {
            return ExitCode.UNAVAILABLE;
        }
        list(report.get(), "problems").forEach(err::println);
        for (Object change : list(report.get(), "changes")) {
            Map<?, ?> values = (Map<?, ?>) change;
            ("failed".equals(values.get("status")) ? err : out).println(values.get("line"));
        }
        boolean isRight = Boolean.TRUE.equals(report.get().get("right"));
        (isRight ? out : err).println(report.get().get("summary"));
        return isRight ? 0 : 1;
    }

    private static List<?> list(Map<String, Object> report, String key) {
        return report.get(key) instanceof List<?> list ? list : List.of();
    }
}
