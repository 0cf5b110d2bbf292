package io.aerostat.node.config.grammar.authentication;

import static io.aerostat.node.config.type.Types.atLeast;
import static io.aerostat.node.config.type.Types.choice;
import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.secret;
import static io.aerostat.node.config.type.Types.secretOrUnset;
import static io.aerostat.node.config.type.Types.text;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.node.config.Secret;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.Values;
import io.aerostat.node.config.grammar.authentication.Principals.Principal;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.protocol.authentication.KeyDerivation;
import io.aerostat.protocol.authentication.scram.ScramCost;
import io.aerostat.protocol.authentication.scram.ScramCredential;
import io.aerostat.protocol.authentication.scram.ScramKdf;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authentication.CraSecret;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** The keys for static authentication with a secret that client and router share: ticket, WAMP-CRA and SCRAM. */
final class SharedSecretGrammar {
    private static final Field<Secret> TICKET = Field.required("ticket", secretOrUnset(), "The ticket.");

    private static final Field<Map<String, Principal<String>>> TICKET_PRINCIPALS = Principals.field(
            "principals",
            ObjectType.named("ticket principal", "A principal that may join with a ticket.")
                    .fields(TICKET, Principals.ROLE)
                    .into(values -> new Principal<>(
                            values.get(Principals.ROLE), values.get(TICKET).reveal())));

    static final ObjectType<AuthenticationOptions> TICKETS = Principals.method("ticket")
            .fields(TICKET_PRINCIPALS)
            .into(values -> new AuthenticationOptions.StaticTicket(Principals.accounts(values.get(TICKET_PRINCIPALS))));

    private static final Field<Secret> SECRET = Field.required(
            "secret",
            secretOrUnset(),
            "The secret. For a user with a salt, either the secret itself or the key derived from it.");
    private static final Field<Optional<String>> SALT =
            Field.optional("salt", words("a salt"), "The salt with which the key is derived from the secret.");
    private static final Field<Integer> ITERATIONS = Field.withDefault(
            "iterations", integer(1, KeyDerivation.MAX_ITERATIONS), "1000", "The number of hash iterations.");
    private static final Field<Integer> KEYLEN =
            Field.withDefault("keylen", integer(1, KeyDerivation.MAX_KEYLEN), "32", "The length of the key in bytes.");

    private static final Field<Map<String, Principal<CraSecret>>> CRA_USERS = Principals.field(
            "users",
            ObjectType.named("wampcra user", "A principal that may join with WAMP-CRA.")
                    .fields(SECRET, Principals.ROLE, SALT, ITERATIONS, KEYLEN)
                    .into(values -> new Principal<>(values.get(Principals.ROLE), craSecret(values))));

    static final ObjectType<AuthenticationOptions> CRA = Principals.method("wampcra")
            .fields(CRA_USERS)
            .into(values -> new AuthenticationOptions.StaticWampCra(Principals.accounts(values.get(CRA_USERS))));

    /** The memory of Argon2 for a principal that does not set it, in KiB. */
    private static final int DEFAULT_MEMORY = 4096;

    private static final ValueType<String> KEY_IN_HEX = secret().checked((key, at) -> {
        if (!key.reveal().matches("[0-9a-fA-F]{64}")) {
            at.problem("found something else (expected 64 hexadecimal digits)");
            return Optional.empty();
        }
        return Optional.of(key.reveal());
    });

    private static final Field<ScramKdf> KDF = Field.required(
            "kdf",
            choice(kdf -> kdf == ScramKdf.PBKDF2 ? "pbkdf2" : "argon2id-13", ScramKdf.values()),
            "How keys are derived.");
    private static final Field<Integer> SCRAM_ITERATIONS =
            Field.required("iterations", atLeast(1), "The number of hash iterations.");
    private static final Field<Optional<Integer>> MEMORY =
            Field.optional("memory", atLeast(8), "The memory that argon2id-13 uses, in KiB.");
    private static final Field<String> SCRAM_SALT =
            Field.required("salt", text("([0-9a-fA-F]{2})+", "hexadecimal digits"), "The salt, hexadecimal.");
    private static final Field<String> STORED_KEY = Field.required(
            "stored-key",
            KEY_IN_HEX,
            "The stored key, 64 hexadecimal digits. Knowing this key does not suffice to join.");
    private static final Field<String> SERVER_KEY =
            Field.required("server-key", KEY_IN_HEX, "The server key, 64 hexadecimal digits.");

    private static final Field<Map<String, Principal<ScramCredential>>> SCRAM_PRINCIPALS = Principals.field(
            "principals",
            ObjectType.named("scram principal", "A principal that may join with WAMP-SCRAM.")
                    .fields(KDF, SCRAM_ITERATIONS, MEMORY, SCRAM_SALT, STORED_KEY, SERVER_KEY, Principals.ROLE)
                    .into(values -> new Principal<>(values.get(Principals.ROLE), scramCredential(values))));

    static final ObjectType<AuthenticationOptions> SCRAM = Principals.method("scram")
            .fields(SCRAM_PRINCIPALS)
            .into(values -> new AuthenticationOptions.StaticScram(Principals.accounts(values.get(SCRAM_PRINCIPALS))));

    private SharedSecretGrammar() {}

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
}
