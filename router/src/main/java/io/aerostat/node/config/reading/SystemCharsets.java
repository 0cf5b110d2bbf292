package io.aerostat.node.config.reading;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The character sets of the operating system, as the JVM found them in its locale: with {@code LC_ALL=C}, only ASCII.
 * Java refuses any other character with an exception, or replaces the character by a question mark.
 *
 * @param paths the character set of file names
 * @param arguments the character set of the arguments and environment variables of programs
 */
public record SystemCharsets(Charset paths, Charset arguments) {
    /**
     * The first Java version in which arguments have the charset of the locale instead of that of
     * {@code file.encoding}.
     */
    private static final int ARGUMENTS_FOLLOW_LOCALE = 18;

    private static final String REMEDY = "set LC_ALL=C.UTF-8 for the router";

    /** The character that replaces a byte that the character set of the locale cannot decode. */
    private static final char REPLACEMENT = '\uFFFD';

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

    /** Returns why a text cannot be a file name; empty if it can be one. */
    public Optional<String> faultOfPath(String text) {
        return fault(text, paths);
    }

    /** Returns why a text cannot be an argument or environment variable of a program; empty if it can be one. */
    public Optional<String> faultOfArgument(String text) {
        return fault(text, arguments);
    }

    /** Describes how a text was damaged when it was read from the operating system; empty if it is intact. */
    public Optional<String> damage(String text) {
        boolean damaged = !isUnicode(paths) && text.indexOf(REPLACEMENT) >= 0;
        return damaged ? Optional.of("it has characters that are not in " + name(paths)) : Optional.empty();
    }

    /** Returns a warning for users whose file names may become unreadable in this locale. */
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
            return Optional.of("it has half of a surrogate pair, which is not a character");
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
