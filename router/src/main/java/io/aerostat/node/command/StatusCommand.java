package io.aerostat.node.command;

import io.aerostat.command.line.CommandDescription;
import io.aerostat.command.line.ExitCode;
import io.aerostat.command.line.Flags;
import io.aerostat.command.value.JsonText;
import io.aerostat.node.management.ManagementProcedures;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code status}: prints the facts and numbers of a running node. */
final class StatusCommand implements Callable<Integer> {
    private final OptionSpec expected = Flags.text(
            "--assert",
            "STATE",
            "Prints only the state. The exit code is 69 if the node is not in this state: running or stopped. A node"
                    + " that does not answer is in neither state.");
    private final OptionSpec json = Flags.of("--json", "Prints a JSON object.");
    private final NodeClient node = new NodeClient();
    private final CommandSpec spec =
            CommandDescription.of("status", "Prints facts and numbers of a running node.", this);

    StatusCommand() {
        node.addTo(spec);
        spec.addOption(expected).addOption(json);
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
        PrintWriter out = spec.commandLine().getOut();
        if (Flags.isSet(json)) {
            out.println(JsonText.write(status.get()));
        } else {
            status.get().forEach((key, value) -> out.println(key + ": " + value));
        }
        return "ready".equals(status.get().get("state")) ? 0 : 1;
    }

    /** Prints the state as Crossbar.io does, and compares it with the state that the user expects. */
    private int compared(String wanted) throws InterruptedException {
        if (!wanted.equals("running") && !wanted.equals("stopped")) {
            spec.commandLine().getErr().println("--assert: found \"" + wanted + "\" (expected running or stopped)");
            return ExitCode.USAGE;
        }
        NodeState state = node.isManaged() ? node.state() : NodeState.UNKNOWN;
        spec.commandLine().getOut().println("Status is " + state);
        return state.name().toLowerCase(Locale.ROOT).equals(wanted) ? ExitCode.DONE : ExitCode.UNAVAILABLE;
    }
}
