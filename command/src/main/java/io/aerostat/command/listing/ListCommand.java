package io.aerostat.command.listing;

import io.aerostat.command.connection.ConnectionSettings;
import io.aerostat.command.connection.RouterSession;
import io.aerostat.command.connection.SessionCommand;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.ExitCode;
import io.aerostat.command.line.Flags;
import io.aerostat.command.value.JsonText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code ls}: lists the sessions, registrations and subscriptions of a realm, by the meta API. */
public final class ListCommand extends SessionCommand {
    private final PositionalParamSpec kinds = PositionalParamSpec.builder()
            .index("0..*")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("KIND")
            .description("sessions, registrations or subscriptions; all three if none is named.")
            .build();
    private final OptionSpec limit =
            Flags.text("--limit", "NUMBER", "Shows no more than this number of each kind.", "1000");
    private final OptionSpec json =
            Flags.of("--json", "Prints a JSON object with a list for each kind, with all details.");

    public ListCommand() {
        super("ls", "Lists sessions, registrations and subscriptions of a realm.");
        spec().addPositional(kinds).addOption(limit).addOption(json);
    }

    @Override
    protected int run(ConnectionSettings settings) throws CommandFailure, InterruptedException {
        Set<Kind> wanted = wanted();
        int most = Flags.number(limit, 1, Integer.MAX_VALUE);
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        try (RouterSession router = settings.open()) {
            for (Kind kind : wanted) {
                Listing listing = new Listing(router, kind);
                List<Object> ids = listing.ids();
                List<Map<String, @Nullable Object>> rows =
                        new ArrayList<>(listing.details(ids.subList(0, Math.min(most, ids.size()))));
                rows.sort(Comparator.comparing(
                        row -> JsonText.write(row.get(kind.columns().get(0)))));
                all.put(name(kind), rows);
                if (!Flags.isSet(json)) {
                    print(kind, rows, ids.size());
                }
            }
        }
        if (Flags.isSet(json)) {
            out().println(JsonText.write(all));
        }
        return ExitCode.DONE;
    }

    private void print(Kind kind, List<Map<String, @Nullable Object>> rows, int number) {
        out().println(name(kind) + ": " + number + (number > rows.size() ? ", of which " + rows.size() : ""));
        if (!rows.isEmpty()) {
            List<String> columns = new ArrayList<>(kind.columns());
            if (!kind.members().isEmpty()) {
                columns.add(kind.members());
            }
            Table.lines(columns, rows).forEach(line -> out().println("  " + line));
        }
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private Set<Kind> wanted() throws CommandFailure {
        Set<Kind> wanted = new LinkedHashSet<>();
        if (kinds.getValue() instanceof List<?> names) {
            for (Object name : names) {
                wanted.add(kind(String.valueOf(name)));
            }
        }
        return wanted.isEmpty() ? EnumSet.allOf(Kind.class) : wanted;
    }

    private static Kind kind(String name) throws CommandFailure {
        for (Kind kind : Kind.values()) {
            if (name(kind).equals(name)) {
                return kind;
            }
        }
        throw CommandFailure.usage("found \"" + name + "\" (expected sessions, registrations or subscriptions)");
    }
}
