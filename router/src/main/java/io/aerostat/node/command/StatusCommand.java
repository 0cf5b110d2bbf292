package io.aerostat.node.command;

import io.aerostat.command.line.CommandDescription;
import io.aerostat.command.line.ExitCode;
import io.aerostat.command.line.Flags;
import io.aerostat.node.management.ManagementProcedures;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code status}: prints the facts and numbers of a running node. */
final class StatusCommand implements Callable<Integer> {
    private static final String RUNNING = "running";
    private static final String STOPPED = "stopped";

    private final OptionSpec expected = Flags.text(
            "--assert",
            "STATE",
            "Prints only the state. The exit code is 69 if the state is not STATE: running or stopped.");
    private final NodeClient node = new NodeClient();
    private final CommandSpec spec =
            CommandDescription.of("status", "Prints facts and numbers of a running node.", this);

    StatusCommand() {
        node.addTo(spec);
        spec.addOption(expected);
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
        @Nullable String wanted = Flags.valueOf(expected);
        if (wanted != null) {
            return compared(wanted);
        }
        Optional<Map<String, Object>> status =
                node.call(ManagementProcedures.STATUS, spec.commandLine().getErr());
        if (status.isEmpty()) {
            return ExitCode.UNAVAILABLE;
        }
        status.get().forEach((key, value) -> spec.commandLine().getOut().println(key + ": " + value));
        return "ready".equals(status.get().get("state")) ? 0 : 1;
    }

    /** Prints the state as Crossbar.io does, and compares it with the state that the user expects. */
    private int compared(String wanted) throws InterruptedException {
        if (!wanted.equals(RUNNING) && !wanted.equals(STOPPED)) {
            spec.commandLine().getErr().println("--assert: found \"" + wanted + "\" (expected running or stopped)");
            return ExitCode.USAGE;
        }
        String state = node.isRunning() ? RUNNING : STOPPED;
        spec.commandLine().getOut().println("Status is " + state.toUpperCase(Locale.ROOT));
        return state.equals(wanted) ? ExitCode.DONE : ExitCode.UNAVAILABLE;
    }
}
