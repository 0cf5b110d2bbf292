package io.aerostat.protocol.serializer;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.id.Ids;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.token.Token;
import io.aerostat.protocol.serializer.ubjson.UbjsonReader;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two dialects of UBJSON, which differ in byte order but have the same name in transports (SER-8). Autobahn|Python
 * and Crossbar.io changed from one dialect to the other, so the version of the peer's software determines its dialect.
 * The bytes of HELLO are the same in both dialects.
 */
public enum UbjsonDialect {
    /** Draft 12, big-endian. */
    CLASSIC(Serialization.UBJSON),
    /** Little-endian, with more types. */
    BJDATA(Serialization.BJDATA);

    /** Matches the names of software that is known to use UBJSON, as in {@code agent} or {@code User-Agent}. */
    private static final Pattern AUTOBAHN = Pattern.compile(
            "(?:Autobahn\\|?Python|Crossbar(?:\\.io)?)[/ -]v?(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?");

    private static final Pattern AEROSTAT = Pattern.compile("Aerostat(?:[/ -].*)?");

    /** The first version of Autobahn|Python that writes BJData: 26.6.1. */
    private static final long FIRST_BJDATA = version(26, 6, 1);

    private static final int MAX_DEPTH = DecodeLimits.DEFAULT.maxDepth() + 1;

    private final Serialization serialization;

    UbjsonDialect(Serialization serialization) {
        this.serialization = serialization;
    }

    /** Returns the serialization of this dialect. */
    public Serialization serialization() {
        return serialization;
    }

    /**
     * Returns the dialect of a peer by the name of its software; empty if the software is unknown.
     *
     * @param software the agent or User-Agent, such as {@code AutobahnPython/26.10.2}
     */
    public static Optional<UbjsonDialect> ofSoftware(String software) {
        if (AEROSTAT.matcher(software).matches()) {
            return Optional.of(CLASSIC); // this project's own client, which reads both
        }
        Matcher autobahn = AUTOBAHN.matcher(software);
        if (!autobahn.lookingAt()) {
            return Optional.empty();
        }
        String patch = autobahn.group(3);
        long version = version(
                Integer.parseInt(autobahn.group(1)),
                Integer.parseInt(autobahn.group(2)),
                patch == null ? 0 : Integer.parseInt(patch));
        return Optional.of(version >= FIRST_BJDATA ? BJDATA : CLASSIC);
    }

    private static long version(int major, int minor, int patch) {
        return (major * 10_000L + minor) * 10_000 + patch;
    }

    /** Returns BJData if the message contains a type that only BJData has; otherwise empty. */
    public static Optional<UbjsonDialect> seenIn(byte[] message) {
        UbjsonReader reader = new UbjsonReader(message, 0, message.length, MAX_DEPTH, false);
        try {
            do {
                reader.next();
            } while (reader.depth() > 0);
        } catch (ProtocolViolation e) {
            return reader.isBjdataFound() ? Optional.of(BJDATA) : Optional.empty();
        }
        return Optional.empty();
    }

    /**
     * Returns the dialect of a WELCOME. Two things show the dialect: a type that only BJData has, and a session id that
     * is valid in only one byte order. Returns empty if the message has neither.
     */
    public static Optional<UbjsonDialect> ofWelcome(byte[] message) {
        Optional<UbjsonDialect> seen = seenIn(message);
        if (seen.isPresent()) {
            return seen;
        }
        UbjsonReader reader = new UbjsonReader(message, 0, message.length, MAX_DEPTH, false);
        try {
            reader.next();
            reader.next();
            int at = reader.position();
            if (at >= message.length || message[at] != 'L' || reader.next() != Token.INTEGER) {
                return Optional.empty();
            }
        } catch (ProtocolViolation e) {
            return Optional.empty();
        }
        boolean classic = Ids.isValid(reader.integer());
        boolean bjdata = Ids.isValid(Long.reverseBytes(reader.integer()));
        return classic == bjdata ? Optional.empty() : Optional.of(classic ? CLASSIC : BJDATA);
    }
}
