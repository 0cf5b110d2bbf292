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

import io.aerostat.node.config.Secret;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.Reading;
import io.aerostat.node.config.field.TaggedType;
import io.aerostat.node.config.field.ValueType;
import io.aerostat.node.config.field.Values;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.protocol.auth.KeyDerivation;
import io.aerostat.protocol.auth.ScramCost;
import io.aerostat.protocol.auth.ScramCredential;
import io.aerostat.protocol.auth.ScramKdf;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.CraSecret;
import io.aerostat.router.authentication.MethodConfig;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How the clients of a transport authenticate. */
final class AuthenticationGrammar {
    private static final ValueType<String> HEX = text("([0-9a-fA-F]{2})+", "hexadecimal digits");
    private static final String AUTHID = "[\\s\\S]{1,255}";
    private static final String AUTHID_EXPECTED = "an authid of 1 to 255 characters";

    private static final Field<String> ROLE = Field.required("role", Names.ROLE, "The role of the sessions.");

    // ---- anonymous

    private static final Field<String> ANONYMOUS_ROLE =
            Field.withDefault("role", Names.ROLE, "\"anonymous\"", "The role of the sessions.");
    private static final Field<Optional<String>> ANONYMOUS_AUTHID = Field.optional(
            "authid", text(AUTHID, AUTHID_EXPECTED), "The name that all of them get; a made-up one each when missing.");

    private static final ObjectType<MethodConfig> ANONYMOUS_STATIC = byConfiguration("anonymous")
            .fields(ANONYMOUS_ROLE, ANONYMOUS_AUTHID, Field.withoutEffect("realm", "clients say which realm they join"))
            .into(values -> new MethodConfig.Anonymous(
                    values.get(ANONYMOUS_ROLE), values.get(ANONYMOUS_AUTHID).orElse(null)));

    // ---- ticket

    private static final Field<Secret> TICKET = Field.required("ticket", secret(), "The ticket.");
    private static final Field<Map<String, Credential<String>>> TICKET_PRINCIPALS = principals(
            "principals",
            ObjectType.named("ticket principal", "Who may join with a ticket.")
                    .fields(TICKET, ROLE)
                    .into(values -> new Credential<>(
                            values.get(ROLE), values.get(TICKET).reveal())));

    private static final ObjectType<MethodConfig> TICKET_STATIC = byConfiguration("ticket")
            .fields(TICKET_PRINCIPALS)
            .into(values -> new MethodConfig.StaticTicket(accounts(values.get(TICKET_PRINCIPALS))));

    // ---- wampcra

    private static final Field<Secret> SECRET = Field.required(
            "secret", secret(), "The secret; for a salted user either the secret itself or the key derived from it.");
    private static final Field<Optional<String>> SALT =
            Field.optional("salt", words("a salt"), "With which the key is derived from the secret.");
    private static final Field<Integer> ITERATIONS = Field.withDefault(
            "iterations", integer(1, KeyDerivation.MAX_ITERATIONS), "1000", "How often it is hashed.");
    private static final Field<Integer> KEYLEN =
            Field.withDefault("keylen", integer(1, KeyDerivation.MAX_KEYLEN), "32", "Octets of the key.");

    private static final Field<Map<String, Credential<CraSecret>>> CRA_USERS = principals(
            "users",
            ObjectType.named("wampcra user", "Who may join with WAMP-CRA.")
                    .fields(SECRET, ROLE, SALT, ITERATIONS, KEYLEN)
                    .into(values -> new Credential<>(values.get(ROLE), craSecret(values))));

    private static final ObjectType<MethodConfig> CRA_STATIC = byConfiguration("wampcra")
            .fields(CRA_USERS)
            .into(values -> new MethodConfig.StaticWampCra(accounts(values.get(CRA_USERS))));

    // ---- scram

    /** What Argon2 is given where a principal does not say, in KiB. */
    private static final int DEFAULT_MEMORY = 4096;

    private static final ValueType<String> KEY_HEX = text("[0-9a-fA-F]{64}", "64 hexadecimal digits");

    private static final Field<ScramKdf> KDF = Field.required(
            "kdf",
            choice(kdf -> kdf == ScramKdf.PBKDF2 ? "pbkdf2" : "argon2id-13", ScramKdf.values()),
            "How keys are derived.");
    private static final Field<Integer> SCRAM_ITERATIONS =
            Field.required("iterations", atLeast(1), "How often it is hashed.");
    private static final Field<Optional<Integer>> MEMORY =
            Field.optional("memory", atLeast(8), "KiB of memory, for argon2id-13.");
    private static final Field<String> SCRAM_SALT = Field.required("salt", HEX, "The salt, hexadecimal.");
    private static final Field<String> STORED_KEY =
            Field.required("stored-key", KEY_HEX, "The stored key, hexadecimal; no proof can be made of it.");
    private static final Field<String> SERVER_KEY =
            Field.required("server-key", KEY_HEX, "The server key, hexadecimal.");

    private static final Field<Map<String, Credential<ScramCredential>>> SCRAM_PRINCIPALS = principals(
            "principals",
            ObjectType.named("scram principal", "Who may join with WAMP-SCRAM.")
                    .fields(KDF, SCRAM_ITERATIONS, MEMORY, SCRAM_SALT, STORED_KEY, SERVER_KEY, ROLE)
                    .into(values -> new Credential<>(values.get(ROLE), scramCredential(values))));

    private static final ObjectType<MethodConfig> SCRAM_STATIC = byConfiguration("scram")
            .fields(SCRAM_PRINCIPALS)
            .into(values -> new MethodConfig.StaticScram(accounts(values.get(SCRAM_PRINCIPALS))));

    // ---- cryptosign

    private static final Field<List<String>> AUTHORIZED_KEYS = Field.required(
            "authorized_keys",
            someOf(text("[0-9a-fA-F]{64}", "a public key of 64 hexadecimal digits")),
            "Public Ed25519 keys, hexadecimal.");
    private static final Field<Optional<String>> PRINCIPAL_REALM =
            Field.optional("realm", Names.REALM, "The realm that they join; the requested one when missing.");

    private static final Field<Map<String, Credential<Set<String>>>> CRYPTOSIGN_PRINCIPALS = principals(
            "principals",
            ObjectType.named("cryptosign principal", "Who may join with a private key.")
                    .fields(AUTHORIZED_KEYS, ROLE, PRINCIPAL_REALM)
                    .into(values -> new Credential<>(
                            values.get(ROLE), values.get(PRINCIPAL_REALM), Set.copyOf(values.get(AUTHORIZED_KEYS)))));

    private static final ObjectType<MethodConfig> CRYPTOSIGN_STATIC = byConfiguration("cryptosign")
            .fields(CRYPTOSIGN_PRINCIPALS, Field.planned("trustroots", "Certificates on a block chain."))
            .into(values -> new MethodConfig.StaticCryptosign(
                    List.copyOf(accounts(values.get(CRYPTOSIGN_PRINCIPALS)).values()), null));

    // ---- tls

    private static final Field<Optional<String>> SHA1 = Field.optional(
            "certificate-sha1",
            text("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){19}", "a fingerprint such as \"AB:CD:…\" of 20 octets"),
            "The SHA-1 fingerprint of the certificate, as in Crossbar.io.");
    private static final Field<Optional<String>> SHA256 = Field.optional(
            "certificate-sha256",
            text("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){31}", "a fingerprint such as \"AB:CD:…\" of 32 octets"),
            "The SHA-256 fingerprint of the certificate.");

    private static final Field<Map<String, Credential<String>>> TLS_PRINCIPALS = principals(
            "principals",
            ObjectType.named("tls principal", "Who may join with a certificate.")
                    .fields(SHA256, SHA1, ROLE)
                    .check(AuthenticationGrammar::oneFingerprint)
                    .into(values -> new Credential<>(
                            values.get(ROLE),
                            values.get(SHA256).or(() -> values.get(SHA1)).orElse(""))));

    private static final ObjectType<MethodConfig> TLS_STATIC = byConfiguration("tls")
            .fields(TLS_PRINCIPALS)
            .into(values -> new MethodConfig.StaticTls(
                    List.copyOf(accounts(values.get(TLS_PRINCIPALS)).values())));

    // ---- dynamic and function

    private static final Field<String> AUTHENTICATOR =
            Field.required("authenticator", Names.PROCEDURE, "The procedure that is asked about each client.");
    private static final Field<Optional<String>> AUTHENTICATOR_REALM = Field.optional(
            "authenticator-realm", Names.REALM, "The realm on which it is called; the requested one when missing.");
    private static final Field<Optional<String>> DEFAULT_ROLE =
            Field.optional("default-role", Names.ROLE, "The role of clients for whom the procedure names none.");

    // ---- all of them

    private static final Field<Optional<MethodConfig>> ANONYMOUS =
            method("anonymous", "Join without proof.", ANONYMOUS_STATIC);
    private static final Field<Optional<MethodConfig>> BY_TICKET =
            method("ticket", "Join with a ticket: a password sent over the wire.", TICKET_STATIC);
    private static final Field<Optional<MethodConfig>> CRA =
            method("wampcra", "Join by signing a challenge with a shared secret.", CRA_STATIC);
    private static final Field<Optional<MethodConfig>> SCRAM =
            method("scram", "Join by a salted challenge and response.", SCRAM_STATIC);
    private static final Field<Optional<MethodConfig>> CRYPTOSIGN =
            method("cryptosign", "Join by signing a challenge with a private key.", CRYPTOSIGN_STATIC);
    private static final Field<Optional<MethodConfig>> TLS =
            method("tls", "Join by the certificate of the connection.", TLS_STATIC);
    private static final Field<Optional<MethodConfig>> COOKIE = Field.optional(
                    "cookie",
                    ObjectType.named("cookie authentication", "Join by cookie.").<MethodConfig>planned(),
                    "Join by the cookie of a browser that has authenticated before.")
            .planned();

    private static final ObjectType<List<MethodConfig>> METHODS = ObjectType.named(
                    "authentication", "How clients authenticate; they choose among the methods that are here.")
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
            .into(values -> Stream.of(ANONYMOUS, BY_TICKET, CRA, SCRAM, CRYPTOSIGN, TLS)
                    .map(values::get)
                    .flatMap(Optional::stream)
                    .toList());

    static final Field<Optional<List<MethodConfig>>> AUTH =
            Field.optional("auth", METHODS, "How clients authenticate. Without it, everybody joins as anonymous.");

    private AuthenticationGrammar() {}

    /** A principal before its authid is known, which is its key in the file. */
    private record Credential<C>(String role, Optional<String> realm, C credential) {
        Credential(String role, C credential) {
            this(role, Optional.empty(), credential);
        }

        Account<C> account(String authid) {
            return new Account<>(realm.orElse(null), authid, role, Map.of(), credential);
        }
    }

    private static <C> Map<String, Account<C>> accounts(Map<String, Credential<C>> principals) {
        Map<String, Account<C>> accounts = new LinkedHashMap<>();
        principals.forEach((authid, principal) -> accounts.put(authid, principal.account(authid)));
        return accounts;
    }

    private static CraSecret craSecret(Values values) {
        KeyDerivation salting = values.get(SALT)
                .map(salt -> new KeyDerivation(salt, values.get(ITERATIONS), values.get(KEYLEN)))
                .orElse(null);
        return new CraSecret(values.get(SECRET).reveal(), salting);
    }

    private static ScramCredential scramCredential(Values values) {
        ScramKdf kdf = values.get(KDF);
        int memory = kdf == ScramKdf.PBKDF2 ? 0 : values.get(MEMORY).orElse(DEFAULT_MEMORY);
        HexFormat hex = HexFormat.of();
        return new ScramCredential(
                hex.parseHex(values.get(SCRAM_SALT)),
                new ScramCost(kdf, values.get(SCRAM_ITERATIONS), memory),
                hex.parseHex(values.get(STORED_KEY)),
                hex.parseHex(values.get(SERVER_KEY)));
    }

    private static ObjectType.Builder byConfiguration(String method) {
        return ObjectType.named("static " + method, "The configuration decides who may join.")
                .fields(Field.required("type", word("static"), "Who decides."));
    }

    private static <P> Field<Map<String, P>> principals(String key, ObjectType<P> principal) {
        return Field.required(key, map(AUTHID, AUTHID_EXPECTED, principal), "Who may join, by authid.");
    }

    private static Field<Optional<MethodConfig>> method(
            String name, String meaning, ObjectType<MethodConfig> byConfiguration) {
        ObjectType<MethodConfig> dynamic = ObjectType.named("dynamic " + name, "A procedure decides who may join.")
                .fields(
                        Field.required("type", word("dynamic"), "Who decides."),
                        AUTHENTICATOR,
                        AUTHENTICATOR_REALM,
                        Field.planned("authenticator-role", "The role as which the procedure is called."),
                        DEFAULT_ROLE)
                .into(values -> new MethodConfig.Dynamic(
                        name,
                        values.get(AUTHENTICATOR),
                        values.get(AUTHENTICATOR_REALM).orElse(null),
                        values.get(DEFAULT_ROLE).orElse(null)));
        ObjectType<MethodConfig> function = ObjectType.named("function " + name, "A Java class decides who may join.")
                .fields(
                        Field.required("type", word("function"), "Who decides."),
                        Field.required("create", Names.CLASS_NAME, "The Java class that is asked about each client."),
                        Field.optional("config", plainObject(), "What the class is given for itself."),
                        DEFAULT_ROLE)
                .planned();
        TaggedType<MethodConfig> type = TaggedType.<MethodConfig>named(name + " authentication", meaning)
                .with("static", byConfiguration)
                .with("dynamic", dynamic)
                .with("function", function)
                .planned("function");
        return Field.optional(name, type, meaning);
    }

    private static boolean oneFingerprint(LocatedObject principal, Reading reading) {
        if (principal.member("certificate-sha256").isEmpty()
                && principal.member("certificate-sha1").isEmpty()) {
            reading.problem(principal.at(), "found no fingerprint (expected certificate-sha256 or certificate-sha1)");
            return false;
        }
        return true;
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
