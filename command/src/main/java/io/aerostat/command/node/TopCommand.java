package io.aerostat.command.node;

import io.aerostat.command.connection.ConnectionSettings;
import io.aerostat.command.connection.RouterSession;
import io.aerostat.command.connection.SessionCommand;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.ExitCode;
import io.aerostat.command.line.Flags;
import io.aerostat.command.line.Terminal;
import io.aerostat.command.line.Times;
import io.aerostat.command.value.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code top}: shows the rates of a node, its realms and its busiest sessions, again and again. */
public final class TopCommand extends SessionCommand {
    private static final int MOST_ROWS = 5000;

    /** Moves the cursor to the upper left corner, and clears the screen below. */
    private static final String CLEARED = "\u001b[H\u001b[J";

    private final PositionalParamSpec realm = PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .type(String.class)
            .paramLabel("REALM")
            .description("Shows only this realm and its sessions.")
            .build();
    private final OptionSpec sort = Flags.text(
            "--sort",
            "COLUMN",
            "How to sort sessions: " + SessionOrder.NAMES
                    + ". On a terminal, the first letter of an order and Enter change the"
                    + " order, and q and Enter end the command.",
            "in");
    private final OptionSpec interval = Flags.text("--interval", "TIME", "The time between two reports.", "2s");
    private final OptionSpec limit =
            Flags.text("--limit", "NUMBER", "The largest number of realms and sessions.", "20");
    private final OptionSpec once = Flags.of("--once", "Prints one report, about the first interval, and ends.");
    private final OptionSpec json = Flags.of("--json", "Prints each report as a JSON object in one line.");

    /** @param node the URL of the management socket of the node that the options name */
    public TopCommand(Supplier<String> node) {
        super("top", "Shows messages, calls and events per second of a node, its realms and its sessions.", node);
        spec().addPositional(realm);
        spec().addOption(sort)
                .addOption(interval)
                .addOption(limit)
                .addOption(once)
                .addOption(json);
    }

    @Override
    protected int run(ConnectionSettings settings) throws CommandFailure, InterruptedException {
        SessionOrder order = SessionOrder.of(String.valueOf(Flags.valueOf(sort)))
                .orElseThrow(() -> CommandFailure.usage(
                        "--sort: found \"" + Flags.valueOf(sort) + "\" (expected " + SessionOrder.NAMES + ")"));
        Duration pause = Times.read("--interval", String.valueOf(Flags.valueOf(interval)));
        int rows = Flags.number(limit, 1, MOST_ROWS);
        boolean isLive = !Flags.isSet(once) && !Flags.isSet(json) && Terminal.isInteractive();
        BlockingQueue<Character> keys = new LinkedBlockingQueue<>();
        if (isLive) {
            readKeys(System.in, keys);
        }
        try (RouterSession router = settings.open()) {
            NodeCalls node = new NodeCalls(router);
            Sample before = sample(node);
            @Nullable Character key = keys.poll(pause.toNanos(), TimeUnit.NANOSECONDS);
            while (key == null || key != 'q') {
                order = key == null ? order : SessionOrder.ofKey(key).orElse(order);
                Sample after = sample(node);
                print(new RateReport(before, after), order, rows, isLive);
                if (Flags.isSet(once) || unwritten().isPresent()) {
                    break;
                }
                before = after;
                key = keys.poll(pause.toNanos(), TimeUnit.NANOSECONDS);
            }
        }
        return ExitCode.DONE;
    }

    private Sample sample(NodeCalls node) throws CommandFailure, InterruptedException {
        @Nullable String wanted = realm.getValue();
        Sample sample = Sample.read(node, wanted);
        if (wanted != null && sample.realms().isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED, "no realm \"" + Terminal.harmless(wanted) + "\" exists on this node");
        }
        return sample;
    }

    private void print(RateReport report, SessionOrder order, int rows, boolean isLive) {
        if (Flags.isSet(json)) {
            out().println(JsonText.write(report.values(order, rows)));
            return;
        }
        if (isLive) {
            out().print(CLEARED);
        }
        report.lines(order, rows).forEach(out()::println);
        if (!isLive && !Flags.isSet(once)) {
            out().println();
        }
    }

    private static void readKeys(InputStream in, BlockingQueue<Character> keys) {
        Thread reader = new Thread(
                () -> {
                    try {
                        for (int key = in.read(); key >= 0; key = in.read()) {
                            if (Character.isLetter(key)) {
                                keys.add(Character.toLowerCase((char) key));
                            }
                        }
                    } catch (IOException e) {
                        return; // Without a keyboard, the order stays as it is.
                    }
                },
                "aerostat-keys");
        reader.setDaemon(true);
        reader.start();
    }
}
