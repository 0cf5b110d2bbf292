package io.aerostat.command.request;

import io.aerostat.client.pubsub.Event;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.command.connection.ConnectionSettings;
import io.aerostat.command.connection.RouterSession;
import io.aerostat.command.connection.SessionCommand;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.Flags;
import io.aerostat.command.line.Parameters;
import io.aerostat.command.line.Terminal;
import io.aerostat.command.value.JsonText;
import io.aerostat.command.value.Printed;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code subscribe}: prints the events of a topic, one per line, until the requested number of events is printed or a
 * signal ends the command.
 */
public final class SubscribeCommand extends SessionCommand {
    private static final Duration SUBSCRIBED = Duration.ofSeconds(30);

    private final PositionalParamSpec topic = Parameters.required(0, "TOPIC", "The topic or pattern.");
    private final Matching matching = new Matching();
    private final OptionSpec count =
            Flags.text("--count", "NUMBER", "Ends after this number of events; 0 for no limit.", "0");
    private final OptionSpec retained = Flags.of("--retained", "Prints retained events first.");
    private final OptionSpec json =
            Flags.of("--json", "Prints each event as a JSON object with topic and publication.");

    public SubscribeCommand() {
        super("subscribe", "Prints the events of a topic, each in a line.");
        spec().addPositional(topic);
        matching.addTo(spec());
        spec().addOption(count).addOption(retained).addOption(json);
    }

    @Override
    protected int run(ConnectionSettings settings) throws CommandFailure, InterruptedException {
        TopicFilter filter = TopicFilter.of(topic.getValue(), matching.policy());
        int wanted = Flags.number(count, 0, Integer.MAX_VALUE);
        Countdown remaining = new Countdown(wanted);
        try (RouterSession router = settings.open()) {
            RouterSession.result(
                    router.session().subscribe(Flags.isSet(retained) ? filter.withRetained() : filter, event -> {
                        if (remaining.begin()) {
                            print(event);
                            unwritten().ifPresent(remaining::fail);
                            remaining.end();
                        }
                    }),
                    SUBSCRIBED);
            // Scripts wait for this line before they publish.
            err().println("subscribed to " + Terminal.harmless(filter.topic()));
            remaining.await(router);
        }
        return 0;
    }

    private void print(Event event) {
        if (Flags.isSet(json)) {
            Map<String, @Nullable Object> line = new LinkedHashMap<>();
            line.put("topic", event.topic());
            line.put("publication", event.publication());
            line.putAll(Printed.map(event.args(), event.kwargs()));
            event.publisher().ifPresent(publisher -> line.put("publisher", publisher.session()));
            out().println(JsonText.write(line));
        } else {
            out().println(Terminal.harmless(event.topic() + " " + Printed.result(event.arguments())));
        }
    }
}
