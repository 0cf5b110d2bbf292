package io.aerostat.client;

import io.aerostat.client.auth.Authentication;
import io.aerostat.client.connection.Connector;
import io.aerostat.client.connection.ConnectorOptions;
import io.aerostat.client.connection.Connectors;
import io.aerostat.client.connection.TlsOptions;
import io.aerostat.client.execution.ClientRuntime;
import io.aerostat.client.reconnect.ReconnectOptions;
import io.aerostat.client.reconnect.SessionListener;
import io.aerostat.client.session.ErrorMapper;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.client.session.exchange.ClientSessionOptions;
import io.aerostat.client.value.JacksonMapping;
import io.aerostat.client.value.ObjectMapping;
import io.aerostat.client.value.ValueMapper;
import io.aerostat.protocol.local.LocalConnector;
import io.aerostat.protocol.passthru.PassthruCodec;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.trace.Tracing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/**
 * Builds a {@link Client}. The address of the router and the realm are required; everything else has a default.
 * Confined to one thread.
 */
public final class ClientBuilder {
    private @Nullable Function<ClientRuntime, Connector> connector;
    private @Nullable String url;
    private ConnectorOptions connectorOptions = ConnectorOptions.DEFAULT;
    private JoinRequest request =
            new JoinRequest(Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), List.of());
    private ReconnectOptions reconnect = ReconnectOptions.DEFAULT;
    private SessionListener listener = new SessionListener() {};
    private @Nullable ClientRuntime runtime;
    private @Nullable Executor executor;
    private ValueMapper mapper = ValueMapper.DEFAULT;
    private ErrorMapper errors = ErrorMapper.DEFAULT;
    private Duration handshakeTimeout = ClientSessionOptions.DEFAULT_HANDSHAKE_TIMEOUT;
    private int maxPendingRequests = ClientSessionOptions.DEFAULT_MAX_PENDING_REQUESTS;
    private int maxQueued = ClientSessionOptions.DEFAULT_MAX_QUEUED;
    private String agent = "Aerostat";
    private Optional<PassthruCodec> codec = Optional.empty();
    private boolean ticketsInClear;
    private @Nullable Tracing tracing;
    private String name = "wamp-client";

    ClientBuilder() {}

    /** Sets the URL of the router; {@link io.aerostat.protocol.address.RouterUrl} describes its forms. */
    public ClientBuilder url(String url) {
        this.url = url;
        return this;
    }

    /** Sets a router in this process to connect to; replaces the URL. */
    public ClientBuilder router(LocalConnector router) {
        this.connector = threads -> Connectors.inProcess(router, threads);
        return this;
    }

    /** Sets the connector that opens the connections; replaces the URL. */
    public ClientBuilder connector(Connector connector) {
        this.connector = threads -> connector;
        return this;
    }

    /** Sets the realm to join. */
    public ClientBuilder realm(String realm) {
        request = request.realm(realm);
        return this;
    }

    /** Adds an authentication method, with lower preference than the methods added before. */
    public ClientBuilder authentication(Authentication authentication) {
        request = request.authentication(authentication);
        return this;
    }

    /** Sets the authid that the client requests, unless one of its authentication methods sets an authid. */
    public ClientBuilder authid(String authid) {
        request = request.authid(authid);
        return this;
    }

    /** Sets the whole content of HELLO; replaces {@link #realm}, {@link #authentication} and {@link #authid}. */
    public ClientBuilder request(JoinRequest request) {
        this.request = request;
        return this;
    }

    /** Sets the serializations, in order of preference. */
    public ClientBuilder serializations(Serialization... serializations) {
        connectorOptions = connectorOptions.serializations(serializations);
        return this;
    }

    /** Sets which certificates to trust and to present. */
    public ClientBuilder tls(TlsOptions tls) {
        connectorOptions = connectorOptions.tls(tls);
        return this;
    }

    /** Adds a header to the WebSocket handshake. */
    public ClientBuilder header(String name, String value) {
        connectorOptions = connectorOptions.header(name, value);
        return this;
    }

    /** Sets all options of sockets; replaces {@link #serializations}, {@link #tls} and {@link #header}. */
    public ClientBuilder connectorOptions(ConnectorOptions options) {
        connectorOptions = options;
        return this;
    }

    /** Sets how many times, and after which delays, the client tries to join again. */
    public ClientBuilder reconnect(ReconnectOptions reconnect) {
        this.reconnect = reconnect;
        return this;
    }

    /** Sets the listener that is called when the session is lost and when it has joined again. */
    public ClientBuilder listener(SessionListener listener) {
        this.listener = listener;
        return this;
    }

    /**
     * Runs user code on this executor instead of on threads of the client. The executor must have enough threads for
     * all handlers that block.
     */
    public ClientBuilder executor(Executor executor) {
        this.executor = executor;
        return this;
    }

    /** Sets a runtime whose threads several clients share. The caller closes the runtime. */
    public ClientBuilder runtime(ClientRuntime runtime) {
        this.runtime = runtime;
        return this;
    }

    /** Sets the Jackson 3 mapper that reads and writes records, POJOs and other objects. */
    public ClientBuilder objectMapper(ObjectMapper mapper) {
        return objectMapping(JacksonMapping.of(mapper));
    }

    /**
     * Sets the mapping that reads and writes records, POJOs and other objects. The default is
     * {@link JacksonMapping#DEFAULT}.
     */
    public ClientBuilder objectMapping(ObjectMapping mapping) {
        this.mapper = new ValueMapper(mapping);
        return this;
    }

    /** Sets how the exceptions of handlers become errors; the default is {@link ErrorMapper#DEFAULT}. */
    public ClientBuilder errorMapper(ErrorMapper errors) {
        this.errors = errors;
        return this;
    }

    /** Sets how long a join may take, from the open connection to WELCOME. */
    public ClientBuilder handshakeTimeout(Duration handshakeTimeout) {
        this.handshakeTimeout = handshakeTimeout;
        return this;
    }

    /** Sets how many calls may wait for an answer. The same limit applies, separately, to all other requests. */
    public ClientBuilder maxPendingRequests(int maxPendingRequests) {
        this.maxPendingRequests = maxPendingRequests;
        return this;
    }

    /**
     * Sets how many events may wait for handlers or run in them. The same limit applies, separately, to invocations.
     * The default is 65,536. Further events are dropped, logged, and counted by
     * {@link io.aerostat.client.session.Session#droppedEvents()}; further invocations are answered with
     * {@code wamp.error.unavailable}.
     */
    public ClientBuilder maxQueued(int maxQueued) {
        this.maxQueued = maxQueued;
        return this;
    }

    /**
     * Encrypts payloads so that the router cannot read them, and decrypts payloads from peers that share the keys
     * (PPT-12).
     */
    public ClientBuilder payloadCodec(PassthruCodec codec) {
        this.codec = Optional.of(codec);
        return this;
    }

    /**
     * Allows the client to send tickets to other machines without TLS, although an eavesdropper can then read them. By
     * default, the client refuses to join in this way (TIC-3).
     */
    public ClientBuilder allowTicketsInClear() {
        this.ticketsInClear = true;
        return this;
    }

    /** Sets the name of the client software that HELLO contains. */
    public ClientBuilder agent(String agent) {
        this.agent = agent;
        return this;
    }

    /** Sets the prefix of the names of the client's threads. */
    public ClientBuilder name(String name) {
        this.name = name;
        return this;
    }

    /**
     * Sets the tracing that makes spans of calls, invocations, publications and events. The default is OpenTelemetry if
     * it is installed when the client is built ({@link Tracing#installed}).
     */
    public ClientBuilder tracing(Tracing spans) {
        this.tracing = spans;
        return this;
    }

    /**
     * @throws IllegalArgumentException if the URL is malformed or a TLS file cannot be used
     * @throws IllegalStateException if neither a URL nor a connector is set
     */
    public Client build() {
        Function<ClientRuntime, Connector> reached = connector;
        String where = url;
        if (reached == null && where == null) {
            throw new IllegalStateException(
                    "the url of the router is missing (expected a url, a router or a connector)");
        }
        ClientRuntime given = runtime;
        ClientRuntime threads = given != null ? given : ownRuntime();
        try {
            Connector made = reached != null
                    ? reached.apply(threads)
                    : Connectors.to(String.valueOf(where), connectorOptions, threads);
            return new Client(made, request, settings(threads), reconnect, listener, threads, given == null);
        } catch (RuntimeException e) {
            if (given == null) {
                threads.close();
            }
            throw e;
        }
    }

    private ClientRuntime ownRuntime() {
        Executor users = executor;
        return users == null ? ClientRuntime.create(name) : ClientRuntime.create(name, users);
    }

    private ClientSessionOptions settings(ClientRuntime threads) {
        Tracing given = tracing;
        return new ClientSessionOptions(
                threads.executor(),
                threads.timer(),
                mapper,
                errors,
                handshakeTimeout,
                ClientSessionOptions.DEFAULT_ANSWER_TIMEOUT,
                maxPendingRequests,
                maxQueued,
                agent,
                codec,
                ticketsInClear,
                given == null ? Tracing.installed() : given);
    }
}
