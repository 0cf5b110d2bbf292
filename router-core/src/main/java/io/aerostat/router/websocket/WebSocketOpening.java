package io.aerostat.router.websocket;

import io.aerostat.protocol.framing.WebSocketFraming;
import io.aerostat.protocol.framing.WebSocketFramingOptions;
import io.aerostat.protocol.framing.WebSocketFramingOptions.CloseAnswer;
import io.aerostat.protocol.framing.codec.MessageDeflater;
import io.aerostat.protocol.framing.codec.MessageInflater;
import io.aerostat.protocol.framing.codec.WebSocketReaderOptions;
import io.aerostat.protocol.framing.codec.WebSocketReaderOptions.MaskRule;
import io.aerostat.protocol.negotiation.PerMessageDeflate;
import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.connection.ChannelLink;
import io.aerostat.router.connection.HttpHeaderMap;
import io.aerostat.router.connection.Peers;
import io.aerostat.router.connection.RequestSource;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.WebSocketOptions;
import io.aerostat.router.session.TransportInfo;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the opening requests of WebSocket clients (RFC 6455 §4.2.1, WS-1, WS-3). Any thread. */
public final class WebSocketOpening {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketOpening.class);

    /**
     * The largest number of remembered origins whose pages got no cookie. The router logs each remembered origin only
     * once.
     */
    private static final int MAX_LOGGED_ORIGINS = 100;

    private static final String VERSION = "13";

    private static final String SERVER = "Aerostat";
    private static final String SERVER_WITH_VERSION = serverWithVersion();
    private static final String RESPONSE_HEAD = "HTTP/1.1 101 Switching Protocols\r\n"
            + "upgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ";

    private final PathService.WebSocket service;
    private final Optional<TrackingCookie> cookie;
    private final LinkAcceptor acceptor;
    private final OriginPolicy origins;
    private final WebSocketFramingOptions framing;
    private final boolean echoes;
    private final Set<String> withoutCookie = ConcurrentHashMap.newKeySet();

    /**
     * The result of a successful negotiation between client and server.
     *
     * @param echoSubprotocol whether the client has offered subprotocols, so that the response must name one
     * @param cookie the cookie value by which the router recognizes the browser
     * @param setCookie the value of the {@code Set-Cookie} header, if the browser gets a new cookie
     * @param server the value of the {@code Server} header, if it differs from the default
     */
    public record Agreement(
            String accept,
            Subprotocol subprotocol,
            boolean echoSubprotocol,
            Optional<PerMessageDeflate> compression,
            Optional<String> cookie,
            Optional<String> setCookie,
            Optional<String> server) {
        /**
         * Returns the first part of the response that completes the upgrade: the status line, and all headers that
         * depend on the negotiation.
         */
        public StringBuilder responseHead() {
            StringBuilder head = beginning(accept);
            if (echoSubprotocol) {
                append(head, HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, subprotocol.name());
            }
            if (compression.isPresent()) {
                append(
                        head,
                        HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS,
                        compression.get().header());
            }
            if (setCookie.isPresent()) {
                append(head, HttpHeaderNames.SET_COOKIE, setCookie.get());
            }
            append(head, HttpHeaderNames.SERVER, server.orElse(SERVER));
            return head.append("\r\n");
        }

        /** Returns the beginning of a response that completes an upgrade. */
        static StringBuilder beginning(String accept) {
            return new StringBuilder(320).append(RESPONSE_HEAD).append(accept);
        }

        /** Returns the beginning of a response that chooses a subprotocol. */
        static StringBuilder beginning(String accept, String subprotocol) {
            StringBuilder head = beginning(accept);
            append(head, HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, subprotocol);
            append(head, HttpHeaderNames.SERVER, SERVER);
            return head.append("\r\n");
        }

        private static void append(StringBuilder head, AsciiString name, String value) {
            head.append("\r\n").append(name.toString()).append(": ").append(value);
        }
    }

    /**
     * Creates the opening of a service.
     *
     * @param cookie the cookie of the service with its store, if the service has one
     * @param acceptor accepts the links
     */
    public WebSocketOpening(PathService.WebSocket service, Optional<TrackingCookie> cookie, LinkAcceptor acceptor) {
        this(service, cookie, acceptor, false);
    }

    private WebSocketOpening(
            PathService.WebSocket service, Optional<TrackingCookie> cookie, LinkAcceptor acceptor, boolean echoes) {
        this.service = service;
        this.cookie = cookie;
        this.acceptor = acceptor;
        this.echoes = echoes;
        WebSocketOptions options = service.options();
        this.framing = framing(options);
        this.origins = new OriginPolicy(options.allowedOrigins(), options.allowNullOrigin(), options.externalPort());
    }

    private static WebSocketFramingOptions framing(WebSocketOptions options) {
        int maxMessageSize = options.connection().maxMessageSize();
        WebSocketReaderOptions reading = new WebSocketReaderOptions(
                options.requireMaskedClientFrames() ? MaskRule.REQUIRED : MaskRule.OPTIONAL,
                options.maxFrameSize() == 0 ? Long.MAX_VALUE : options.maxFrameSize(),
                maxMessageSize,
                maxMessageSize * 4L,
                options.validateUtf8());
        return new WebSocketFramingOptions(
                reading,
                options.maskServerFrames(),
                options.pingSize(),
                options.echoCloseCodeReason() ? CloseAnswer.SAME_CODE_AND_REASON : CloseAnswer.NORMAL,
                options.failByDrop(),
                options.fragmentSize());
    }

    /**
     * Returns an opening whose connections echo every message, with any subprotocol, so that external tools can test
     * the protocol.
     */
    public static WebSocketOpening echo(WebSocketOptions options) {
        LinkAcceptor nobody = link -> {
            throw new IllegalStateException("found a session (expected none on an echoing connection)");
        };
        PathService.WebSocket anything =
                PathService.WebSocket.of(Access.ANONYMOUS).withOptions(options);
        return new WebSocketOpening(anything, Optional.empty(), nobody, true);
    }

    /** Checks whether the client requests an upgrade to WebSocket. */
    public static boolean isUpgrade(HttpRequest request) {
        return request.headers().containsValue(HttpHeaderNames.UPGRADE, "websocket", true);
    }

    /**
     * Returns the {@code Sec-WebSocket-Accept} for a valid opening handshake, even if the router does not support what
     * the client requests.
     */
    static Optional<String> acceptanceOf(HttpRequest request) {
        try {
            return Optional.of(handshake(request));
        } catch (WebSocketRefused e) {
            return Optional.empty();
        }
    }

    /** Checks the handshake, and returns the {@code Sec-WebSocket-Accept}. */
    static String handshake(HttpRequest request) throws WebSocketRefused {
        HttpHeaders headers = request.headers();
        if (!request.method().equals(HttpMethod.GET)
                || !request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            throw refused("WebSocket connections are opened with GET and HTTP/1.1");
        }
        if (!headers.containsValue(HttpHeaderNames.CONNECTION, "Upgrade", true)) {
            throw refused("HTTP Connection header does not include 'upgrade'");
        }
        checkVersion(headers);
        return WebSocketKey.acceptanceOf(headers);
    }

    /** Checks the opening request, and agrees with the client on subprotocol, extensions and cookie. */
    public Agreement judge(HttpRequest request, RequestSource source) throws WebSocketRefused {
        String accept = handshake(request);
        HttpHeaders headers = request.headers();
        origins.check(headers, source);
        List<String> offered = Subprotocol.offered(headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL));
        Subprotocol subprotocol = subprotocol(offered);
        Optional<PerMessageDeflate> compression = compression(headers);
        Optional<String> value = Optional.empty();
        Optional<String> setCookie = Optional.empty();
        // COO-2: if only a pattern without a host allows the page, the page must neither use nor change the visitor's
        // cookie.
        if (cookie.isPresent() && isOriginTrusted(headers, source)) {
            TrackingCookie tracking = cookie.get();
            value = tracking.carriedBy(headers);
            if (value.isEmpty()) {
                String fresh = tracking.newValue();
                value = Optional.of(fresh);
                setCookie = Optional.of(tracking.header(fresh, source.isEncrypted()));
            }
        }
        return new Agreement(
                accept,
                subprotocol,
                !offered.isEmpty() && !echoes,
                compression,
                value,
                setCookie,
                service.options().showServerVersion() ? Optional.of(SERVER_WITH_VERSION) : Optional.empty());
    }

    /**
     * Makes the link of a connection that has been upgraded.
     *
     * @param source the source of the request
     * @param onEstablished runs once, when the session is established or the connection ends
     */
    public ChannelLink open(
            Agreement agreement, HttpRequest request, Channel channel, RequestSource source, Runnable onEstablished) {
        if (!service.options().tcpNoDelay()) {
            channel.config().setOption(ChannelOption.TCP_NODELAY, false);
        }
        TransportInfo info = Peers.describe(
                channel,
                "websocket",
                source,
                agreement.subprotocol().name(),
                HttpHeaderMap.of(request.headers()),
                agreement.cookie().orElse(null));
        MessageInflater inflater =
                agreement.compression().map(MessageInflater::ofServer).orElse(null);
        MessageDeflater deflater = agreement
                .compression()
                .map(agreed ->
                        MessageDeflater.ofServer(agreed, service.options().compressionLevel()))
                .orElse(null);
        return new ChannelLink(
                channel,
                service.options().connection(),
                link -> echoes
                        ? WebSocketEcho.framing(link, framing, inflater, deflater)
                        : new WebSocketFraming(framing, agreement.subprotocol(), inflater, deflater, link),
                agreement.subprotocol().serialization(),
                info,
                echoes ? WebSocketEcho.Failures::new : acceptor,
                onEstablished);
    }

    /** Returns the names of the accepted subprotocols, for people. */
    public String subprotocolNames() {
        return service.subprotocols().stream().map(Subprotocol::name).collect(Collectors.joining(", "));
    }

    private static String serverWithVersion() {
        String version = WebSocketOpening.class.getPackage().getImplementationVersion();
        return version == null ? SERVER : SERVER + "/" + version;
    }

    private static void checkVersion(HttpHeaders headers) throws WebSocketRefused {
        List<String> versions = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_VERSION);
        if (versions.size() != 1 || !versions.get(0).strip().equals(VERSION)) {
            throw new WebSocketRefused(
                    "WebSocket version " + versions + " not supported (supported: " + VERSION + ")", true);
        }
    }

    /** Checks whether the page may use the cookie. A client without an {@code Origin} header is not a browser. */
    private boolean isOriginTrusted(HttpHeaders headers, RequestSource source) {
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        if (origin == null || origins.names(origin.strip(), source.host(), source.isEncrypted())) {
            return true;
        }
        if (withoutCookie.size() < MAX_LOGGED_ORIGINS && withoutCookie.add(origin)) {
            LOG.info(
                    "pages of {} get no cookie (expected {} or an origin that allowed_origins names{})",
                    OriginPolicy.printable(origin),
                    OriginPolicy.printable(origins.own(source.host(), source.isEncrypted())),
                    OriginPolicy.uncounted(source));
        }
        return false;
    }

    private Subprotocol subprotocol(List<String> offered) throws WebSocketRefused {
        if (echoes || offered.isEmpty() && !service.options().requireSubprotocol()) {
            return Subprotocol.unbatched(Serialization.JSON); // WS-1
        }
        Optional<Subprotocol> chosen = Subprotocol.choose(offered, service.subprotocols());
        if (chosen.isEmpty()) {
            throw refused("This server only speaks WebSocket subprotocols " + subprotocolNames());
        }
        return chosen.get();
    }

    private Optional<PerMessageDeflate> compression(HttpHeaders headers) {
        return service.options()
                .compression()
                .flatMap(options ->
                        PerMessageDeflate.negotiate(headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS), options));
    }

    static WebSocketRefused refused(String message) {
        return new WebSocketRefused(message, false);
    }
}
