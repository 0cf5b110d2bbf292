package io.aerostat.node.config.grammar;

import static io.aerostat.node.config.field.Types.atLeast;
import static io.aerostat.node.config.field.Types.bool;
import static io.aerostat.node.config.field.Types.integer;
import static io.aerostat.node.config.field.Types.list;
import static io.aerostat.node.config.field.Types.nullable;
import static io.aerostat.node.config.field.Types.word;
import static io.aerostat.node.config.field.Types.words;

import io.aerostat.node.config.DeflateOptions;
import io.aerostat.node.config.WebSocketOptions;
import io.aerostat.node.config.WebSocketSettings;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.ValueType;
import io.aerostat.node.config.field.Values;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** WAMP over WebSocket, wherever it is offered. */
final class WebSocketGrammar {
    private static final String NOT_A_CHOICE = "RFC 6455 leaves no choice";
    private static final ValueType<Duration> MILLISECONDS = atLeast(0).map(Duration::ofMillis);
    private static final ValueType<Integer> WINDOW_BITS = integer(9, 15);

    private static final Field<List<String>> ORIGINS = Field.withDefault(
            "allowed_origins",
            list(words("an origin such as \"https://example.com\"")),
            "[\"*\"]",
            "Origins of pages that may connect; * stands for any text.");
    private static final Field<Boolean> NULL_ORIGIN =
            Field.withDefault("allow_null_origin", bool(), "true", "Whether pages without an origin may connect.");
    private static final Field<Integer> FRAME_SIZE = Field.withDefault(
            "max_frame_size", atLeast(0), "0", "The longest frame in octets; 0 for no limit but the message's.");
    private static final Field<Integer> MESSAGE_SIZE = Field.withDefault(
            "max_message_size", integer(0, 67_108_864), "16777216", "The longest message in octets; 0 means 67108864.");
    private static final Field<Duration> OPEN_TIMEOUT = Field.withDefault(
            "open_handshake_timeout", MILLISECONDS, "5000", "How many milliseconds a handshake may take; 0 for ever.");
    private static final Field<Duration> CLOSE_TIMEOUT = Field.withDefault(
            "close_handshake_timeout",
            MILLISECONDS,
            "5000",
            "How many milliseconds a client may take to answer a close frame; 0 for ever.");
    private static final Field<Duration> PING_INTERVAL = Field.withDefault(
            "auto_ping_interval",
            MILLISECONDS,
            "10000",
            "After how many milliseconds a client is asked whether it lives; 0 never.");
    private static final Field<Duration> PING_TIMEOUT = Field.withDefault(
            "auto_ping_timeout",
            MILLISECONDS,
            "20000",
            "How many milliseconds it may take to answer before the connection is closed; 0 for ever.");
    private static final Field<Integer> PING_SIZE =
            Field.withDefault("auto_ping_size", integer(12, 125), "12", "Octets of a ping.");
    private static final Field<Boolean> WEB_STATUS = Field.withDefault(
            "enable_webstatus", bool(), "true", "Answer a plain GET with a page that says what is here.");
    private static final Field<Boolean> SUBPROTOCOL = Field.withDefault(
            "require_websocket_subprotocol",
            bool(),
            "true",
            "Refuse clients that name no WAMP subprotocol; otherwise they speak JSON.");
    private static final Field<Boolean> NO_DELAY =
            Field.withDefault("tcp_nodelay", bool(), "true", "Send small messages at once.");

    private static final Field<Boolean> REQUEST_NO_TAKEOVER = Field.withDefault(
            "request_no_context_takeover", bool(), "false", "Ask clients to compress each message for itself.");
    private static final Field<Integer> REQUEST_BITS = Field.withDefault(
            "request_max_window_bits",
            integer(0, 15),
            "0",
            "The largest window that clients are asked to use, as a power of two; 0 does not ask.");
    private static final Field<Optional<Boolean>> NO_TAKEOVER =
            Field.withDefault("no_context_takeover", nullable(bool()), "null", "Compress each message for itself.");
    private static final Field<Optional<Integer>> BITS = Field.withDefault(
            "max_window_bits", nullable(WINDOW_BITS), "null", "The largest window of this side, as a power of two.");
    private static final Field<Optional<Integer>> MEMORY = Field.withDefault(
            "memory_level", nullable(integer(1, 9)), "null", "How much memory this side compresses with.");

    private static final ObjectType<DeflateOptions> DEFLATE_OPTIONS = ObjectType.named(
                    "deflate options", "How permessage-deflate is negotiated.")
            .fields(REQUEST_NO_TAKEOVER, REQUEST_BITS, NO_TAKEOVER, BITS, MEMORY)
            .into(values -> new DeflateOptions(
                    values.get(REQUEST_NO_TAKEOVER),
                    Optional.of(values.get(REQUEST_BITS)).filter(bits -> bits > 0),
                    values.get(NO_TAKEOVER).orElse(false),
                    values.get(BITS),
                    values.get(MEMORY)));

    private static final Field<Optional<DeflateOptions>> DEFLATE =
            Field.optional("deflate", DEFLATE_OPTIONS, "Offer permessage-deflate.");

    private static final Field<Optional<DeflateOptions>> COMPRESSION = Field.withDefault(
            "compression",
            ObjectType.named("compression", "Which compressions are offered.")
                    .fields(DEFLATE)
                    .into(values -> values.get(DEFLATE)),
            "{}",
            "Which compressions are offered; none when missing.");

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
                    COMPRESSION,
                    Field.withoutEffect("enable_rfc6455", NOT_A_CHOICE),
                    Field.withoutEffect("validate_utf8", NOT_A_CHOICE),
                    Field.withoutEffect("mask_server_frames", NOT_A_CHOICE),
                    Field.withoutEffect("require_masked_client_frames", NOT_A_CHOICE),
                    Field.withoutEffect("apply_mask", NOT_A_CHOICE),
                    Field.withoutEffect("enable_hybi10", "drafts of WebSocket are not spoken"),
                    Field.withoutEffect("auto_fragment_size", "messages are sent in one frame"),
                    Field.withoutEffect("fail_by_drop", "failures end with a close frame"),
                    Field.withoutEffect("echo_close_codereason", "close frames are answered with their code"),
                    Field.withoutEffect("auto_ping_restart_on_any_traffic", "any traffic counts as life"),
                    Field.withoutEffect("external_port", "origins are compared as they are sent"),
                    Field.withoutEffect("show_server_version", "versions are not told to strangers"),
                    Field.withoutEffect("enable_flash_policy", "Flash is no more"),
                    Field.withoutEffect("flash_policy", "Flash is no more"))
            .into(values -> new WebSocketOptions(
                    values.get(ORIGINS),
                    values.get(NULL_ORIGIN),
                    values.get(FRAME_SIZE),
                    values.get(MESSAGE_SIZE),
                    values.get(OPEN_TIMEOUT),
                    values.get(CLOSE_TIMEOUT),
                    values.get(PING_INTERVAL),
                    values.get(PING_TIMEOUT),
                    values.get(PING_SIZE),
                    values.get(WEB_STATUS),
                    values.get(SUBPROTOCOL),
                    values.get(NO_DELAY),
                    values.get(COMPRESSION)));

    private static final Field<WebSocketOptions> OPTIONS =
            Field.withDefault("options", OPTIONS_TYPE, "{}", "Options of the protocol.");

    /** The fields of every object that offers WebSocket, beside its type, id and endpoint. */
    static final Field<?>[] FIELDS = {
        Serializers.ACCEPTED,
        AuthenticationGrammar.AUTH,
        CookieGrammar.COOKIE,
        OPTIONS,
        Field.withoutEffect("url", "clients choose how they call this server"),
        Field.withoutEffect("debug", "see --loglevel")
    };

    /** One of the services of a universal transport. */
    static final ObjectType<WebSocketSettings> PART = ObjectType.named(
                    "websocket part", "WAMP over WebSocket on a path of the shared port.")
            .fields(Field.required("type", word("websocket"), "The kind of service."))
            .fields(FIELDS)
            .into(WebSocketGrammar::settings);

    private WebSocketGrammar() {}

    static WebSocketSettings settings(Values values) {
        return new WebSocketSettings(
                values.get(Serializers.ACCEPTED),
                values.get(OPTIONS),
                values.get(CookieGrammar.COOKIE),
                values.get(AuthenticationGrammar.AUTH));
    }
}
