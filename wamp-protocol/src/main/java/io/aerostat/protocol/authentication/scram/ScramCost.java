package io.aerostat.protocol.authentication.scram;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.option.OptionReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The function that hashes a password for SCRAM, with its cost. Immutable; any thread.
 *
 * @param iterations the rounds of PBKDF2, or the passes of Argon2
 * @param memory the memory for Argon2 in KiB; 0 for PBKDF2
 */
public record ScramCost(ScramKdf kdf, int iterations, int memory) {
    /** The smallest number of PBKDF2 rounds that RFC 7677 allows. */
    public static final int MIN_ROUNDS = 4096;
    /**
     * The largest accepted number of PBKDF2 rounds, about a second of work. A router that demands more may want to
     * overload the client.
     */
    public static final int MAX_ROUNDS = 1_000_000;
    /** The largest accepted memory for Argon2 in KiB: 256 MiB. */
    public static final int MAX_MEMORY = 256 * 1024;
    /** The lower bound of the work of Argon2, in passes × KiB; the next constant is the upper bound. */
    private static final long MIN_WORK = 16 * 1024;

    private static final long MAX_WORK = 4L * 1024 * 1024;

    private static final int MIN_MEMORY = 8;

    public ScramCost {
        if (iterations < 1 || (kdf == ScramKdf.ARGON2ID13 ? memory < MIN_MEMORY : memory != 0)) {
            throw new IllegalArgumentException("found " + iterations + " iterations, memory " + memory
                    + " (expected at least 1 iteration, and for Argon2 at least " + MIN_MEMORY
                    + " KiB of memory, else none)");
        }
    }

    /** Returns the cost of PBKDF2 with this number of rounds. */
    public static ScramCost pbkdf2(int rounds) {
        return new ScramCost(ScramKdf.PBKDF2, rounds, 0);
    }

    /** Returns the cost of Argon2id with this number of passes over {@code memory} KiB. */
    public static ScramCost argon2id(int passes, int memory) {
        return new ScramCost(ScramKdf.ARGON2ID13, passes, memory);
    }

    /**
     * Reads the cost that a CHALLENGE demands. Refuses a cost that is too low to protect a password, or so high that it
     * overloads the client (SCR-4).
     */
    static ScramCost read(OptionReader extra) throws ProtocolViolation {
        String name = extra.text("kdf");
        ScramKdf kdf = name == null ? null : ScramKdf.ofWire(name).orElse(null);
        if (kdf == null) {
            throw ProtocolViolation.of("CHALLENGE.Extra.kdf", "none that is known", "pbkdf2 or argon2id13");
        }
        long iterations = extra.integer("iterations", 0);
        if (kdf == ScramKdf.PBKDF2) {
            check("iterations", iterations, MIN_ROUNDS, MAX_ROUNDS);
            return pbkdf2((int) iterations);
        }
        long memory = extra.integer("memory", 0);
        check("memory", memory, MIN_MEMORY, MAX_MEMORY);
        check("iterations", iterations, 1, MAX_WORK / memory);
        check("iterations * memory", iterations * memory, MIN_WORK, MAX_WORK);
        return argon2id((int) iterations, (int) memory);
    }

    private static void check(String key, long value, long min, long max) throws ProtocolViolation {
        if (value < min || value > max) {
            throw ProtocolViolation.of("CHALLENGE.Extra." + key, value, min + " to " + max);
        }
    }

    void writeTo(Map<String, @Nullable Object> extra, ScramDialect dialect) {
        extra.put("kdf", dialect.kdf(kdf));
        extra.put("iterations", (long) iterations);
        if (kdf != ScramKdf.PBKDF2) {
            // Omitted instead of null, because Autobahn|Python converts every value to a number.
            extra.put("memory", (long) memory);
        }
    }

    byte[] derive(String password, byte[] salt) {
        return kdf.derive(password, salt, iterations, memory);
    }
}
