package io.aerostat.command.load;

import io.aerostat.client.execution.ClientRuntime;
import io.aerostat.command.connection.ConnectionSettings;
import io.aerostat.command.connection.RouterSession;
import io.aerostat.command.connection.SessionCommand;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.ExitCode;
import io.aerostat.command.line.Flags;
import io.aerostat.command.line.Times;
import io.aerostat.command.value.JsonText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** {@code bench}: loads a router with calls and prints their rate and latency. */
public final class BenchCommand extends SessionCommand {
    private static final int MOST_SESSIONS = 1000;
    private static final int MOST_IN_FLIGHT = 10_000;
    private static final int MOST_BYTES = 1 << 20;

    private final OptionSpec procedure = Flags.text(
            "--procedure", "URI", "Calls this procedure; without it, one that this command registers and answers.");
    private final OptionSpec sessions = Flags.text("--sessions", "NUMBER", "The number of sessions that call.", "1");
    private final OptionSpec inFlight =
            Flags.text("--in-flight", "NUMBER", "The number of calls of a session that wait for a result.", "16");
    private final OptionSpec size = Flags.text("--size", "BYTES", "The length of the text that each call sends.", "16");
    private final OptionSpec duration = Flags.text("--duration", "TIME", "How long to measure.", "10s");
    private final OptionSpec warmup = Flags.text("--warmup", "TIME", "How long to call before measuring.", "2s");
    private final OptionSpec json = Flags.of("--json", "Prints the numbers as a JSON object.");

    public BenchCommand() {
        super("bench", "Loads a router with calls, and prints calls per second and their latency.");
        spec().addOption(procedure)
                .addOption(sessions)
                .addOption(inFlight)
                .addOption(size)
                .addOption(duration)
                .addOption(warmup)
                .addOption(json);
    }

    @Override
    protected int run(ConnectionSettings settings) throws CommandFailure, InterruptedException {
        int callers = Flags.number(sessions, 1, MOST_SESSIONS);
        int window = Flags.number(inFlight, 1, MOST_IN_FLIGHT);
        String payload = "x".repeat(Flags.number(size, 0, MOST_BYTES));
        Duration measured = Times.read("--duration", String.valueOf(Flags.valueOf(duration)));
        Duration before = Times.read("--warmup", String.valueOf(Flags.valueOf(warmup)));
        CallLoad.Outcome outcome;
        List<RouterSession> opened = new ArrayList<>();
        // All sessions share one runtime, because each runtime starts threads of its own.
        try (ClientRuntime threads = ClientRuntime.create("aerostat-bench")) {
            try {
                CallLoad load = new CallLoad(target(settings, threads, opened), payload, window);
                for (int i = 0; i < callers; i++) {
                    RouterSession caller = settings.open(threads);
                    opened.add(caller);
                    load.add(caller.session());
                }
                outcome = load.run(before, measured);
            } finally {
                opened.forEach(RouterSession::close);
            }
        }
        if (Flags.isSet(json)) {
            out().println(JsonText.write(outcome.values()));
        } else {
            outcome.values().forEach((name, value) -> out().println(name + ": " + value));
        }
        if (outcome.failure().isPresent()) {
            throw RouterSession.failure(outcome.failure().get());
        }
        return ExitCode.DONE;
    }

    /** Returns the procedure to call. Registers a procedure if the user has named none. */
    private String target(ConnectionSettings settings, ClientRuntime threads, List<RouterSession> opened)
            throws CommandFailure, InterruptedException {
        @Nullable String named = Flags.valueOf(procedure);
        if (named != null) {
            return named;
        }
        RouterSession callee = settings.open(threads);
        opened.add(callee);
        String uri = "io.aerostat.bench.echo" + callee.session().details().id();
        EchoCallee.register(callee, uri);
        return uri;
    }
}
