package io.aerostat.node.config.grammar.transport;

import static io.aerostat.node.config.type.Types.atLeast;
import static io.aerostat.node.config.type.Types.bool;
import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.nullable;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.WebOptions;
import java.time.Duration;
import java.util.Optional;

/** The keys of web transports and their options. */
final class WebGrammar {
    private static final Field<Boolean> ACCESS_LOG =
            Field.withDefault("access_log", bool(), "false", "Whether every request is logged.");
    private static final Field<Boolean> HSTS =
            Field.withDefault("hsts", bool(), "false", "Whether responses tell browsers to use only TLS from now on.");
    private static final Field<Duration> HSTS_MAX_AGE = Field.withDefault(
            "hsts_max_age", atLeast(0).map(Duration::ofSeconds), "31536000", "Seconds for which browsers obey `hsts`.");
    private static final Field<Optional<Duration>> CLIENT_TIMEOUT = Field.withDefault(
            "client_timeout",
            nullable(integer(1, 86_400).map(Duration::ofSeconds)),
            "60",
            "Seconds after which an idle connection is closed; null means 86400.");

    private static final Field<Boolean> HTTP2 = Field.withDefault(
            "http2",
            bool(),
            "true",
            "Whether clients may use HTTP/2: over TLS if they choose HTTP/2 by ALPN, in clear text if their first "
                    + "bytes are the preface of HTTP/2.");

    static final Field<WebOptions> OPTIONS = Field.withDefault(
            "options",
            ObjectType.named("web options", "Options of a web transport.")
                    .fields(
                            ACCESS_LOG,
                            HSTS,
                            HSTS_MAX_AGE,
                            CLIENT_TIMEOUT,
                            HTTP2,
                            Field.fixed(
                                    "display_tracebacks",
                                    false,
                                    "clients never get the text of internal errors",
                                    "Whether clients get the text of internal errors."))
                    .into(values -> new WebOptions(
                                    values.get(ACCESS_LOG),
                                    values.get(HSTS) ? Optional.of(values.get(HSTS_MAX_AGE)) : Optional.empty(),
                                    values.get(CLIENT_TIMEOUT).orElse(Duration.ofDays(1)),
                                    WebOptions.DEFAULT.requestTimeout())
                            .withHttp2(values.get(HTTP2))),
            "{}",
            "Options of the transport.");

    static final ObjectType<Optional<Listener>> TRANSPORT = ObjectType.named(
                    "web transport", "HTTP, with a service for each path.")
            .fields(
                    TransportGrammar.type("web"),
                    TransportGrammar.ID,
                    TransportGrammar.ENDPOINT,
                    TransportLimitsGrammar.LIMITS,
                    TransportGrammar.PROXY_PROTOCOL,
                    TransportLimitsGrammar.MAX_CONNECTIONS,
                    TransportGrammar.PROXIES,
                    PathServiceGrammar.PATHS,
                    OPTIONS)
            .into(values -> TransportGrammar.listener(
                    values,
                    new Transport.Web(
                            values.get(PathServiceGrammar.PATHS),
                            values.get(OPTIONS).withTrustedProxies(values.get(TransportGrammar.PROXIES)))))
            .andThen(Optional::of);

    private WebGrammar() {}
}
