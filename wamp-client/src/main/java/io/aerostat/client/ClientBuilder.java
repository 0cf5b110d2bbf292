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
import io.aerostat.client.value.ValueMapper;
import io.aerostat.protocol.local.LocalConnector;
import io.aerostat.protocol.passthru.PassthruCodec;
import io.aerostat.protocol.payload.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/** Makes a {@link Client}. Where the router is must be said, and which realm; everything else has a default. One thread. */
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
    private String name = "wamp-client";

    ClientBuilder() {}

    /** Where the router listens; see {@link io.aerostat.protocol.address.RouterUrl} for the forms. */
    public ClientBuilder url(String url) {
        this.url = url;
        return this;
    }

    /** A router of this process, in place of a URL. */
    public ClientBuilder router(LocalConnector router) {
        this.connector = threads -> Connectors.inProcess(router, threads);
        return this;
    }

    /** Another way to reach the router, in place of a URL. */
    public ClientBuilder connector(Connector connector) {
        this.connector = threads -> connector;
        return this;
    }

    public ClientBuilder realm(String realm) {
        request = request.realm(realm);
        return this;
    }

    /** One more authentication method, after those named before. */
    public ClientBuilder authentication(Authentication authentication) {
        request = request.authentication(authentication);
        return this;
    }

    /** Who the client wants to be, if its methods do not say so. */
    public ClientBuilder authid(String authid) {
        request = request.authid(authid);
        return this;
    }

    /** Everything that HELLO asks for, in place of {@link #realm} and the like. */
    public ClientBuilder request(JoinRequest request) {
        this.request = request;
        return this;
    }

    /** Serializations in order of preference. */
    public ClientBuilder serializations(Serialization... serializations) {
        connectorOptions = connectorOptions.serializations(serializations);
        return this;
    }

    public ClientBuilder tls(TlsOptions tls) {
        connectorOptions = connectorOptions.tls(tls);
        return this;
    }

    /** A further header of the WebSocket handshake. */
    public ClientBuilder header(String name, String value) {
        connectorOptions = connectorOptions.header(name, value);
        return this;
    }

    /** Everything about sockets, in place of {@link #serializations}, {@link #tls} and {@link #header}. */
    public ClientBuilder connectorOptions(ConnectorOptions options) {
        connectorOptions = options;
        return this;
    }

    public ClientBuilder reconnect(ReconnectOptions reconnect) {
        this.reconnect = reconnect;
        return this;
    }

    public ClientBuilder listener(SessionListener listener) {
        this.listener = listener;
        return this;
    }

    /** Runs user code in place of threads of the client's own. It must have enough threads for all handlers that block. */
    public ClientBuilder executor(Executor executor) {
        this.executor = executor;
        return this;
    }

    /** Shares threads with other clients; they stay the caller's to end. */
    public ClientBuilder runtime(ClientRuntime runtime) {
        this.runtime = runtime;
        return this;
    }

    /** How records, POJOs and the like are read and written. */
    public ClientBuilder objectMapper(ObjectMapper mapper) {
        this.mapper = new ValueMapper(mapper);
        return this;
    }

    /** Turns what handlers throw into errors; by default {@link ErrorMapper#DEFAULT}. */
    public ClientBuilder errorMapper(ErrorMapper errors) {
        this.errors = errors;
        return this;
    }

    /** How long the router may take from the connection to WELCOME. */
    public ClientBuilder handshakeTimeout(Duration handshakeTimeout) {
        this.handshakeTimeout = handshakeTimeout;
        return this;
    }

    /** How many calls, and how many other requests, may wait for an answer. */
    public ClientBuilder maxPendingRequests(int maxPendingRequests) {
        this.maxPendingRequests = maxPendingRequests;
        return this;
    }

    /**
     * How many events, and how many invocations, may wait for their handlers or be in their hands; 65,536 unless told otherwise. Further events are
     * dropped, with a line in the log and counted by {@link io.aerostat.client.session.Session#droppedEvents()}; further invocations are answered with
     * {@code wamp.error.unavailable}.
     */
    public ClientBuilder maxQueued(int maxQueued) {
        this.maxQueued = maxQueued;
        return this;
    }

    /** Hides payloads from the router, and opens those of others who share the keys (PPT-12). */
    public ClientBuilder payloadCodec(PassthruCodec codec) {
        this.codec = Optional.of(codec);
        return this;
    }

    /** Sends tickets also to other machines over connections without TLS, where others can read them; by default it is refused (TIC-3). */
    public ClientBuilder allowTicketsInClear() {
        this.ticketsInClear = true;
        return this;
    }

    /** What HELLO calls this software. */
    public ClientBuilder agent(String agent) {
        this.agent = agent;
        return this;
    }

    /** Begins the names of the client's threads. */
    public ClientBuilder name(String name) {
        this.name = name;
        return this;
    }

    /**
     * @throws IllegalArgumentException if the URL or a TLS file is no good
     * @throws IllegalStateException if it was not said where the router is
     */
    public Client build() {
        Function<ClientRuntime, Connector> reached = connector;
        String where = url;
        if (reached == null && where == null) {
            throw new IllegalStateException("found neither a url nor a connector (expected one)");
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
        return new ClientSessionOptions(
                threads.executor(),
                threads.timer(),
                mapper,
                errors,
                handshakeTimeout,
                ClientSessionOptions.DEFAULT_GOODBYE_TIMEOUT,
                maxPendingRequests,
                maxQueued,
                agent,
                codec,
                ticketsInClear);
    }
}
