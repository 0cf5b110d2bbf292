package io.aerostat.node.config.grammar.transport;

import static io.aerostat.node.config.type.Types.atLeast;
import static io.aerostat.node.config.type.Types.bool;
import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.nullable;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.router.listener.WebOptions;
import java.time.Duration;
import java.util.Optional;

/** Options of a web transport. */
final class WebGrammar {
    private static final Field<Boolean> ACCESS_LOG =
            Field.withDefault("access_log", bool(), "false", "Whether every request is logged.");
    private static final Field<Boolean> HSTS =
            Field.withDefault("hsts", bool(), "false", "Whether browsers are told to use only TLS from now on.");
    private static final Field<Duration> HSTS_MAX_AGE = Field.withDefault(
            "hsts_max_age", atLeast(0).map(Duration::ofSeconds), "31536000", "Seconds for which browsers obey `hsts`.");
    private static final Field<Optional<Duration>> CLIENT_TIMEOUT = Field.withDefault(
            "client_timeout",
            nullable(integer(1, 86_400).map(Duration::ofSeconds)),
            "60",
            "Seconds after which an idle connection is closed; null means 86400.");

    static final Field<WebOptions> OPTIONS = Field.withDefault(
            "options",
            ObjectType.named("web options", "Options of a web transport.")
                    .fields(
                            ACCESS_LOG,
                            HSTS,
                            HSTS_MAX_AGE,
                            CLIENT_TIMEOUT,
                            Field.withoutEffect("display_tracebacks", "clients never get the text of internal errors"))
                    .into(values -> new WebOptions(
                            values.get(ACCESS_LOG),
                            values.get(HSTS) ? Optional.of(values.get(HSTS_MAX_AGE)) : Optional.empty(),
                            values.get(CLIENT_TIMEOUT).orElse(Duration.ofDays(1)),
                            WebOptions.DEFAULT.requestTimeout())),
            "{}",
            "Options of the transport.");

    private WebGrammar() {}
}
