package io.aerostat.command.request;

import io.aerostat.client.pubsub.Publication;
import io.aerostat.command.connection.ConnectionSettings;
import io.aerostat.command.connection.RouterSession;
import io.aerostat.command.connection.SessionCommand;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.ExitCode;
import io.aerostat.command.line.Flags;
import io.aerostat.command.value.JsonText;
import io.aerostat.command.value.PayloadArguments;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code publish}: publishes one event, or an event for each line of standard input, and waits until the router has
 * accepted each event.
 */
public final class PublishCommand extends SessionCommand {
    private static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(30);

    private final Words words = new Words("TOPIC", "The topic to publish to.");
    private final OptionSpec lines = Flags.of(
            "--lines", "Publishes an event for each line of standard input, a further argument in JSON or text.");
    private final OptionSpec retain = Flags.of("--retain", "Lets the router keep the event for later subscribers.");
    private final OptionSpec disclose = Flags.of("--disclose-me", "Lets subscribers learn who publishes.");
    private final OptionSpec eligible = names("--eligible-authid", "AUTHID", "Only sessions of this authid receive it");
    private final OptionSpec eligibleRole =
            names("--eligible-authrole", "ROLE", "Only sessions of this role receive it");
    private final OptionSpec exclude = names("--exclude-authid", "AUTHID", "Sessions of this authid do not receive it");
    private final OptionSpec json = Flags.of("--json", "Prints the id of each publication as {\"publication\": ID}.");
    private final InputStream in;

    public PublishCommand() {
        this(System.in);
    }

    PublishCommand(InputStream in) {
        super("publish", "Publishes an event, and returns when the router has accepted it.");
        this.in = in;
        words.addTo(spec());
        spec().addOption(lines)
                .addOption(retain)
                .addOption(disclose)
                .addOption(eligible)
                .addOption(eligibleRole)
                .addOption(exclude)
                .addOption(json);
    }

    private static OptionSpec names(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(label)
                .description(description + "; several times.")
                .build();
    }

    @Override
    protected int run(ConnectionSettings settings) throws CommandFailure, InterruptedException {
        PayloadArguments payload = words.payload();
        Publication publication = publication();
        try (RouterSession router = settings.open()) {
            if (!Flags.isSet(lines)) {
                publish(router, publication, payload);
                return ExitCode.DONE;
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                publish(router, publication, payload.and(line));
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "standard input cannot be read: " + e.getMessage());
        }
        return ExitCode.DONE;
    }

    private Publication publication() {
        Publication publication = Publication.of(words.uri());
        publication = Flags.isSet(retain) ? publication.retained() : publication;
        publication = Flags.isSet(disclose) ? publication.disclosed() : publication;
        List<String> authids = list(eligible);
        publication = authids.isEmpty() ? publication : publication.eligibleAuthids(authids);
        List<String> roles = list(eligibleRole);
        publication = roles.isEmpty() ? publication : publication.eligibleAuthroles(roles);
        List<String> excluded = list(exclude);
        return excluded.isEmpty() ? publication : publication.excludeAuthids(excluded);
    }

    private static List<String> list(OptionSpec option) {
        List<String> texts = new ArrayList<>();
        @Nullable Object value = option.getValue();
        if (value instanceof List<?> given) {
            given.forEach(text -> texts.add(String.valueOf(text)));
        }
        return texts;
    }

    private void publish(RouterSession router, Publication publication, PayloadArguments payload)
            throws CommandFailure, InterruptedException {
        long id = RouterSession.result(
                router.session()
                        .publishAcknowledged(
                                publication.args(payload.args().toArray()).kwargs(payload.kwargs())),
                ACKNOWLEDGEMENT);
        if (Flags.isSet(json)) {
            out().println(JsonText.write(Map.of("publication", id)));
        }
    }
}
