package io.aerostat.node.config.grammar.transport;

import static io.aerostat.node.config.type.Types.bool;
import static io.aerostat.node.config.type.Types.choice;
import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.secret;
import static io.aerostat.node.config.type.Types.text;
import static io.aerostat.node.config.type.Types.word;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.node.config.Secret;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.Values;
import io.aerostat.node.config.grammar.authentication.AuthenticationGrammar;
import io.aerostat.node.config.grammar.authentication.CookieGrammar;
import io.aerostat.node.config.grammar.value.AddressTypes;
import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.Addresses;
import io.aerostat.router.listener.BridgeOptions;
import io.aerostat.router.listener.BridgeOptions.SigningKey;
import io.aerostat.router.listener.HttpBridge;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.option.WebhookSignature;
import io.aerostat.router.listener.option.WebhookSignature.Algorithm;
import io.aerostat.router.listener.option.WebhookSignature.Encoding;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The keys of the services by which HTTP requests publish or call in a realm. */
final class BridgeGrammar {
    static final Field<String> REALM = Field.required("realm", Names.REALM, "The realm of the sessions.");
    static final Field<Optional<String>> ROLE = Field.optional(
            "role",
            Names.ROLE,
            "The role of the sessions: each request joins with this role, without proof. Set either this key or "
                    + "`auth`.");

    private static final Field<Optional<String>> KEY = Field.optional(
            "key", words("the name of a key"), "The name of the key with which clients sign their requests.");
    private static final Field<Optional<Secret>> SECRET = Field.optional(
            "secret", secret(), "The secret of `key`. Without these two keys, requests need no signature.");
    private static final Field<Integer> TOLERANCE = Field.withDefault(
            "timestamp_delta_limit",
            integer(0, 86_400),
            "300",
            "The largest difference in seconds between the timestamp of a request and the clock; 0 means any "
                    + "difference.");
    private static final Field<Boolean> REQUIRE_TLS =
            Field.withDefault("require_tls", bool(), "false", "Whether only requests over TLS are accepted.");
    private static final Field<Optional<List<String>>> REQUIRE_IP = Field.optional(
            "require_ip",
            list(words("an address or network").checked(AddressTypes::checkWithMask)),
            "The addresses and networks from which requests are accepted; by default, all addresses.");
    private static final Field<Integer> BODY_LIMIT = Field.withDefault(
            "post_body_limit",
            integer(0, BridgeOptions.LARGEST_BODY),
            "0",
            "The largest size of a request's body, in bytes; 0 means 1048576.");
    private static final Field<Duration> TIMEOUT = Field.withDefault(
            "call_timeout",
            integer(1, 3_600_000).map(Duration::ofMillis),
            "120000",
            "Milliseconds that the realm may take to answer; after that, the call is canceled, and the status is 504.");
    private static final Field<?> DEBUG =
            Field.ignoredAlike("debug", "Whether to log details; use `--loglevel` instead.");

    private static final ObjectType<Options> OPTIONS_TYPE = ObjectType.named(
                    "bridge options", "Options of a publisher or caller.")
            .fields(KEY, SECRET, TOLERANCE, REQUIRE_TLS, REQUIRE_IP, BODY_LIMIT, TIMEOUT, DEBUG)
            .check(BridgeGrammar::keyHasSecret)
            .into(BridgeGrammar::options);

    private static final Field<Options> OPTIONS =
            Field.withDefault("options", OPTIONS_TYPE, "{}", "Options of the service.");

    static final ObjectType<PathService> PUBLISHER = bridge("publisher", "Publishes an event for each HTTP request.")
            .fields(OPTIONS)
            .into(values -> new HttpBridge.Publisher(values.get(OPTIONS).of(values)));

    static final ObjectType<PathService> CALLER = bridge("caller", "Makes a call for each HTTP request.")
            .fields(OPTIONS)
            .into(values -> new HttpBridge.Caller(values.get(OPTIONS).of(values)));

    private static final Field<String> TOPIC =
            Field.required("topic", Names.PROCEDURE, "The topic of the publications.");
    private static final Field<String> SUCCESS = Field.withDefault(
            "success_response", text(), "\"OK\"", "The body of the answer (202) when the event is published.");
    private static final Field<String> ERROR = Field.withDefault(
            "error_response", text(), "\"NOT OK\"", "The body of the answer (500) when the event cannot be published.");
    private static final Field<Optional<Secret>> GITHUB = Field.optional(
            "github_secret",
            secret(),
            "The secret of a webhook of GitHub. Requests need a valid `X-Hub-Signature-256`, or else"
                    + " `X-Hub-Signature`.");

    private static final Field<String> HEADER = Field.required(
            "header", text("[!#$%&'*+.^_`|~0-9A-Za-z-]+", "the name of a header"), "The header with the signature.");
    private static final Field<Secret> HMAC_SECRET = Field.required("secret", secret(), "The key of the HMAC.");
    private static final Field<Algorithm> ALGORITHM = Field.withDefault(
            "algorithm", choice(BridgeGrammar::lowerCase, Algorithm.values()), "\"sha256\"", "The hash function.");
    private static final Field<Encoding> ENCODING = Field.withDefault(
            "encoding",
            choice(BridgeGrammar::lowerCase, Encoding.values()),
            "\"hex\"",
            "How the signature is written.");
    private static final Field<String> PREFIX = Field.withDefault(
            "prefix", text(), "\"\"", "The text before the signature in the header, such as \"sha256=\".");

    private static final Field<Optional<WebhookSignature>> HMAC = Field.optional(
            "hmac",
            ObjectType.named("webhook hmac", "An HMAC of the body in a header.")
                    .fields(HEADER, HMAC_SECRET, ALGORITHM, ENCODING, PREFIX)
                    .into(values -> new WebhookSignature(
                            values.get(HEADER),
                            values.get(ALGORITHM),
                            values.get(ENCODING),
                            values.get(PREFIX),
                            values.get(HMAC_SECRET).reveal())),
            "The signature of senders other than GitHub.");

    private static final Field<WebhookOptions> WEBHOOK_OPTIONS = Field.required(
            "options",
            ObjectType.named("webhook options", "Options of a webhook.")
                    .fields(TOPIC, SUCCESS, ERROR, GITHUB, HMAC, BODY_LIMIT, REQUIRE_TLS, REQUIRE_IP, DEBUG)
                    .check(BridgeGrammar::oneSignature)
                    .into(BridgeGrammar::webhookOptions),
            "Options of the service.");

    static final ObjectType<PathService> WEBHOOK = bridge(
                    "webhook", "Publishes an event for each request of another service.")
            .fields(WEBHOOK_OPTIONS)
            .into(values -> {
                WebhookOptions options = values.get(WEBHOOK_OPTIONS);
                return new HttpBridge.Webhook(
                        options.common().of(values),
                        options.topic(),
                        options.success(),
                        options.error(),
                        options.signature());
            });

    private BridgeGrammar() {}

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static ObjectType.Builder bridge(String word, String meaning) {
        return ObjectType.named(word + " service", meaning)
                .fields(
                        Field.required("type", word(word), "The kind of service."),
                        Names.id("service"),
                        REALM,
                        ROLE,
                        AuthenticationGrammar.AUTH)
                .check(BridgeGrammar::roleOrAuth)
                .check(CookieGrammar::noCookies);
    }

    private static boolean roleOrAuth(LocatedObject service, Reading reading) {
        boolean hasRole = service.member("role").isPresent();
        if (hasRole == service.member("auth").isPresent()) {
            reading.problem(
                    service.at(),
                    hasRole
                            ? "found both \"role\" and \"auth\" (expected one of them)"
                            : "found neither \"role\" nor \"auth\" (expected one of them)");
            return false;
        }
        return true;
    }

    private static boolean keyHasSecret(LocatedObject options, Reading reading) {
        if (options.member("key").isPresent() != options.member("secret").isPresent()) {
            reading.problem(options.at(), "found only one of \"key\" and \"secret\" (expected both or neither)");
            return false;
        }
        return true;
    }

    private static boolean oneSignature(LocatedObject options, Reading reading) {
        if (options.member("github_secret").isPresent()
                && options.member("hmac").isPresent()) {
            reading.problem(options.at(), "found both \"github_secret\" and \"hmac\" (expected at most one of them)");
            return false;
        }
        return true;
    }

    /** Returns how the requests of a bridge join the realm. The bridge's object has the fields of {@link #bridge}. */
    static Access access(Values values, Optional<String> authid) {
        return values.get(ROLE)
                .map(role -> HttpBridge.accessFor(role, authid))
                .orElseGet(() -> AuthenticationGrammar.access(values));
    }

    private static Options options(Values values) {
        return new Options(
                values.get(SECRET).map(secret -> new SigningKey(values.get(KEY).orElse(""), secret.reveal())),
                Duration.ofSeconds(values.get(TOLERANCE)),
                values.get(REQUIRE_TLS),
                values.get(REQUIRE_IP).map(AddressTypes::withMasks),
                bodyLimit(values),
                values.get(TIMEOUT));
    }

    private static int bodyLimit(Values values) {
        return values.get(BODY_LIMIT) == 0 ? BridgeOptions.LARGEST_BODY : values.get(BODY_LIMIT);
    }

    private static WebhookOptions webhookOptions(Values values) {
        Options common = new Options(
                Optional.empty(),
                BridgeOptions.DEFAULT_TOLERANCE,
                values.get(REQUIRE_TLS),
                values.get(REQUIRE_IP).map(AddressTypes::withMasks),
                bodyLimit(values),
                HttpBridge.DEFAULT_TIMEOUT);
        Optional<WebhookSignature> gitHub =
                values.get(GITHUB).map(Secret::reveal).map(WebhookSignature::ofGitHub);
        return new WebhookOptions(
                common, values.get(TOPIC), values.get(SUCCESS), values.get(ERROR), gitHub.or(() -> values.get(HMAC)));
    }

    /** The options of a bridge without its realm and access. */
    private record Options(
            Optional<SigningKey> signing,
            Duration tolerance,
            boolean requireTls,
            Optional<Addresses> requireAddress,
            int maxBodySize,
            Duration timeout) {
        /** Returns the options together with the realm and access of the service. */
        BridgeOptions of(Values values) {
            return new BridgeOptions(
                    values.get(REALM),
                    access(values, signing.map(SigningKey::key)),
                    signing,
                    tolerance,
                    requireTls,
                    requireAddress,
                    maxBodySize,
                    timeout);
        }
    }

    private record WebhookOptions(
            Options common, String topic, String success, String error, Optional<WebhookSignature> signature) {}
}
