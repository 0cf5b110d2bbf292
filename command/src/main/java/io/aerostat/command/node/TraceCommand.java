package io.aerostat.command.node;

import io.aerostat.command.connection.ConnectionSettings;
import io.aerostat.command.connection.RouterSession;
import io.aerostat.command.connection.SessionCommand;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.ExitCode;
import io.aerostat.command.line.Flags;
import io.aerostat.command.line.Parameters;
import io.aerostat.command.line.Terminal;
import io.aerostat.command.line.Times;
import io.aerostat.command.value.JsonText;
import io.aerostat.command.value.Printed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code trace}: prints the messages of one session of a node, as the node receives and sends them. */
public final class TraceCommand extends SessionCommand {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int PAGE = 500;
    private static final List<String> IDS =
            List.of("request", "request_type", "registration", "subscription", "publication");

    private final PositionalParamSpec realm = Parameters.required(0, "REALM", "The realm of the session.");
    private final PositionalParamSpec session =
            Parameters.required(1, "SESSION", "The id of the session, as top shows it.");
    private final OptionSpec payloads =
            Flags.of("--payloads", "Prints arguments of at most 16 KiB, too; the node must permit this.");
    private final OptionSpec count =
            Flags.text("--count", "NUMBER", "Ends after this number of messages; 0 for no limit.", "0");
    private final OptionSpec duration = Flags.text("--duration", "TIME", "Ends after this time: 500ms, 10s, 2m.");
    private final OptionSpec json = Flags.of("--json", "Prints each message as a JSON object.");

    /** @param node the URL of the management socket of the node that the options name */
    public TraceCommand(Supplier<String> node) {
        super("trace", "Prints the messages of a session until the session ends.", node);
        spec().addPositional(realm).addPositional(session);
        spec().addOption(payloads).addOption(count).addOption(duration).addOption(json);
    }

    @Override
    protected int run(ConnectionSettings settings) throws CommandFailure, InterruptedException {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("realm", realm.<String>getValue());
        arguments.put("session", id());
        arguments.put("limit", PAGE);
        long most = Flags.number(count, 0, Integer.MAX_VALUE);
        @Nullable String limit = Flags.valueOf(duration);
        long nanos =
                limit == null ? Long.MAX_VALUE : Times.read("--duration", limit).toNanos();
        try (RouterSession router = settings.open()) {
            NodeCalls node = new NodeCalls(router);
            String procedure = Flags.isSet(payloads) ? "trace_payloads" : "trace";
            String ended = follow(node, procedure, arguments, most == 0 ? Long.MAX_VALUE : most, nanos);
            if (ended.isEmpty()) {
                node.ask("end_trace", arguments);
            } else {
                err().println("the session has ended: " + Terminal.harmless(ended));
            }
        }
        return ExitCode.DONE;
    }

    private long id() throws CommandFailure {
        String text = session.getValue();
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw CommandFailure.usage(
                    "SESSION: found \"" + Terminal.harmless(text) + "\" (expected the id of a session)");
        }
    }

    /**
     * Prints messages. Returns why the session has ended; an empty text if the largest number of messages or the time
     * limit is reached first.
     */
    private String follow(NodeCalls node, String procedure, Map<String, Object> arguments, long most, long nanos)
            throws CommandFailure, InterruptedException {
        long begin = System.nanoTime();
        long rest = most;
        boolean isFirst = true;
        while (true) {
            Map<String, @Nullable Object> page = node.ask(procedure, arguments);
            if (isFirst) {
                // Scripts wait for this line before they make the session send messages.
                err().println("tracing session " + arguments.get("session"));
                isFirst = false;
            }
            long lost = NodeCalls.number(page, "lost");
            if (lost > 0) {
                err().println("warning: " + lost + " messages were dropped before they could be read");
            }
            List<Map<String, @Nullable Object>> messages = NodeCalls.maps(page, "messages");
            for (Map<String, @Nullable Object> message : messages.subList(0, (int) Math.min(rest, messages.size()))) {
                out().println(Flags.isSet(json) ? JsonText.write(message) : line(message));
                rest--;
            }
            String ended = NodeCalls.text(page, "ended");
            if (rest == 0 || !ended.isEmpty() || System.nanoTime() - begin >= nanos || out().checkError()) {
                return rest == 0 ? "" : ended;
            }
            arguments.put("after", NodeCalls.number(page, "next"));
            if (messages.size() < PAGE) {
                Thread.sleep(Math.min(PAUSE.toMillis(), Duration.ofNanos(nanos).toMillis()));
            }
        }
    }

    private static String line(Map<String, @Nullable Object> message) {
        List<String> words = new ArrayList<>();
        words.add(NodeCalls.text(message, "time"));
        words.add(NodeCalls.text(message, "from").equals("client") ? "client ->" : "router <-");
        words.add(NodeCalls.text(message, "type"));
        String uri = NodeCalls.text(message, "uri");
        if (!uri.isEmpty()) {
            words.add(uri);
        }
        for (String id : IDS) {
            if (message.containsKey(id)) {
                words.add(id + "=" + message.get(id));
            }
        }
        long size = NodeCalls.number(message, "payload_size");
        if (size > 0) {
            words.add("bytes=" + size);
        }
        String outcome = NodeCalls.text(message, "outcome");
        if (!outcome.equals("ok")) {
            words.add("outcome=" + outcome);
        }
        if (message.get("args") instanceof List<?> args && message.get("kwargs") instanceof Map<?, ?> kwargs) {
            Map<String, @Nullable Object> named = new LinkedHashMap<>();
            kwargs.forEach((key, value) -> named.put(String.valueOf(key), value));
            words.add(JsonText.write(Printed.map(args, named)));
        }
        return Terminal.harmless(String.join(" ", words));
    }
}
