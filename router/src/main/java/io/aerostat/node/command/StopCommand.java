package io.aerostat.node.command;

import io.aerostat.command.line.CommandDescription;
import io.aerostat.command.line.ExitCode;
import io.aerostat.node.management.ManagementProcedures;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code stop}: ends a running node in an orderly way, and returns when its process has ended. */
final class StopCommand implements Callable<Integer> {
    /** The time to wait in addition to the time that the node announces. */
    private static final long MARGIN_SECONDS = 5;

    /** The time to wait for a node that announces no time. */
    private static final long USUAL_SECONDS = 10;

    private final NodeClient node = new NodeClient();
    private final CommandSpec spec = CommandDescription.of("stop", "Ends a running node.", this);

    StopCommand() {
        node.addTo(spec);
        CommandDescription.exitCodes(
                spec,
                ExitCode.DONE,
                "the node has ended",
                ExitCode.FAILED,
                "the node does not end",
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
        Optional<Map<String, Object>> answer =
                node.call(ManagementProcedures.STOP, spec.commandLine().getErr());
        if (answer.isEmpty()) {
            return ExitCode.UNAVAILABLE;
        }
        long pid = answer.get().get("pid") instanceof Number number ? number.longValue() : 0;
        long needed = answer.get().get("seconds") instanceof Number seconds ? seconds.longValue() : USUAL_SECONDS;
        long patience = needed + MARGIN_SECONDS;
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        try {
            if (process.isPresent()) {
                process.get().onExit().get(patience, TimeUnit.SECONDS);
            }
            return 0;
        } catch (ExecutionException | TimeoutException e) {
            spec.commandLine().getErr().println("process " + pid + " has not ended after " + patience + " s");
            return 1;
        }
    }
}
