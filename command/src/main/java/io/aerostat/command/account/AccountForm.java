package io.aerostat.command.account;

import io.aerostat.protocol.authentication.KeyDerivation;
import io.aerostat.protocol.authentication.scram.ScramCost;
import io.aerostat.protocol.authentication.scram.ScramCredential;
import io.aerostat.protocol.authentication.scram.ScramDialect;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The forms of an account in a file of users that a router or an authenticator reads. No form contains the password.
 */
enum AccountForm {
    /** A principal for the static method {@code scram}; clients join with the method {@code wamp-scram}. */
    SCRAM {
        @Override
        Map<String, @Nullable Object> account(String password) {
            return scram(password, ScramDialect.SPECIFICATION);
        }
    },
    /** A principal for the static method {@code scram}; clients join with the method {@code scram} of Crossbar.io. */
    CROSSBAR_SCRAM {
        @Override
        Map<String, @Nullable Object> account(String password) {
            return scram(password, ScramDialect.CROSSBAR);
        }
    },
    /** A user for the static method {@code wampcra}, or for the authenticator of the example. */
    WAMPCRA {
        @Override
        Map<String, @Nullable Object> account(String password) {
            byte[] bytes = new byte[SALT_BYTES];
            new SecureRandom().nextBytes(bytes);
            KeyDerivation derivation =
                    new KeyDerivation(HexFormat.of().formatHex(bytes), CRA_ITERATIONS, KeyDerivation.DEFAULT_KEYLEN);
            Map<String, @Nullable Object> account = new LinkedHashMap<>();
            account.put("secret", derivation.derive(password));
            account.put("salt", derivation.salt());
            account.put("iterations", derivation.iterations());
            account.put("keylen", derivation.keylen());
            return account;
        }
    };

    private static final int SCRAM_PASSES = 8;
    private static final int SCRAM_MEMORY = 16 * 1024;
    private static final int CRA_ITERATIONS = 100_000;
    private static final int SALT_BYTES = 16;

    private static Map<String, @Nullable Object> scram(String password, ScramDialect dialect) {
        ScramCredential credential =
                ScramCredential.create(password, ScramCost.argon2id(SCRAM_PASSES, SCRAM_MEMORY), dialect);
        HexFormat hex = HexFormat.of();
        Map<String, @Nullable Object> account = new LinkedHashMap<>();
        account.put("kdf", "argon2id-13");
        account.put("iterations", SCRAM_PASSES);
        account.put("memory", SCRAM_MEMORY);
        account.put("salt", hex.formatHex(credential.salt()));
        account.put("stored-key", hex.formatHex(credential.storedKey()));
        account.put("server-key", hex.formatHex(credential.serverKey()));
        return account;
    }

    /** Returns the name of the form on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the form with a name. */
    static Optional<AccountForm> ofWord(String word) {
        return Stream.of(values()).filter(form -> form.word().equals(word)).findFirst();
    }

    /** Returns a new account without its role. */
    abstract Map<String, @Nullable Object> account(String password);

    /** Returns the form of an account in a file. An account for SCRAM does not show its dialect. */
    static Optional<AccountForm> of(Map<?, ?> account) {
        if (account.containsKey("stored-key")) {
            return Optional.of(SCRAM);
        }
        return account.containsKey("secret") ? Optional.of(WAMPCRA) : Optional.empty();
    }
}
