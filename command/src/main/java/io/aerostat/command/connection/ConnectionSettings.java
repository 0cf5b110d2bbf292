package io.aerostat.command.connection;

import io.aerostat.client.Client;
import io.aerostat.client.ClientBuilder;
import io.aerostat.client.connection.ConnectorOptions;
import io.aerostat.client.connection.TlsOptions;
import io.aerostat.client.execution.ClientRuntime;
import io.aerostat.client.reconnect.ReconnectOptions;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.Paths;
import io.aerostat.command.line.Times;
import io.aerostat.protocol.payload.Serialization;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where and how a command joins: the settings of options, profile and environment together. */
public final class ConnectionSettings {
    private static final String DEFAULT_REALM = "realm1";
    private static final String DEFAULT_TIMEOUT = "10s";

    private final Map<Setting, List<String>> settings;
    private final Function<String, @Nullable String> environment;
    private final PrintWriter err;

    ConnectionSettings(
            Map<Setting, List<String>> settings, Function<String, @Nullable String> environment, PrintWriter err) {
        this.settings = settings;
        this.environment = environment;
        this.err = err;
    }

    Optional<String> text(Setting setting) {
        return list(setting).stream().findFirst();
    }

    List<String> list(Setting setting) {
        return settings.getOrDefault(setting, List.of());
    }

    boolean isSet(Setting setting) {
        return !list(setting).isEmpty();
    }

    /** Returns the value of an environment variable, if it is set. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.apply(name));
    }

    /** Returns the realm to join. */
    public String realm() {
        return text(Setting.REALM).orElse(DEFAULT_REALM);
    }

    /** Opens a session. */
    public RouterSession open() throws CommandFailure, InterruptedException {
        return RouterSession.open(client(builder()), timeout(), err);
    }

    /** Opens a session on threads that several sessions share. The caller closes the threads after the sessions. */
    public RouterSession open(ClientRuntime threads) throws CommandFailure, InterruptedException {
        return RouterSession.open(client(builder().runtime(threads)), timeout(), err);
    }

    /** Opens a session whose handlers run on the caller's executor. */
    public RouterSession open(Executor handlers) throws CommandFailure, InterruptedException {
        return RouterSession.open(client(builder().executor(handlers)), timeout(), err);
    }

    private ClientBuilder builder() throws CommandFailure {
        String url = text(Setting.URL)
                .orElseThrow(() -> CommandFailure.usage(
                        "the URL of the router is missing (expected --url, a profile, or AEROSTAT_URL)"));
        ClientBuilder builder = Client.builder()
                .url(url)
                .request(request())
                .connectorOptions(connectorOptions())
                .handshakeTimeout(timeout())
                .reconnect(ReconnectOptions.OFF)
                .agent("aerostat-command")
                .name("aerostat");
        if (isSet(Setting.TICKET_IN_CLEAR)) {
            builder.allowTicketsInClear();
        }
        return builder;
    }

    private static Client client(ClientBuilder builder) throws CommandFailure {
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    private JoinRequest request() throws CommandFailure {
        JoinRequest request = JoinRequest.of(realm()).authentications(Methods.of(this));
        Optional<String> authid = text(Setting.AUTHID);
        Optional<String> authrole = text(Setting.AUTHROLE);
        request = authid.isPresent() ? request.authid(authid.get()) : request;
        return authrole.isPresent() ? request.authrole(authrole.get()) : request;
    }

    private ConnectorOptions connectorOptions() throws CommandFailure {
        ConnectorOptions options =
                ConnectorOptions.DEFAULT.openTimeout(timeout()).tls(tls());
        if (isSet(Setting.SERIALIZER)) {
            options = options.serializations(serializations());
        }
        for (String header : list(Setting.HEADER)) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                // The header is not quoted, because it may hold a cookie, which is a secret.
                throw CommandFailure.usage("--header: found no colon (expected NAME:VALUE)");
            }
            options = options.header(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 1).strip());
        }
        return options;
    }

    private Serialization[] serializations() throws CommandFailure {
        List<Serialization> serializations = new ArrayList<>();
        for (String names : list(Setting.SERIALIZER)) {
            for (String name : names.split(",", -1)) {
                serializations.add(Serialization.negotiable().stream()
                        .filter(known -> known.name().equalsIgnoreCase(name.strip()))
                        .findFirst()
                        .orElseThrow(() -> CommandFailure.usage("--serializer: found \"" + name + "\" (expected one of "
                                + Serialization.negotiable().toString().toLowerCase(Locale.ROOT) + ")")));
            }
        }
        return serializations.toArray(Serialization[]::new);
    }

    private TlsOptions tls() throws CommandFailure {
        List<Path> trusted = new ArrayList<>();
        for (String file : list(Setting.CA)) {
            trusted.add(Paths.read(file));
        }
        TlsOptions tls = TlsOptions.DEFAULT.trusting(trusted.toArray(Path[]::new));
        if (isSet(Setting.CERT) != isSet(Setting.CERT_KEY)) {
            throw CommandFailure.usage("found only one of --cert and --cert-key (expected both or none)");
        }
        if (isSet(Setting.CERT)) {
            tls = tls.identity(
                    Paths.read(list(Setting.CERT).get(0)),
                    Paths.read(list(Setting.CERT_KEY).get(0)));
        }
        return isSet(Setting.ANY_HOST_NAME) ? tls.ignoringHostName() : tls;
    }

    private Duration timeout() throws CommandFailure {
        return Times.read(
                Setting.CONNECT_TIMEOUT.option(), text(Setting.CONNECT_TIMEOUT).orElse(DEFAULT_TIMEOUT));
    }

    /** Leaves out the settings, which may hold secrets. */
    @Override
    public String toString() {
        return "ConnectionSettings[realm " + realm() + "]";
    }
}
