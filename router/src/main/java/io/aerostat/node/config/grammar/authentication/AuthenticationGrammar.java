package io.aerostat.node.config.grammar.authentication;

import static io.aerostat.node.config.type.Types.deferred;
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

/** The keys that say how the clients of a transport authenticate. */
public final class AuthenticationGrammar {
    private static final Field<String> ANONYMOUS_ROLE =
            Field.withDefault("role", Names.ROLE, "\"anonymous\"", "The role of the sessions.");
    private static final Field<Optional<String>> ANONYMOUS_AUTHID = Field.optional(
            "authid",
            Principals.AUTHID,
            "The authid of all these sessions. Without this key, each session gets a random authid.");

    private static final ObjectType<AuthenticationOptions> EVERYBODY = Principals.method("anonymous")
            .fields(
                    ANONYMOUS_ROLE,
                    ANONYMOUS_AUTHID,
                    Field.ignoredAlike("realm", "A realm. Each client names the realm that it joins."))
            .into(values -> new AuthenticationOptions.Anonymous(
                    values.get(ANONYMOUS_ROLE), values.get(ANONYMOUS_AUTHID).orElse(null)));

    private static final Field<String> AUTHENTICATOR =
            Field.required("authenticator", Names.PROCEDURE, "The procedure that decides about each client.");
    private static final Field<Optional<String>> AUTHENTICATOR_REALM = Field.optional(
            "authenticator-realm",
            Names.REALM,
            "The realm in which the procedure is called. The default is the realm that the client requests.");
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
            Field.optional("jwt", deferred(() -> JwtGrammar.JWT), "Join with a JSON Web Token.");
    private static final Field<Optional<AuthenticationOptions>> COOKIE = Field.optional(
            "cookie",
            ObjectType.named("cookie authentication", "Join by the cookie of a browser that has authenticated before.")
                    .<AuthenticationOptions>into(values -> new AuthenticationOptions.Cookie()),
            "Join by the cookie of a browser that has authenticated before.");

    private static final Field<Optional<AuthenticationOptions>> ANONYMOUS_PROXY = Field.optional(
            "anonymous-proxy",
            ObjectType.named("anonymous-proxy authentication", "A proxy joins on behalf of its clients.")
                    .fields(Field.required("type", word("static"), "Who decides which clients may join."))
                    .<AuthenticationOptions>into(values ->
                            new AuthenticationOptions.Proxied(new AuthenticationOptions.Anonymous("anonymous", null))),
            "Join as a proxy of Crossbar.io, on behalf of a client that the proxy has authenticated; only over Unix "
                    + "domain sockets.");
    private static final Field<Optional<AuthenticationOptions>> CRYPTOSIGN_PROXY = Field.optional(
            "cryptosign-proxy",
            AuthenticationGrammar.type(
                            "cryptosign",
                            "cryptosign-proxy",
                            "A proxy joins on behalf of its clients.",
                            PublicKeyGrammar.CRYPTOSIGN)
                    .<AuthenticationOptions>map(AuthenticationOptions.Proxied::new),
            "Join as a proxy of Crossbar.io, which authenticates with its key, on behalf of a client of the proxy.");

    private static final ObjectType<List<AuthenticationOptions>> METHODS = ObjectType.named(
                    "authentication", "How clients authenticate. A client chooses one of these methods.")
            .fields(ANONYMOUS, BY_TICKET, CRA, SCRAM, CRYPTOSIGN, TLS, TOKEN, COOKIE, ANONYMOUS_PROXY, CRYPTOSIGN_PROXY)
            .check(AuthenticationGrammar::atLeastOneMethod)
            .into(values -> Stream.of(
                            ANONYMOUS,
                            BY_TICKET,
                            CRA,
                            SCRAM,
                            CRYPTOSIGN,
                            TLS,
                            TOKEN,
                            COOKIE,
                            ANONYMOUS_PROXY,
                            CRYPTOSIGN_PROXY)
                    .map(values::get)
                    .flatMap(Optional::stream)
                    .toList());

    public static final Field<Optional<List<AuthenticationOptions>>> AUTH = Field.optional(
            "auth", METHODS, "How clients authenticate. Without this key, every client joins as anonymous.");

    private AuthenticationGrammar() {}

    private static Field<Optional<AuthenticationOptions>> method(
            String name, String meaning, ObjectType<AuthenticationOptions> byConfiguration) {
        return Field.optional(name, type(name, name, meaning, byConfiguration), meaning);
    }

    /**
     * Returns the type of an authentication method whose decisions come from a list, a procedure or a class.
     *
     * @param name the method
     * @param key the key of the method in the file
     */
    private static TaggedType<AuthenticationOptions> type(
            String name, String key, String meaning, ObjectType<AuthenticationOptions> byConfiguration) {
        ObjectType<AuthenticationOptions> dynamic = ObjectType.named(
                        "dynamic " + key, "A procedure decides who may join.")
                .fields(
                        Field.required("type", word("dynamic"), "Who decides which clients may join."),
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
                        "function " + key, "A Java class decides who may join.")
                .fields(
                        Field.required("type", word("function"), "Who decides which clients may join."),
                        CREATE,
                        CONFIG,
                        DEFAULT_ROLE,
                        TIMEOUT,
                        Field.fixed(
                                "expose_controller",
                                false,
                                "authenticators get no controller",
                                "Whether the class gets an object that manages the worker."))
                .into(values -> values.placed(new AuthenticationOptions.FunctionClass(
                        name,
                        values.get(CREATE),
                        values.get(CONFIG),
                        values.get(DEFAULT_ROLE).orElse(null),
                        values.get(TIMEOUT))));
        return TaggedType.<AuthenticationOptions>named(key + " authentication", meaning)
                .with("static", byConfiguration)
                .with("dynamic", dynamic)
                .with("function", function)
                .complete();
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
