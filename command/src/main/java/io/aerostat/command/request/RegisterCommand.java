package io.aerostat.command.request;

import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.command.connection.ConnectionSettings;
import io.aerostat.command.connection.RouterSession;
import io.aerostat.command.connection.SessionCommand;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.Flags;
import io.aerostat.command.line.Parameters;
import io.aerostat.command.line.Terminal;
import io.aerostat.command.line.Times;
import io.aerostat.protocol.option.InvocationPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code register}: registers a procedure whose calls a program of the user answers. */
public final class RegisterCommand extends SessionCommand {
    private static final Duration REGISTERED = Duration.ofSeconds(30);

    /** The largest number of handlers that the client runs at the same time. */
    private static final int MOST_PROGRAMS = 256;

    private final PositionalParamSpec procedure = Parameters.required(0, "PROCEDURE", "The procedure or pattern.");
    private final PositionalParamSpec program = PositionalParamSpec.builder()
            .index("1..*")
            .arity("1..*")
            .required(true)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("COMMAND")
            .description(
                    "A program and its arguments, run for each call. It reads {\"procedure\": ..., \"args\": [...],"
                            + " \"kwargs\": {...}} from standard input, and prints the result: JSON or a text.")
            .build();
    private final Matching matching = new Matching();
    private final OptionSpec invoke = Flags.text(
            "--invoke",
            "POLICY",
            "How one of several callees is chosen: single, roundrobin, random, first or last.",
            "single");
    private final OptionSpec concurrency =
            Flags.text("--concurrency", "NUMBER", "The largest number of programs that run at the same time.", "1");
    private final OptionSpec limit =
            Flags.text("--command-timeout", "TIME", "How long a program may run before it is ended.", "60s");
    private final OptionSpec count =
            Flags.text("--count", "NUMBER", "Ends after this number of calls; 0 for no limit.", "0");

    public RegisterCommand() {
        super("register", "Registers a procedure; a program answers its calls. Options stand before the procedure.");
        spec().parser().stopAtPositional(true);
        spec().addPositional(procedure).addPositional(program);
        matching.addTo(spec());
        spec().addOption(invoke).addOption(concurrency).addOption(limit).addOption(count);
    }

    @Override
    protected int run(ConnectionSettings settings) throws CommandFailure, InterruptedException {
        int most = Flags.number(concurrency, 1, MOST_PROGRAMS);
        ProcedureOffer offer = ProcedureOffer.of(procedure.getValue(), matching.policy())
                .invoke(policy())
                .concurrency(most)
                .sideBySide();
        AnsweringProgram answering = new AnsweringProgram(
                words(), Times.read("--command-timeout", String.valueOf(Flags.valueOf(limit))), most, err());
        Countdown remaining = new Countdown(Flags.number(count, 0, Integer.MAX_VALUE));
        HandlerThreads threads = new HandlerThreads();
        try (RouterSession router = settings.open(threads)) {
            RouterSession.result(
                    router.session().register(offer, call -> {
                        remaining.begin();
                        threads.afterAnswer(remaining::end);
                        return answering.answer(call);
                    }),
                    REGISTERED);
            // Scripts wait for this line before they call.
            err().println("registered " + Terminal.harmless(offer.uri()));
            remaining.await(router);
        } finally {
            threads.shutdownNow();
        }
        return 0;
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        if (program.getValue() instanceof List<?> given) {
            given.forEach(word -> words.add(String.valueOf(word)));
        }
        return words;
    }

    private InvocationPolicy policy() throws CommandFailure {
        String wanted = String.valueOf(Flags.valueOf(invoke));
        return InvocationPolicy.ofWire(wanted)
                .orElseThrow(() -> CommandFailure.usage(
                        "--invoke: found \"" + wanted + "\" (expected single, roundrobin, random, first or last)"));
    }
}
