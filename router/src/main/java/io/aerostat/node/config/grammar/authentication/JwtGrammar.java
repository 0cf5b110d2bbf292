package io.aerostat.node.config.grammar.authentication;

import static io.aerostat.node.config.type.Types.choice;
import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.listOr;
import static io.aerostat.node.config.type.Types.secret;
import static io.aerostat.node.config.type.Types.someOf;
import static io.aerostat.node.config.type.Types.word;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.jwt.Jwt;
import io.aerostat.jwt.JwtAlgorithm;
import io.aerostat.jwt.JwtClaims;
import io.aerostat.jwt.JwtKeys;
import io.aerostat.jwt.JwtOptions;
import io.aerostat.node.config.Secret;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.TaggedType;
import io.aerostat.node.config.field.Values;
import io.aerostat.node.config.grammar.value.FileTypes;
import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.router.authentication.AuthenticationOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys for authentication with JSON Web Tokens. */
final class JwtGrammar {
    private static final int MAX_SKEW_MILLIS = 600_000;
    private static final int MAX_AGE_MILLIS = 86_400_000;

    private static final Field<Path> FILE_NAME = Field.required(
            "filename",
            FileTypes.checkedFile(
                    "a file with a JSON Web Key Set",
                    content -> Jwt.checkKeySet(new String(content, StandardCharsets.UTF_8))),
            "The file. It is read again when it has changed.");

    private static final ObjectType<JwtKeys> FILE = ObjectType.named(
                    "jwt key file", "Public keys in a file, as a JSON Web Key Set (RFC 7517).")
            .fields(Field.required("type", word("file"), "The kind of source."), FILE_NAME)
            .into(values -> new JwtKeys.KeyFile(values.get(FILE_NAME)));

    private static final Field<URI> URL = Field.required(
            "url",
            keyUrl(),
            "The address of the key set: an `https` URL, or an `http` URL of this machine. "
                    + "Redirects are not followed.");
    private static final Field<Duration> REFRESH = Field.withDefault(
            "refresh",
            integer(10_000, MAX_AGE_MILLIS).map(Duration::ofMillis),
            "300000",
            "Milliseconds after which the keys are fetched again. A token with an unknown key id causes a fetch at "
                    + "once, but at most every 10 seconds.");
    private static final Field<Duration> USABLE = Field.withDefault(
            "usable",
            integer(10_000, MAX_AGE_MILLIS).map(Duration::ofMillis),
            "3600000",
            "Milliseconds for which keys remain in use if they cannot be fetched again; at least `refresh`.");
    private static final Field<Duration> TIMEOUT = Field.withDefault(
            "timeout",
            integer(100, 60_000).map(Duration::ofMillis),
            "4000",
            "Milliseconds that a fetch may take; after that, clients that wait for the keys are refused.");

    private static final ObjectType<JwtKeys> ADDRESS = ObjectType.named(
                    "jwt key address", "Public keys that an issuer publishes as a JSON Web Key Set (RFC 7517).")
            .fields(Field.required("type", word("url"), "The kind of source."), URL, REFRESH, USABLE, TIMEOUT)
            .into(values ->
                    new JwtKeys.KeyUrl(values.get(URL), values.get(REFRESH), longer(values), values.get(TIMEOUT)));

    private static final Field<Secret> SECRET = Field.required(
            "secret",
            secret().checked((secret, at) -> {
                int bytes = secret.reveal().getBytes(StandardCharsets.UTF_8).length;
                if (bytes < JwtKeys.Secret.MIN_BYTES) {
                    at.problem("found " + bytes + " bytes (expected at least " + JwtKeys.Secret.MIN_BYTES + ")");
                    return Optional.empty();
                }
                return Optional.of(secret);
            }),
            "The secret, at least 32 bytes.");

    private static final ObjectType<JwtKeys> SHARED = ObjectType.named(
                    "jwt secret", "A secret that the issuer and the router share, for HS256.")
            .fields(Field.required("type", word("secret"), "The kind of source."), SECRET)
            .into(values -> new JwtKeys.Secret(values.get(SECRET).reveal()));

    private static final Field<JwtKeys> KEYS = Field.required(
            "keys",
            TaggedType.<JwtKeys>named("jwt keys", "The source of the keys that check the signatures of tokens.")
                    .with("file", FILE)
                    .with("url", ADDRESS)
                    .with("secret", SHARED)
                    .complete(),
            "The source of the keys that check the signatures of tokens.");

    private static final Field<Optional<List<JwtAlgorithm>>> ALGORITHMS = Field.optional(
            "algorithms",
            someOf(choice(
                    JwtAlgorithm::wire,
                    JwtAlgorithm.OF_PUBLIC_KEYS.stream().sorted().toArray(JwtAlgorithm[]::new))),
            "The accepted signature algorithms of public keys. By default, all algorithms are accepted.");
    private static final Field<Optional<List<String>>> ISSUER = Field.optional(
            "issuer",
            oneOrMore("an issuer"),
            "The accepted issuer, or a list of accepted issuers. By default, any issuer is accepted.");
    private static final Field<Optional<List<String>>> AUDIENCE = Field.optional(
            "audience",
            oneOrMore("an audience"),
            "The accepted audience, or a list of accepted audiences; a token must name one of them. By default, any "
                    + "audience is accepted.");
    private static final Field<Duration> CLOCK_SKEW = Field.withDefault(
            "clock_skew",
            integer(0, MAX_SKEW_MILLIS).map(Duration::ofMillis),
            "10000",
            "Milliseconds by which the clocks of issuer and router may differ; a session ends this time after its "
                    + "token has expired.");

    private static final Field<String> AUTHID_CLAIM =
            Field.withDefault("authid_claim", words("a claim"), "\"sub\"", "The claim with the authid.");
    private static final Field<String> ROLE_CLAIM =
            Field.withDefault("role_claim", words("a claim"), "\"role\"", "The claim with the role.");
    private static final Field<Optional<String>> DEFAULT_ROLE = Field.optional(
            "default_role",
            Names.ROLE,
            "The role for tokens that lack the role claim. Without this key, such tokens are refused.");
    private static final Field<Optional<String>> REALM_CLAIM = Field.optional(
            "realm_claim",
            words("a claim"),
            "The claim with the realm to join. Without this key, clients join the realm that they request.");
    private static final Field<List<String>> EXTRA_CLAIMS = Field.withDefault(
            "extra_claims",
            list(words("a claim")),
            "[]",
            "The claims that are copied to the `authextra` of the session, where other clients can read them.");

    static final ObjectType<AuthenticationOptions> JWT = ObjectType.named(
                    "jwt authentication",
                    "Join with a JSON Web Token (RFC 7519). The session ends when the token expires.")
            .fields(
                    KEYS,
                    ALGORITHMS,
                    ISSUER,
                    AUDIENCE,
                    CLOCK_SKEW,
                    AUTHID_CLAIM,
                    ROLE_CLAIM,
                    DEFAULT_ROLE,
                    REALM_CLAIM,
                    EXTRA_CLAIMS)
            .into(JwtGrammar::options);

    private JwtGrammar() {}

    private static AuthenticationOptions options(Values values) {
        JwtKeys keys = values.get(KEYS);
        Set<JwtAlgorithm> algorithms = keys instanceof JwtKeys.Secret
                ? JwtOptions.possible(keys)
                : values.get(ALGORITHMS).map(Set::copyOf).orElse(JwtOptions.possible(keys));
        return Jwt.authentication(new JwtOptions(
                keys,
                algorithms,
                values.get(ISSUER).orElse(List.of()),
                values.get(AUDIENCE).orElse(List.of()),
                values.get(CLOCK_SKEW),
                new JwtClaims(
                        values.get(AUTHID_CLAIM),
                        values.get(ROLE_CLAIM),
                        values.get(DEFAULT_ROLE),
                        values.get(REALM_CLAIM),
                        values.get(EXTRA_CLAIMS))));
    }

    private static Duration longer(Values values) {
        return values.get(USABLE).compareTo(values.get(REFRESH)) < 0 ? values.get(REFRESH) : values.get(USABLE);
    }

    private static ValueType<List<String>> oneOrMore(String what) {
        return listOr(someOf(words(what)), words(what).map(List::of));
    }

    private static ValueType<URI> keyUrl() {
        String expected = "an https URL, or an http URL of this machine";
        return words(expected).checked((text, at) -> {
            try {
                URI url = new URI(text);
                if (JwtKeys.KeyUrl.isSafe(url)) {
                    return Optional.of(url);
                }
            } catch (URISyntaxException e) {
                // The problem is reported below, in the same way as a URL that is not safe.
            }
            at.problem("found \"" + text + "\" (expected " + expected + ")");
            return Optional.empty();
        });
    }
}
