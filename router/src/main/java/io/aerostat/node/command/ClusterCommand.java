package io.aerostat.node.command;

import io.aerostat.command.line.CommandDescription;
import io.aerostat.command.line.ExitCode;
import io.aerostat.node.management.ManagementProcedures;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code cluster}: asks nodes of a cluster, and compares their tables. */
final class ClusterCommand implements Callable<Integer> {
    private final OptionSpec files = paths("-c", "--config")
            .paramLabel("FILE")
            .description("The configuration file of a node of this machine. Without it and --socket: ./config.json,"
                    + " then .crossbar/config.json.")
            .build();
    private final OptionSpec sockets = paths("--socket")
            .paramLabel("PATH")
            .description("The management socket of a node, or a socket that is forwarded to it.")
            .build();
    private final CommandSpec spec = CommandDescription.of(
            "cluster", "Compares the tables of nodes of a cluster. Each option can be given several times.", this);

    ClusterCommand() {
        spec.addOption(files).addOption(sockets);
        CommandDescription.exitCodes(
                spec,
                ExitCode.DONE,
                "all nodes are ready, and their tables are equal",
                ExitCode.FAILED,
                "a node is not ready, or tables differ",
                ExitCode.USAGE,
                "the command line is wrong",
                ExitCode.UNAVAILABLE,
                "a node does not answer, or is in no cluster");
    }

    private static OptionSpec.Builder paths(String... names) {
        return OptionSpec.builder(names[0], names).type(List.class).auxiliaryTypes(Path.class);
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        List<NodeView> views = new ArrayList<>();
        boolean allAnswer = true;
        for (Path socket : places()) {
            Optional<Map<String, Object>> answer = NodeClient.call(socket, ManagementProcedures.CLUSTER, err);
            if (answer.isPresent() && answer.get().isEmpty()) {
                err.println("the node at " + socket + " is in no cluster");
            }
            Optional<NodeView> view = answer.flatMap(NodeView::of);
            view.ifPresent(node -> {
                views.add(node);
                out.println(node);
            });
            allAnswer &= view.isPresent();
        }
        List<String> differences = NodeView.differences(views);
        differences.forEach(out::println);
        if (!allAnswer) {
            return ExitCode.UNAVAILABLE;
        }
        if (differences.isEmpty()) {
            out.println(views.size() == 1 ? "1 node answered" : "tables are equal on " + views.size() + " nodes");
        }
        return differences.isEmpty() && views.stream().allMatch(NodeView::isReady) ? 0 : 1;
    }

    private List<Path> places() {
        List<Path> places = new ArrayList<>(values(sockets));
        List<Path> named = values(files);
        if (named.isEmpty() && places.isEmpty()) {
            named = List.of(StartOptions.file(null));
        }
        named.stream().map(NodeClient::place).forEach(places::add);
        return places;
    }

    private static List<Path> values(OptionSpec option) {
        @Nullable List<Path> values = option.getValue();
        return values == null ? List.of() : values;
    }
}
