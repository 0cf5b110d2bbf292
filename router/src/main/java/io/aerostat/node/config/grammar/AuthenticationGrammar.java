package io.aerostat.node.config.grammar;

import static io.aerostat.node.config.field.Types.atLeast;
import static io.aerostat.node.config.field.Types.choice;
import static io.aerostat.node.config.field.Types.integer;
import static io.aerostat.node.config.field.Types.map;
import static io.aerostat.node.config.field.Types.plainObject;
import static io.aerostat.node.config.field.Types.secret;
import static io.aerostat.node.config.field.Types.someOf;
import static io.aerostat.node.config.field.Types.text;
import static io.aerostat.node.config.field.Types.word;
import static io.aerostat.node.config.field.Types.words;

import io.aerostat.node.config.Authentication;
import io.aerostat.node.config.AuthenticationMethod;
import io.aerostat.node.config.AuthenticationMethod.CraUser;
import io.aerostat.node.config.AuthenticationMethod.CryptosignPrincipal;
import io.aerostat.node.config.AuthenticationMethod.Salt;
import io.aerostat.node.config.AuthenticationMethod.ScramPrincipal;
import io.aerostat.node.config.AuthenticationMethod.TicketPrincipal;
import io.aerostat.node.config.AuthenticationMethod.TlsPrincipal;
import io.aerostat.node.config.Extra;
import io.aerostat.node.config.Secret;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.Reading;
import io.aerostat.node.config.field.TaggedType;
import io.aerostat.node.config.field.ValueType;
import io.aerostat.node.config.located.LocatedObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How the clients of a transport authenticate. */
final class AuthenticationGrammar {
    private static final ValueType<String> HEX = text("([0-9a-fA-F]{2})+", "hexadecimal digits");
    private static final String AUTHID = "[\\s\\S]{1,255}";
    private static final String AUTHID_EXPECTED = "an authid of 1 to 255 characters";

    private static final Field<Optional<String>> ROLE = Field.optional("role", Names.ROLE, "The role of the sessions.");

    // ---- anonymous

    private static final Field<String> ANONYMOUS_ROLE =
            Field.withDefault("role", Names.ROLE, "\"anonymous\"", "The role of the sessions.");
    private static final Field<Optional<String>> ANONYMOUS_AUTHID = Field.optional(
            "authid", text(AUTHID, AUTHID_EXPECTED), "The name that all of them get; a made-up one each when missing.");

    private static final ObjectType<AuthenticationMethod> ANONYMOUS_STATIC = byConfiguration("anonymous")
            .fields(ANONYMOUS_ROLE, ANONYMOUS_AUTHID, Field.withoutEffect("realm", "clients say which realm they join"))
            .into(values ->
                    new AuthenticationMethod.Anonymous(values.get(ANONYMOUS_ROLE), values.get(ANONYMOUS_AUTHID)));

    // ---- ticket

    private static final Field<Secret> TICKET = Field.required("ticket", secret(), "The ticket.");
    private static final Field<Map<String, TicketPrincipal>> TICKET_PRINCIPALS = principals(
            "principals",
            ObjectType.named("ticket principal", "Who may join with a ticket.")
                    .fields(TICKET, ROLE)
                    .into(values -> new TicketPrincipal(values.get(TICKET), values.get(ROLE))));

    private static final ObjectType<AuthenticationMethod> TICKET_STATIC = byConfiguration("ticket")
            .fields(TICKET_PRINCIPALS)
            .into(values -> new AuthenticationMethod.Ticket(values.get(TICKET_PRINCIPALS)));

    // ---- wampcra

    private static final Field<Secret> SECRET = Field.required(
            "secret", secret(), "The secret; for a salted user either the secret itself or the key derived from it.");
    private static final Field<Optional<String>> SALT =
            Field.optional("salt", words("a salt"), "With which the key is derived from the secret.");
    private static final Field<Integer> ITERATIONS =
            Field.withDefault("iterations", integer(1, 10_000_000), "1000", "How often it is hashed.");
    private static final Field<Integer> KEYLEN =
            Field.withDefault("keylen", integer(8, 128), "32", "Octets of the key.");

    private static final Field<Map<String, CraUser>> CRA_USERS = principals(
            "users",
            ObjectType.named("wampcra user", "Who may join with WAMP-CRA.")
                    .fields(SECRET, ROLE, SALT, ITERATIONS, KEYLEN)
                    .into(values -> new CraUser(
                            values.get(SECRET),
                            values.get(ROLE),
                            values.get(SALT).map(salt -> new Salt(salt, values.get(ITERATIONS), values.get(KEYLEN))))));

    private static final ObjectType<AuthenticationMethod> CRA_STATIC = byConfiguration("wampcra")
            .fields(CRA_USERS)
            .into(values -> new AuthenticationMethod.Cra(values.get(CRA_USERS)));

    // ---- scram

    private static final Field<String> KDF =
            Field.required("kdf", choice(word -> word, "argon2id-13", "pbkdf2"), "How keys are derived.");
    private static final Field<Integer> SCRAM_ITERATIONS =
            Field.required("iterations", atLeast(1), "How often it is hashed.");
    private static final Field<Optional<Integer>> MEMORY =
            Field.optional("memory", atLeast(8), "KiB of memory, for argon2id-13.");
    private static final Field<String> SCRAM_SALT = Field.required("salt", HEX, "The salt, hexadecimal.");
    private static final Field<Secret> STORED_KEY =
            Field.required("stored-key", secret(), "The stored key, hexadecimal.");
    private static final Field<Secret> SERVER_KEY =
            Field.required("server-key", secret(), "The server key, hexadecimal.");

    private static final Field<Map<String, ScramPrincipal>> SCRAM_PRINCIPALS = principals(
            "principals",
            ObjectType.named("scram principal", "Who may join with WAMP-SCRAM.")
                    .fields(KDF, SCRAM_ITERATIONS, MEMORY, SCRAM_SALT, STORED_KEY, SERVER_KEY, ROLE)
                    .into(values -> new ScramPrincipal(
                            values.get(KDF),
                            values.get(SCRAM_ITERATIONS),
                            values.get(MEMORY),
                            values.get(SCRAM_SALT),
                            values.get(STORED_KEY),
                            values.get(SERVER_KEY),
                            values.get(ROLE))));

    private static final ObjectType<AuthenticationMethod> SCRAM_STATIC = byConfiguration("scram")
            .fields(SCRAM_PRINCIPALS)
            .into(values -> new AuthenticationMethod.Scram(values.get(SCRAM_PRINCIPALS)));

    // ---- cryptosign

    private static final Field<List<String>> AUTHORIZED_KEYS = Field.required(
            "authorized_keys",
            someOf(text("[0-9a-fA-F]{64}", "a public key of 64 hexadecimal digits")),
            "Public Ed25519 keys, hexadecimal.");
    private static final Field<Optional<String>> PRINCIPAL_REALM =
            Field.optional("realm", Names.REALM, "The realm that they join.");

    private static final Field<Map<String, CryptosignPrincipal>> CRYPTOSIGN_PRINCIPALS = principals(
            "principals",
            ObjectType.named("cryptosign principal", "Who may join with a private key.")
                    .fields(AUTHORIZED_KEYS, ROLE, PRINCIPAL_REALM)
                    .into(values -> new CryptosignPrincipal(
                            values.get(AUTHORIZED_KEYS), values.get(ROLE), values.get(PRINCIPAL_REALM))));

    private static final ObjectType<AuthenticationMethod> CRYPTOSIGN_STATIC = byConfiguration("cryptosign")
            .fields(CRYPTOSIGN_PRINCIPALS, Field.planned("trustroots", "Certificates on a block chain."))
            .into(values -> new AuthenticationMethod.Cryptosign(values.get(CRYPTOSIGN_PRINCIPALS)));

    // ---- tls

    private static final Field<String> FINGERPRINT = Field.required(
            "certificate-sha1",
            text("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){19}", "a fingerprint such as \"AB:CD:…\" of 20 octets"),
            "The SHA-1 fingerprint of the certificate.");
    private static final Field<String> TLS_ROLE = Field.required("role", Names.ROLE, "The role of the sessions.");

    private static final Field<Map<String, TlsPrincipal>> TLS_PRINCIPALS = principals(
            "principals",
            ObjectType.named("tls principal", "Who may join with a certificate.")
                    .fields(FINGERPRINT, TLS_ROLE)
                    .into(values -> new TlsPrincipal(values.get(FINGERPRINT), values.get(TLS_ROLE))));

    private static final ObjectType<AuthenticationMethod> TLS_STATIC = byConfiguration("tls")
            .fields(TLS_PRINCIPALS)
            .into(values -> new AuthenticationMethod.Tls(values.get(TLS_PRINCIPALS)));

    // ---- dynamic and function

    private static final Field<String> AUTHENTICATOR =
            Field.required("authenticator", Names.PROCEDURE, "The procedure that is asked about each client.");
    private static final Field<Optional<String>> AUTHENTICATOR_REALM = Field.optional(
            "authenticator-realm", Names.REALM, "The realm on which it is called; the requested one when missing.");
    private static final Field<Optional<String>> AUTHENTICATOR_ROLE = Field.optional(
            "authenticator-role", Names.ROLE, "The role as which it is called; the router itself when missing.");
    private static final Field<Optional<String>> DEFAULT_ROLE =
            Field.optional("default-role", Names.ROLE, "The role of clients for whom the procedure names none.");

    private static final Field<String> CREATE =
            Field.required("create", Names.CLASS_NAME, "The Java class that is asked about each client.");
    private static final Field<Extra> CONFIG =
            Field.withDefault("config", plainObject().map(Extra::new), "{}", "What the class is given for itself.");

    // ---- all of them

    private static final Field<Optional<AuthenticationMethod>> ANONYMOUS =
            method("anonymous", "Join without proof.", ANONYMOUS_STATIC);
    private static final Field<Optional<AuthenticationMethod>> BY_TICKET =
            method("ticket", "Join with a ticket: a password sent over the wire.", TICKET_STATIC);
    private static final Field<Optional<AuthenticationMethod>> CRA =
            method("wampcra", "Join by signing a challenge with a shared secret.", CRA_STATIC);
    private static final Field<Optional<AuthenticationMethod>> SCRAM = method(
                    "scram", "Join by a salted challenge and response.", SCRAM_STATIC)
            .planned();
    private static final Field<Optional<AuthenticationMethod>> CRYPTOSIGN = method(
                    "cryptosign", "Join by signing a challenge with a private key.", CRYPTOSIGN_STATIC)
            .planned();
    private static final Field<Optional<AuthenticationMethod>> TLS = method(
                    "tls", "Join by the certificate of the connection.", TLS_STATIC)
            .planned();
    private static final Field<Optional<AuthenticationMethod>> COOKIE = Field.optional(
                    "cookie",
                    plainObject().<AuthenticationMethod>map(any -> new AuthenticationMethod.Cookie()),
                    "Join by the cookie of a browser that has authenticated before.")
            .planned();

    static final Field<Optional<Authentication>> AUTH = Field.optional(
            "auth",
            ObjectType.named("authentication", "How clients authenticate; they choose among the methods that are here.")
                    .fields(
                            ANONYMOUS,
                            BY_TICKET,
                            CRA,
                            SCRAM,
                            CRYPTOSIGN,
                            TLS,
                            COOKIE,
                            Field.planned("anonymous-proxy", "For links between workers."),
                            Field.planned("cryptosign-proxy", "For links between workers."))
                    .check(AuthenticationGrammar::atLeastOneMethod)
                    .into(values ->
                            new Authentication(Stream.of(ANONYMOUS, BY_TICKET, CRA, SCRAM, CRYPTOSIGN, TLS, COOKIE)
                                    .map(values::get)
                                    .flatMap(Optional::stream)
                                    .toList())),
            "How clients authenticate. Without it, everybody joins as anonymous.");

    private AuthenticationGrammar() {}

    private static ObjectType.Builder byConfiguration(String method) {
        return ObjectType.named("static " + method, "The configuration decides who may join.")
                .fields(Field.required("type", word("static"), "Who decides."));
    }

    private static <P> Field<Map<String, P>> principals(String key, ObjectType<P> principal) {
        return Field.required(key, map(AUTHID, AUTHID_EXPECTED, principal), "Who may join, by authid.");
    }

    private static Field<Optional<AuthenticationMethod>> method(
            String name, String meaning, ObjectType<AuthenticationMethod> byConfiguration) {
        ObjectType<AuthenticationMethod> dynamic = ObjectType.named(
                        "dynamic " + name, "A procedure decides who may join.")
                .fields(
                        Field.required("type", word("dynamic"), "Who decides."),
                        AUTHENTICATOR,
                        AUTHENTICATOR_REALM,
                        AUTHENTICATOR_ROLE,
                        DEFAULT_ROLE)
                .into(values -> new AuthenticationMethod.Dynamic(
                        name,
                        values.get(AUTHENTICATOR),
                        values.get(AUTHENTICATOR_REALM),
                        values.get(AUTHENTICATOR_ROLE),
                        values.get(DEFAULT_ROLE)));
        ObjectType<AuthenticationMethod> function = ObjectType.named(
                        "function " + name, "A Java class decides who may join.")
                .fields(Field.required("type", word("function"), "Who decides."), CREATE, CONFIG, DEFAULT_ROLE)
                .into(values -> new AuthenticationMethod.Function(name, values.get(CREATE), values.get(CONFIG)));
        TaggedType<AuthenticationMethod> type = TaggedType.<AuthenticationMethod>named(
                        name + " authentication", meaning)
                .with("static", byConfiguration)
                .with("dynamic", dynamic)
                .with("function", function)
                .planned("function");
        return Field.optional(name, type, meaning);
    }

    private static boolean atLeastOneMethod(LocatedObject auth, Reading reading) {
        if (auth.members().isEmpty()) {
            // Crossbar.io would refuse every client; nobody means that.
            reading.problem(
                    auth.at(), "found no method (expected at least one; without \"auth\" everybody is anonymous)");
            return false;
        }
        return true;
    }
}
