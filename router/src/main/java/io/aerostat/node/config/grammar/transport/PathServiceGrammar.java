package io.aerostat.node.config.grammar.transport;

import static io.aerostat.node.config.type.Types.anything;
import static io.aerostat.node.config.type.Types.atLeast;
import static io.aerostat.node.config.type.Types.bool;
import static io.aerostat.node.config.type.Types.deferred;
import static io.aerostat.node.config.type.Types.map;
import static io.aerostat.node.config.type.Types.nullable;
import static io.aerostat.node.config.type.Types.path;
import static io.aerostat.node.config.type.Types.text;
import static io.aerostat.node.config.type.Types.word;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.TaggedType;
import io.aerostat.node.config.grammar.authentication.AuthenticationGrammar;
import io.aerostat.node.config.grammar.authentication.CookieGrammar;
import io.aerostat.node.config.grammar.value.FileTypes;
import io.aerostat.node.config.grammar.value.JsonText;
import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.option.StaticFileOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The keys of the services on the paths of a web transport. */
final class PathServiceGrammar {
    /**
     * The pattern of a path. Unlike in Crossbar.io, a path can contain dots, as in {@code .well-known}, but must not
     * consist only of dots.
     */
    static final String PATH = "/|(?!\\.+$)[A-Za-z0-9_.~-]+";

    static final String PATH_EXPECTED = "\"/\" or one path component of letters, digits, _, -, . and ~";

    static final Field<Map<String, PathService>> PATHS = Field.required(
            "paths",
            map(PATH, PATH_EXPECTED, deferred(() -> PathServiceGrammar.SERVICE)),
            "The services by the first component of the path; \"/\" serves all paths without a service of their own.");

    private static final Field<Optional<String>> ID = Names.id("service");

    private static final Field<Path> DIRECTORY = Field.required(
            "directory",
            FileTypes.FOLDER_TO_COME,
            "The folder of the files, relative to this file. While the folder does not exist, requests get 404.");
    private static final Field<Boolean> LISTING = Field.withDefault(
            "enable_directory_listing",
            bool(),
            "false",
            "Whether to list the files of folders that have no index file.");
    static final Field<Map<String, String>> MIME_TYPES = Field.withDefault(
            "mime_types",
            map("\\.[^/]+", "an extension such as \".svg\"", text("[\\x20-\\x7e]+", "a MIME type")),
            "{}",
            "MIME types by extension, in addition to the built-in ones.");
    private static final Field<Optional<Duration>> CACHE_TIMEOUT = Field.withDefault(
            "cache_timeout",
            nullable(atLeast(0).map(Duration::ofSeconds)),
            "43200",
            "Seconds for which browsers may cache a file; with null, responses do not set a time.");
    private static final Field<Optional<String>> DEFAULT_FILE = Field.optional(
            "default_file",
            path(words("the name of a file")),
            "The file that is sent if no file exists for the requested path.");

    private static final Field<Boolean> HIDDEN_FILES = Field.withDefault(
            "enable_hidden_files",
            bool(),
            "false",
            "Whether files and folders whose names begin with a dot are served as well. `.well-known` is always "
                    + "served; the node's own configuration, keys and cookie files never are.");

    private static final Field<StaticFileOptions> STATIC_OPTIONS = Field.withDefault(
            "options",
            ObjectType.named("static options", "Options of a static service.")
                    .fields(LISTING, MIME_TYPES, CACHE_TIMEOUT, DEFAULT_FILE, HIDDEN_FILES)
                    .into(values -> new StaticFileOptions(
                            values.get(LISTING),
                            values.get(MIME_TYPES),
                            values.get(CACHE_TIMEOUT),
                            values.get(DEFAULT_FILE),
                            values.get(HIDDEN_FILES))),
            "{}",
            "Options of the service.");

    private static final ObjectType<PathService> STATIC = service("static", "The files of a folder.")
            .fields(DIRECTORY, STATIC_OPTIONS)
            .refused("package", "Aerostat has no Python packages: use \"directory\"")
            .refused("resource", "Aerostat has no Python packages: use \"directory\"")
            .into(values -> new PathService.StaticFiles(values.get(DIRECTORY), values.get(STATIC_OPTIONS)));

    private static final ObjectType<PathService> WEBSOCKET = service("websocket", "WAMP over WebSocket.")
            .fields(WebSocketGrammar.FIELDS)
            .check(CookieGrammar::cookiesAreSecret)
            .into(WebSocketGrammar::service);

    private static final Field<LocatedValue> VALUE = Field.required("value", anything(), "The value.");
    private static final Field<Boolean> PRETTIFY =
            Field.withDefault("prettify", bool(), "false", "Whether the value is written with line breaks.");
    private static final Field<Boolean> CROSS_ORIGIN = Field.withDefault(
            "allow_cross_origin", bool(), "true", "Whether pages of other origins may read the value.");
    private static final Field<Boolean> DISCOURAGE_CACHING = Field.withDefault(
            "discourage_caching", bool(), "false", "Whether the response tells caches not to keep the value.");

    private static final Field<JsonOptions> JSON_OPTIONS = Field.withDefault(
            "options",
            ObjectType.named("json options", "Options of a JSON value.")
                    .fields(PRETTIFY, CROSS_ORIGIN, DISCOURAGE_CACHING)
                    .into(values -> new JsonOptions(
                            values.get(PRETTIFY), values.get(CROSS_ORIGIN), values.get(DISCOURAGE_CACHING))),
            "{}",
            "Options of the service.");

    private static final ObjectType<PathService> JSON = service("json", "A JSON value.")
            .fields(VALUE, JSON_OPTIONS)
            .into(values -> {
                JsonOptions options = values.get(JSON_OPTIONS);
                Object value = values.get(VALUE).plain();
                return new PathService.Json(
                        options.prettify ? JsonText.pretty(value) : JsonText.of(value),
                        options.crossOrigin,
                        options.discourageCaching);
            });

    private static final Field<String> URL = Field.required(
            "url",
            words("a URL").checked((url, at) -> {
                try {
                    // The URL is sent in a header, which can have only ASCII characters.
                    return Optional.of(new URI(url).toASCIIString());
                } catch (URISyntaxException wrong) {
                    at.problem("found \"" + url + "\" (expected a URL: " + wrong.getReason() + ")");
                    return Optional.empty();
                }
            }),
            "The URL to which clients are redirected.");

    private static final ObjectType<PathService> REDIRECT =
            service("redirect", "A redirection.").fields(URL).into(values -> new PathService.Redirect(values.get(URL)));

    private static final ObjectType<PathService> NODE_INFO =
            service("nodeinfo", "A page about the node.").into(values -> new PathService.NodeInfo());

    private static final ObjectType<PathService> NESTED = service(
                    "path", "Services for the next component of the path.")
            .fields(PATHS)
            .into(values -> new PathService.Nested(values.get(PATHS)));

    private static final ObjectType<PathService> LONGPOLL = service("longpoll", "WAMP over HTTP long-poll.")
            .fields(AuthenticationGrammar.AUTH, LongPollGrammar.OPTIONS)
            .check(CookieGrammar::noCookies)
            .into(values -> new PathService.LongPoll(
                    values.get(LongPollGrammar.OPTIONS), AuthenticationGrammar.access(values)));

    private static final TaggedType<PathService> SERVICE = TaggedType.<PathService>named(
                    "web service", "A service on a path.")
            .with("static", STATIC)
            .with("websocket", WEBSOCKET)
            .with("json", JSON)
            .with("redirect", REDIRECT)
            .with("nodeinfo", NODE_INFO)
            .with("metrics", OperationGrammar.METRICS)
            .with("health", OperationGrammar.HEALTH)
            .with("admin", OperationGrammar.ADMIN)
            .later("publisher", () -> BridgeGrammar.PUBLISHER)
            .later("caller", () -> BridgeGrammar.CALLER)
            .later("webhook", () -> BridgeGrammar.WEBHOOK)
            .later("reverseproxy", () -> UpstreamGrammar.REVERSE_PROXY)
            .later("websocket-reverseproxy", () -> UpstreamGrammar.WEBSOCKET_PROXY)
            .later("archive", () -> ArchiveGrammar.SERVICE)
            .later("upload", () -> UploadGrammar.SERVICE)
            .later("cgi", () -> CgiGrammar.SERVICE)
            .with("path", NESTED)
            .with("longpoll", LONGPOLL)
            .later("mqtt", () -> MqttPathGrammar.SERVICE)
            .later("wap", () -> PythonServices.WAP)
            .later("catalog", () -> PythonServices.CATALOG)
            .refused("resource", PythonServices.RESOURCE)
            .refused("wsgi", PythonServices.WSGI)
            .refused("pairme", "belongs to another edition of Crossbar.io, and is retired")
            .complete();

    private PathServiceGrammar() {}

    private static ObjectType.Builder service(String word, String meaning) {
        return ObjectType.named(word + " service", meaning)
                .fields(Field.required("type", word(word), "The kind of service."), ID);
    }

    private record JsonOptions(boolean prettify, boolean crossOrigin, boolean discourageCaching) {}
}
