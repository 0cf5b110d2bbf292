package io.aerostat.node.config.grammar.authentication;

import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.plainObject;
import static io.aerostat.node.config.type.Types.word;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.TaggedType;
import io.aerostat.node.config.field.Values;
import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.listener.Access;
import io.aerostat.router.session.SessionOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the clients of a transport authenticate. */
public final class AuthenticationGrammar {
    private static final Field<String> ANONYMOUS_ROLE =
            Field.withDefault("role", Names.ROLE, "\"anonymous\"", "The role of the sessions.");
    private static final Field<Optional<String>> ANONYMOUS_AUTHID = Field.optional(
            "authid",
            Principals.AUTHID,
            "The authid of all these sessions. Without this key, each session gets a random one.");

    private static final ObjectType<AuthenticationOptions> EVERYBODY = Principals.method("anonymous")
            .fields(ANONYMOUS_ROLE, ANONYMOUS_AUTHID, Field.withoutEffect("realm", "clients say which realm they join"))
            .into(values -> new AuthenticationOptions.Anonymous(
                    values.get(ANONYMOUS_ROLE), values.get(ANONYMOUS_AUTHID).orElse(null)));

    private static final Field<String> AUTHENTICATOR =
            Field.required("authenticator", Names.PROCEDURE, "The procedure that decides about each client.");
    private static final Field<Optional<String>> AUTHENTICATOR_REALM = Field.optional(
            "authenticator-realm",
            Names.REALM,
            "The realm in which the procedure is called. Without this key, the realm that the client requests.");
    private static final Field<Optional<String>> AUTHENTICATOR_ROLE = Field.optional(
            "authenticator-role",
            Names.ROLE,
            "The role with which the procedure is called; the role needs a permission for this call. Without this "
                    + "key, the realm's own trusted session calls the procedure.");
    private static final Field<Optional<String>> DEFAULT_ROLE =
            Field.optional("default-role", Names.ROLE, "The role of clients if the authenticator returns none.");

    private static final Field<String> CREATE = Field.required(
            "create", Names.CLASS_NAME, "The Java class that decides about each client, on the worker's `classpath`.");
    private static final Field<Map<String, @Nullable Object>> CONFIG =
            Field.withDefault("config", plainObject(), "{}", "A dictionary that is passed to the class.");

    private static final Field<Duration> TIMEOUT = Field.withDefault(
            "authenticator-timeout",
            integer(1, 3_600_000).map(Duration::ofMillis),
            "10000",
            "Milliseconds that the authenticator may take; after that, the client is refused.");

    private static final Field<Optional<AuthenticationOptions>> ANONYMOUS =
            method("anonymous", "Join without proof.", EVERYBODY);
    private static final Field<Optional<AuthenticationOptions>> BY_TICKET =
            method("ticket", "Join with a ticket: a password sent over the wire.", SharedSecretGrammar.TICKETS);
    private static final Field<Optional<AuthenticationOptions>> CRA =
            method("wampcra", "Join by signing a challenge with a shared secret.", SharedSecretGrammar.CRA);
    private static final Field<Optional<AuthenticationOptions>> SCRAM =
            method("scram", "Join with a password that is never sent (SCRAM).", SharedSecretGrammar.SCRAM);
    private static final Field<Optional<AuthenticationOptions>> CRYPTOSIGN =
            method("cryptosign", "Join by signing a challenge with a private key.", PublicKeyGrammar.CRYPTOSIGN);
    private static final Field<Optional<AuthenticationOptions>> TLS =
            method("tls", "Join with the client certificate of the TLS connection.", PublicKeyGrammar.TLS);
    private static final Field<Optional<AuthenticationOptions>> TOKEN =
            Field.optional("jwt", JwtGrammar.JWT, "Join with a JSON Web Token.");
    private static final Field<Optional<AuthenticationOptions>> COOKIE = Field.optional(
            "cookie",
            ObjectType.named("cookie authentication", "Join by the cookie of a browser that has authenticated before.")
                    .<AuthenticationOptions>into(values -> new AuthenticationOptions.Cookie()),
            "Join by the cookie of a browser that has authenticated before.");

    private static final ObjectType<List<AuthenticationOptions>> METHODS = ObjectType.named(
                    "authentication", "How clients authenticate. A client chooses one of these methods.")
            .fields(
                    ANONYMOUS,
                    BY_TICKET,
                    CRA,
                    SCRAM,
                    CRYPTOSIGN,
                    TLS,
                    TOKEN,
                    COOKIE,
                    Field.planned("anonymous-proxy", "For links between workers."),
                    Field.planned("cryptosign-proxy", "For links between workers."))
            .check(AuthenticationGrammar::atLeastOneMethod)
            .into(values -> Stream.of(ANONYMOUS, BY_TICKET, CRA, SCRAM, CRYPTOSIGN, TLS, TOKEN, COOKIE)
                    .map(values::get)
                    .flatMap(Optional::stream)
                    .toList());

    public static final Field<Optional<List<AuthenticationOptions>>> AUTH = Field.optional(
            "auth", METHODS, "How clients authenticate. Without this key, every client joins as anonymous.");

    private AuthenticationGrammar() {}

    private static Field<Optional<AuthenticationOptions>> method(
            String name, String meaning, ObjectType<AuthenticationOptions> byConfiguration) {
        ObjectType<AuthenticationOptions> dynamic = ObjectType.named(
                        "dynamic " + name, "A procedure decides who may join.")
                .fields(
                        Field.required("type", word("dynamic"), "Who decides."),
                        AUTHENTICATOR,
                        AUTHENTICATOR_REALM,
                        AUTHENTICATOR_ROLE,
                        DEFAULT_ROLE,
                        TIMEOUT)
                .into(values -> new AuthenticationOptions.Dynamic(
                        name,
                        values.get(AUTHENTICATOR),
                        values.get(AUTHENTICATOR_REALM).orElse(null),
                        values.get(AUTHENTICATOR_ROLE).orElse(null),
                        values.get(DEFAULT_ROLE).orElse(null),
                        values.get(TIMEOUT)));
        ObjectType<AuthenticationOptions> function = ObjectType.named(
                        "function " + name, "A Java class decides who may join.")
                .fields(
                        Field.required("type", word("function"), "Who decides."),
                        CREATE,
                        CONFIG,
                        DEFAULT_ROLE,
                        TIMEOUT,
                        Field.withoutEffect("expose_controller", "authenticators get no controller"))
                .into(values -> values.placed(new AuthenticationOptions.FunctionClass(
                        name,
                        values.get(CREATE),
                        values.get(CONFIG),
                        values.get(DEFAULT_ROLE).orElse(null),
                        values.get(TIMEOUT))));
        TaggedType<AuthenticationOptions> type = TaggedType.<AuthenticationOptions>named(
                        name + " authentication", meaning)
                .with("static", byConfiguration)
                .with("dynamic", dynamic)
                .with("function", function)
                .complete();
        return Field.optional(name, type, meaning);
    }

    /** Returns the authentication methods and session options of a service whose object has the field {@link #AUTH}. */
    public static Access access(Values values) {
        return new Access(values.get(AUTH).orElse(List.of()), SessionOptions.DEFAULT);
    }

    private static boolean atLeastOneMethod(LocatedObject auth, Reading reading) {
        if (auth.members().isEmpty()) {
            // Without a method, Crossbar.io refuses every client, which nobody intends.
            reading.problem(
                    auth.at(), "found no method (expected at least one; without \"auth\" everybody is anonymous)");
            return false;
        }
        return true;
    }
}
