package io.aerostat.command.request;

import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.CallResult;
import io.aerostat.command.connection.ConnectionSettings;
import io.aerostat.command.connection.RouterSession;
import io.aerostat.command.connection.SessionCommand;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.Flags;
import io.aerostat.command.line.Terminal;
import io.aerostat.command.line.Times;
import io.aerostat.command.value.PayloadArguments;
import io.aerostat.command.value.Printed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** {@code call}: calls a procedure and prints its result. */
public final class CallCommand extends SessionCommand {
    /** How much longer than the timeout of the call to wait for the router's answer. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Words words = new Words("PROCEDURE", "The procedure to call.");
    private final OptionSpec timeout =
            Flags.text("--timeout", "TIME", "How long the call may take: 500ms, 10s, 2m.", "30s");
    private final OptionSpec progress =
            Flags.of("--progress", "Prints results before the last one too, each in a line of its own.");
    private final OptionSpec disclose = Flags.of("--disclose-me", "Lets the callee learn who calls.");
    private final OptionSpec rkey = Flags.text("--rkey", "KEY", "Selects a shard of a sharded registration.");
    private final OptionSpec json =
            Flags.of("--json", "Prints each result as {\"args\": [...], \"kwargs\": {...}}, whatever its values.");

    public CallCommand() {
        super("call", "Calls a procedure and prints its result.");
        words.addTo(spec());
        spec().addOption(timeout)
                .addOption(progress)
                .addOption(disclose)
                .addOption(rkey)
                .addOption(json);
    }

    @Override
    protected int run(ConnectionSettings settings) throws CommandFailure, InterruptedException {
        PayloadArguments payload = words.payload();
        Duration limit = Times.read("--timeout", String.valueOf(Flags.valueOf(timeout)));
        Call call = Call.of(words.uri())
                .args(payload.args().toArray())
                .kwargs(payload.kwargs())
                .timeout(limit);
        call = Flags.isSet(disclose) ? call.disclosed() : call;
        @Nullable String shard = Flags.valueOf(rkey);
        call = shard == null ? call : call.shard(shard);
        try (RouterSession router = settings.open()) {
            CallResult result = Flags.isSet(progress)
                    ? ProgressiveResults.print(router.session().stream(call), this::printLine, limit.plus(GRACE))
                    : RouterSession.result(router.session().call(call), limit.plus(GRACE));
            if (Flags.isSet(progress)) {
                printLine(result);
            } else {
                print(text(result));
            }
        } catch (CommandFailure failure) {
            // If the output cannot be written, this command itself has canceled the call.
            throw unwritten().orElse(failure);
        }
        return 0;
    }

    /**
     * Prints a result in one line, so that the next result begins on its own line. Returns whether the output can be
     * written.
     */
    private boolean printLine(CallResult result) {
        print(Terminal.harmless(text(result)));
        return unwritten().isEmpty();
    }

    private String text(CallResult result) {
        return Flags.isSet(json) ? Printed.json(result.arguments()) : Printed.result(result.arguments());
    }

    private void print(String text) {
        if (!text.isEmpty()) {
            out().println(text);
        }
    }
}
