package io.aerostat.node.config.grammar.transport;

import static io.aerostat.node.config.type.Types.integer;

import io.aerostat.host.transport.ClientOptions;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.Values;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys of a connecting transport's {@code options}. */
final class ClientOptionsGrammar {
    private static final int LARGEST_MESSAGE = 67_108_864;
    private static final int LARGEST_RAWSOCKET_MESSAGE = 16_777_216;

    private static final Field<Optional<Integer>> MESSAGE_SIZE = Field.optional(
            "max_message_size",
            integer(0, LARGEST_MESSAGE).map(size -> size == 0 ? LARGEST_MESSAGE : size),
            "The longest message that the client accepts, in bytes; 0 means 67108864. The default is 16777216.");
    private static final Field<Optional<Integer>> RAWSOCKET_MESSAGE_SIZE = Field.optional(
            "max_message_size",
            integer(512, LARGEST_RAWSOCKET_MESSAGE),
            "The longest message that the client accepts, in bytes; rounded up to a power of two. The default is "
                    + "16777216.");
    private static final Field<Optional<Duration>> OPEN_TIMEOUT = Field.optional(
            "open_handshake_timeout",
            WebSocketGrammar.MILLISECONDS,
            "How many milliseconds the handshake may take beyond the `timeout` of the endpoint, at least 1000; 0 means "
                    + "no additional time.");
    private static final Field<Optional<Duration>> PING_INTERVAL = Field.optional(
            "auto_ping_interval",
            WebSocketGrammar.MILLISECONDS,
            "Milliseconds of silence after which the client pings the router, at least 1000; 0 means never. The "
                    + "default is 10000.");
    private static final Field<Optional<Duration>> PING_TIMEOUT = Field.optional(
            "auto_ping_timeout",
            WebSocketGrammar.MILLISECONDS.map(WebSocketGrammar::orNever),
            "Milliseconds that the router may take to answer a ping before the connection is closed, at least 1000; 0 "
                    + "means no limit. The default is 20000.");

    /** The keys of Crossbar.io that concern only servers, or that its clients ignore. */
    private static final List<String> OF_SERVERS = List.of(
            "allowed_origins",
            "allow_null_origin",
            "external_port",
            "enable_hybi10",
            "enable_rfc6455",
            "enable_webstatus",
            "mask_server_frames",
            "require_masked_client_frames",
            "require_websocket_subprotocol",
            "show_server_version",
            "enable_flash_policy",
            "flash_policy",
            "compression");

    private static final String ONE_FRAME = "each message is one frame, limited by `max_message_size`";

    /** The keys that Crossbar.io's clients obey, and that can have only one value here. */
    private static final List<Field<?>> FIXED = List.of(
            Field.withDefault(
                    "max_frame_size",
                    WebSocketGrammar.usual(0, LARGEST_MESSAGE, 0, ONE_FRAME),
                    "0",
                    "Always 0: " + ONE_FRAME + "."),
            Field.withDefault(
                    "auto_fragment_size",
                    WebSocketGrammar.usual(0, Integer.MAX_VALUE, 0, ONE_FRAME),
                    "0",
                    "Always 0: " + ONE_FRAME + "."),
            Field.fixed("validate_utf8", true, "text must be UTF-8", "Whether text that is not UTF-8 is refused."),
            Field.fixed("apply_mask", true, "masks belong to the protocol", "Whether masks are applied."),
            Field.fixed(
                    "fail_by_drop",
                    false,
                    "the router gets a close frame",
                    "Whether failed connections end without a close frame."),
            Field.fixed(
                    "echo_close_codereason",
                    false,
                    "the answer has only the code",
                    "Whether a close frame is answered with the same code and reason."),
            Field.fixed(
                    "tcp_nodelay",
                    true,
                    "small messages must not wait",
                    "Whether small messages are sent without delay."),
            Field.fixed(
                    "auto_ping_restart_on_any_traffic",
                    true,
                    "a router that sends is alive",
                    "Whether any traffic of the router restarts the interval of pings."),
            Field.optional(
                    "auto_ping_size", integer(4, 125), "The size of a ping. The client's pings have no content."),
            Field.optional(
                    "close_handshake_timeout",
                    WebSocketGrammar.MILLISECONDS,
                    "The time to answer a close frame. The client has a fixed time instead."));

    static final Field<ClientOptions> WEBSOCKET = Field.withDefault(
            "options",
            webSocket()
                    .into(values -> new ClientOptions(
                            values.get(MESSAGE_SIZE),
                            values.get(OPEN_TIMEOUT),
                            values.get(PING_INTERVAL),
                            values.get(PING_TIMEOUT))),
            "{}",
            "Options of the connection.");

    static final Field<ClientOptions> RAWSOCKET = Field.withDefault(
            "options",
            ObjectType.named("connecting rawsocket options", "Options of a RawSocket connection.")
                    .fields(RAWSOCKET_MESSAGE_SIZE)
                    .into(ClientOptionsGrammar::rawSocket),
            "{}",
            "Options of the connection.");

    private ClientOptionsGrammar() {}

    private static ObjectType.Builder webSocket() {
        ObjectType.Builder builder = ObjectType.named(
                        "connecting websocket options", "Options of a WebSocket connection.")
                .fields(MESSAGE_SIZE, OPEN_TIMEOUT, PING_INTERVAL, PING_TIMEOUT);
        OF_SERVERS.forEach(key -> builder.fields(Field.ignoredAlike(key, "An option of servers.")));
        FIXED.forEach(builder::fields);
        return builder;
    }

    private static ClientOptions rawSocket(Values values) {
        return new ClientOptions(
                values.get(RAWSOCKET_MESSAGE_SIZE), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
