package io.aerostat.node.command;

import io.aerostat.command.line.CommandDescription;
import io.aerostat.command.line.ExitCode;
import io.aerostat.node.management.ManagementProcedures;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code status}: prints the facts and numbers of a running node. */
final class StatusCommand implements Callable<Integer> {
    private final NodeClient node = new NodeClient();
    private final CommandSpec spec =
            CommandDescription.of("status", "Prints facts and numbers of a running node.", this);

    StatusCommand() {
        node.addTo(spec);
        CommandDescription.exitCodes(
                spec,
                ExitCode.DONE,
                "the node is ready",
                ExitCode.FAILED,
                "the node runs, but is not ready",
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
        Optional<Map<String, Object>> status =
                node.call(ManagementProcedures.STATUS, spec.commandLine().getErr());
        if (status.isEmpty()) {
            return ExitCode.UNAVAILABLE;
        }
        status.get().forEach((key, value) -> spec.commandLine().getOut().println(key + ": " + value));
        return "ready".equals(status.get().get("state")) ? 0 : 1;
    }
}
