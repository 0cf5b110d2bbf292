package io.aerostat.node.config.reading;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The characters that the operating system can be given, as the JVM found them in its locale: with {@code LC_ALL=C} those of ASCII only. What is not
 * among them would be refused with an exception, or replaced by question marks.
 *
 * @param paths of the names of files
 * @param arguments of the arguments and environment variables of programs
 */
public record SystemCharsets(Charset paths, Charset arguments) {
    /** The Java version from which on arguments have the charset of the locale, and not the one of {@code file.encoding}. */
    private static final int ARGUMENTS_FOLLOW_LOCALE = 18;

    private static final String REMEDY = "set LC_ALL=C.UTF-8 for the router";

    /** What a byte becomes that the locale cannot read. */
    private static final char REPLACEMENT = '\uFFFD';

    /** Those of this process. */
    public static SystemCharsets ofThisProcess() {
        Charset locale = locale();
        return new SystemCharsets(
                locale, Runtime.version().feature() < ARGUMENTS_FOLLOW_LOCALE ? Charset.defaultCharset() : locale);
    }

    private static Charset locale() {
        try {
            return Charset.forName(System.getProperty("sun.jnu.encoding", ""));
        } catch (IllegalArgumentException unknown) {
            return Charset.defaultCharset();
        }
    }

    /** Why a text cannot be the name of a file; empty when it can. */
    public Optional<String> faultOfPath(String text) {
        return fault(text, paths);
    }

    /** Why a text cannot be an argument or variable of a program; empty when it can. */
    public Optional<String> faultOfArgument(String text) {
        return fault(text, arguments);
    }

    /** Why what came from the operating system is not what it was there; empty when it is. */
    public Optional<String> damage(String text) {
        boolean damaged = !isUnicode(paths) && text.indexOf(REPLACEMENT) >= 0;
        return damaged ? Optional.of("it has characters that are not in " + name(paths)) : Optional.empty();
    }

    /** What a user should know who has named nothing that is out of reach yet. */
    public Optional<String> warning() {
        return isUnicode(paths)
                ? Optional.empty()
                : Optional.of("file names with characters that are not in " + name(paths) + " cannot be used");
    }

    private static Optional<String> fault(String text, Charset charset) {
        if (text.indexOf('\0') >= 0) {
            return Optional.of("it has the character U+0000, which no name or argument can have");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return Optional.of("it has half of a surrogate pair, which is no character");
        }
        return charset.newEncoder().canEncode(text)
                ? Optional.empty()
                : Optional.of("it has characters that are not in " + name(charset));
    }

    private static boolean isUnicode(Charset charset) {
        return charset.name().startsWith("UTF-");
    }

    private static String name(Charset charset) {
        return charset.name() + ", the charset of this process's locale; " + REMEDY;
    }
}
