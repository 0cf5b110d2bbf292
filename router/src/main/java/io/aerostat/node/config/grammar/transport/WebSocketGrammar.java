package io.aerostat.node.config.grammar.transport;

import static io.aerostat.node.config.type.Types.anything;
import static io.aerostat.node.config.type.Types.atLeast;
import static io.aerostat.node.config.type.Types.bool;
import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.nullable;
import static io.aerostat.node.config.type.Types.word;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.Values;
import io.aerostat.node.config.grammar.authentication.AuthenticationGrammar;
import io.aerostat.node.config.grammar.authentication.CookieGrammar;
import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.node.config.grammar.value.SerializerFields;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.protocol.negotiation.PerMessageDeflate;
import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.router.listener.ConnectionOptions;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.WebSocketOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys for WAMP over WebSocket on every kind of transport. */
final class WebSocketGrammar {
    private static final int SHORTEST_MILLIS = 1000;
    /** A time in milliseconds. As in Crossbar.io, numbers that can only be meant as seconds are refused. */
    static final ValueType<Duration> MILLISECONDS = atLeast(0).checked((millis, at) -> {
        if (millis > 0 && millis < SHORTEST_MILLIS) {
            at.problem("found " + millis + " (expected 0, or at least " + SHORTEST_MILLIS + ": these are milliseconds, "
                    + millis + " s would be " + millis * 1000 + ")");
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(millis));
    });
    /** The time that means "never" where a time is required. */
    private static final Duration NEVER = Duration.ofDays(1);

    private static final int LARGEST_MESSAGE = 67_108_864;
    private static final int SMALLEST_PING = 12;

    static final Field<List<String>> ORIGINS = Field.withDefault(
            "allowed_origins",
            list(words("an origin such as \"https://example.com\"")),
            "[\"*\"]",
            "Origins of pages that may connect; * stands for any text.");
    static final Field<Boolean> NULL_ORIGIN =
            Field.withDefault("allow_null_origin", bool(), "true", "Whether pages without an origin may connect.");
    private static final Field<Integer> FRAME_SIZE = Field.withDefault(
            "max_frame_size",
            integer(0, LARGEST_MESSAGE),
            "0",
            "The longest frame in bytes; with 0, only the message size is limited.");
    private static final Field<Integer> MESSAGE_SIZE = Field.withDefault(
            "max_message_size",
            integer(0, LARGEST_MESSAGE),
            "16777216",
            "The longest message in bytes; 0 means 67108864.");
    private static final Field<Duration> OPEN_TIMEOUT = Field.withDefault(
            "open_handshake_timeout",
            MILLISECONDS,
            "5000",
            "How many milliseconds a handshake may take, at least 1000; 0 means no limit.");
    private static final Field<Duration> CLOSE_TIMEOUT = Field.withDefault(
            "close_handshake_timeout",
            MILLISECONDS,
            "5000",
            "How many milliseconds a client may take to answer a close frame, at least 1000; 0 means no limit.");
    private static final Field<Duration> PING_INTERVAL = Field.withDefault(
            "auto_ping_interval",
            MILLISECONDS,
            "10000",
            "Milliseconds of silence after which the router pings a client, at least 1000; 0 means never.");
    static final Field<Duration> PING_TIMEOUT = Field.withDefault(
            "auto_ping_timeout",
            MILLISECONDS,
            "20000",
            "Milliseconds that a client may take to answer a ping before its connection is closed, at least 1000; 0 "
                    + "means no limit.");
    private static final Field<Integer> PING_SIZE = Field.withDefault(
            "auto_ping_size",
            integer(4, 125).checked((size, at) -> {
                if (size < SMALLEST_PING) {
                    // The configuration templates of older Crossbar.io versions set the size to 4.
                    at.notice("found " + size + " (expected " + SMALLEST_PING + " to 125); pings get " + SMALLEST_PING
                            + " bytes");
                }
                return Optional.of(Math.max(size, SMALLEST_PING));
            }),
            "12",
            "The size of a ping in bytes; values below 12 are accepted and mean 12.");
    private static final Field<Boolean> WEB_STATUS = Field.withDefault(
            "enable_webstatus",
            bool(),
            "true",
            "Whether a plain GET is answered with a page that describes the endpoint.");
    private static final Field<Boolean> SUBPROTOCOL = Field.withDefault(
            "require_websocket_subprotocol",
            bool(),
            "true",
            "Whether clients that offer no WAMP subprotocol are refused; otherwise they use JSON.");
    private static final Field<Boolean> NO_DELAY =
            Field.withDefault("tcp_nodelay", bool(), "true", "Whether small messages are sent without delay.");

    static final Field<Optional<Integer>> EXTERNAL_PORT = Field.optional(
            "external_port",
            integer(1, 65535),
            "The port that browsers connect to, if it is not the port of the endpoint.");
    private static final Field<Boolean> SHOW_VERSION = Field.withDefault(
            "show_server_version", bool(), "false", "Whether responses name the version of the server.");
    private static final Field<Boolean> FAIL_BY_DROP =
            Field.withDefault("fail_by_drop", bool(), "false", "Whether failed connections end without a close frame.");
    private static final Field<Boolean> ECHO_CLOSE = Field.withDefault(
            "echo_close_codereason",
            bool(),
            "false",
            "Whether a close frame is answered with the same code and reason.");
    private static final Field<Boolean> VALIDATE_UTF8 =
            Field.withDefault("validate_utf8", bool(), "true", "Whether text that is not UTF-8 is refused.");
    private static final Field<Boolean> MASKED_CLIENTS = Field.withDefault(
            "require_masked_client_frames", bool(), "true", "Whether unmasked frames of clients are refused.");
    private static final Field<Boolean> MASK_SERVER =
            Field.withDefault("mask_server_frames", bool(), "false", "Whether frames to clients are masked.");

    private static final Field<Boolean> REQUEST_NO_TAKEOVER = Field.withDefault(
            "request_no_context_takeover",
            bool(),
            "false",
            "Whether the router asks clients to compress each message separately.");
    private static final Field<Integer> REQUEST_BITS = Field.withDefault(
            "request_max_window_bits",
            integer(0, 15).checked((bits, at) -> {
                if (bits > 0 && bits < 8) {
                    at.problem("found " + bits + " (expected 0, or from 8 to 15)");
                    return Optional.empty();
                }
                if (bits > 0) {
                    at.notice("clients that refuse \"client_max_window_bits\" in the answer cannot join, "
                            + "such as autobahn-java (they need 0)");
                }
                return Optional.of(bits);
            }),
            "0",
            "The largest compression window that the router asks clients to use, as a power of two from 8 to 15; with "
                    + "0, it does not ask. autobahn-java cannot join a router that asks.");
    private static final Field<Optional<Boolean>> NO_TAKEOVER = Field.withDefault(
            "no_context_takeover", nullable(bool()), "null", "Whether the router compresses each message separately.");

    private static final Field<Optional<Integer>> WINDOW_BITS = Field.withDefault(
            "max_window_bits",
            nullable(integer(9, 15)),
            "null",
            "The largest compression window of the router, as a power of two. The router tells clients the size of the "
                    + "window; a smaller window saves memory of the clients, but compresses less.");
    private static final Field<Optional<Integer>> MEMORY_LEVEL = Field.withDefault(
            "memory_level",
            nullable(usual(1, 9, 8, "the JDK compresses with level 8")),
            "null",
            "The memory of the compression, from 1 to 9. Always 8: the JDK has no other.");

    private static final ObjectType<PerMessageDeflate.Options> DEFLATE_OPTIONS = ObjectType.named(
                    "deflate options", "How permessage-deflate is negotiated.")
            .fields(REQUEST_NO_TAKEOVER, REQUEST_BITS, NO_TAKEOVER, WINDOW_BITS, MEMORY_LEVEL)
            .into(values -> new PerMessageDeflate.Options(
                    values.get(REQUEST_NO_TAKEOVER),
                    values.get(REQUEST_BITS),
                    values.get(NO_TAKEOVER).orElse(false),
                    values.get(WINDOW_BITS).orElse(0),
                    PerMessageDeflate.Options.DEFAULT.level()));

    private static final Field<Optional<PerMessageDeflate.Options>> DEFLATE =
            Field.optional("deflate", DEFLATE_OPTIONS, "Offers permessage-deflate.");

    private static final Field<Optional<PerMessageDeflate.Options>> COMPRESSION = Field.withDefault(
            "compression",
            ObjectType.named("compression", "The compressions that the router offers.")
                    .fields(DEFLATE)
                    .into(values -> values.get(DEFLATE)),
            "{}",
            "The compressions that the router offers. By default, it offers none.");

    private static final Field<Integer> FRAGMENT_SIZE = Field.withDefault(
            "auto_fragment_size",
            atLeast(0),
            "0",
            "The longest frame that the router sends, in bytes; longer messages are split into several frames. 0 "
                    + "means that each message is one frame.");

    private static final ObjectType<WebSocketOptions> OPTIONS_TYPE = ObjectType.named(
                    "websocket options", "Options of the WebSocket protocol.")
            .fields(
                    ORIGINS,
                    NULL_ORIGIN,
                    FRAME_SIZE,
                    MESSAGE_SIZE,
                    OPEN_TIMEOUT,
                    CLOSE_TIMEOUT,
                    PING_INTERVAL,
                    PING_TIMEOUT,
                    PING_SIZE,
                    WEB_STATUS,
                    SUBPROTOCOL,
                    NO_DELAY,
                    EXTERNAL_PORT,
                    SHOW_VERSION,
                    FAIL_BY_DROP,
                    ECHO_CLOSE,
                    VALIDATE_UTF8,
                    MASKED_CLIENTS,
                    MASK_SERVER,
                    COMPRESSION,
                    SerializerFields.UBJSON_DIALECT,
                    Field.fixed(
                            "enable_rfc6455",
                            true,
                            "RFC 6455 is the only WebSocket",
                            "Whether clients of RFC 6455 can connect."),
                    Field.optional(
                            "enable_hybi10",
                            bool(),
                            "Whether clients of a draft of RFC 6455 can connect. No client since 2012 needs a draft, "
                                    + "and clients of drafts cannot connect to Aerostat."),
                    Field.fixed("apply_mask", true, "masks belong to the protocol", "Whether masks are applied."),
                    FRAGMENT_SIZE,
                    Field.fixed(
                            "auto_ping_restart_on_any_traffic",
                            true,
                            "a client that sends is alive",
                            "Whether any traffic of the client restarts the interval of pings."),
                    Field.fixed(
                            "enable_flash_policy",
                            false,
                            "no browser has Flash any more",
                            "Whether a policy file for Flash is served."),
                    Field.optional("flash_policy", anything(), "The policy file for `enable_flash_policy`."))
            .into(WebSocketGrammar::options);

    static final Field<WebSocketOptions> OPTIONS =
            Field.withDefault("options", OPTIONS_TYPE, "{}", "Options of the protocol.");

    static final Field<Optional<String>> URL = Field.optional(
            "url",
            words("a URL").checked((url, at) -> {
                if (!url.matches("wss?://.+")) {
                    at.problem("found \"" + url + "\" (expected a URL such as \"ws://localhost:8080/ws\")");
                    return Optional.empty();
                }
                return Optional.of(url);
            }),
            "The URL of the service, as a note for readers of this file; clients may use any other URL.");

    /** The fields of every object that offers WebSocket, in addition to its type, id and endpoint. */
    static final Field<?>[] FIELDS = {
        SerializerFields.ACCEPTED,
        AuthenticationGrammar.AUTH,
        CookieGrammar.COOKIE,
        OPTIONS,
        URL,
        Field.ignoredAlike("debug", "Whether to log details; use `--loglevel` instead.")
    };

    /** A WebSocket service of a universal transport. */
    static final ObjectType<PathService.WebSocket> PART = ObjectType.named(
                    "websocket part", "WAMP over WebSocket on a path of the shared port.")
            .fields(Field.required("type", word("websocket"), "The kind of service."), Names.id("service"))
            .fields(FIELDS)
            .check(CookieGrammar::cookiesAreSecret)
            .into(WebSocketGrammar::service);

    private WebSocketGrammar() {}

    /** Returns the type of a number that can only have one effect. For any other number, a notice gives the reason. */
    static ValueType<Integer> usual(int least, int most, int usual, String reason) {
        return integer(least, most).checked((number, at) -> {
            if (number != usual) {
                at.notice("has no effect: " + reason);
            }
            return Optional.of(number);
        });
    }

    private static WebSocketOptions options(Values values) {
        int messageSize = values.get(MESSAGE_SIZE);
        WebSocketOptions.Builder options = WebSocketOptions.builder()
                .connection(ConnectionOptions.DEFAULT
                        .withMaxMessageSize(messageSize == 0 ? LARGEST_MESSAGE : messageSize)
                        .withPings(values.get(PING_INTERVAL), orNever(values.get(PING_TIMEOUT)))
                        .withCloseTimeout(orNever(values.get(CLOSE_TIMEOUT)))
                        .withUbjsonDialect(values.get(SerializerFields.UBJSON_DIALECT)))
                .maxFrameSize(values.get(FRAME_SIZE))
                .validateUtf8(values.get(VALIDATE_UTF8))
                .requireMaskedClientFrames(values.get(MASKED_CLIENTS))
                .maskServerFrames(values.get(MASK_SERVER))
                .allowedOrigins(values.get(ORIGINS))
                .allowNullOrigin(values.get(NULL_ORIGIN))
                .enableWebStatus(values.get(WEB_STATUS))
                .requireSubprotocol(values.get(SUBPROTOCOL))
                .showServerVersion(values.get(SHOW_VERSION))
                .failByDrop(values.get(FAIL_BY_DROP))
                .echoCloseCodeReason(values.get(ECHO_CLOSE))
                .tcpNoDelay(values.get(NO_DELAY))
                .openHandshakeTimeout(orNever(values.get(OPEN_TIMEOUT)))
                .pingSize(values.get(PING_SIZE))
                .fragmentSize(values.get(FRAGMENT_SIZE));
        values.get(EXTERNAL_PORT).ifPresent(options::externalPort);
        values.get(COMPRESSION).ifPresent(options::compression);
        return options.build();
    }

    static Duration orNever(Duration configured) {
        return configured.isZero() ? NEVER : configured;
    }

    static PathService.WebSocket service(Values values) {
        return new PathService.WebSocket(
                values.get(SerializerFields.ACCEPTED).stream()
                        .flatMap(serialization ->
                                Stream.of(new Subprotocol(serialization, false), new Subprotocol(serialization, true)))
                        .toList(),
                values.get(OPTIONS),
                values.get(CookieGrammar.COOKIE),
                AuthenticationGrammar.access(values));
    }
}
