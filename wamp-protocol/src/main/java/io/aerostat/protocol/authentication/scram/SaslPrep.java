package io.aerostat.protocol.authentication.scram;

import java.text.Normalizer;
import java.util.Optional;

/**
 * Prepares user names and passwords for comparison with SASLprep (RFC 4013), a profile of stringprep (RFC 3454) that
 * the JDK lacks (SCR-9). Code points that are not in Unicode 3.2 are allowed, as in a stringprep query, so that a
 * password may contain them. Stateless; any thread.
 */
public final class SaslPrep {
    private SaslPrep() {}

    /** Returns the prepared text, or empty if {@code text} contains a prohibited character. */
    public static Optional<String> prepare(String text) {
        if (isPlain(text)) {
            return Optional.of(text);
        }
        String normalized = Normalizer.normalize(mapped(text), Normalizer.Form.NFKC);
        boolean prohibited = normalized.codePoints().anyMatch(SaslPrep::isProhibited);
        return prohibited || !isBidirectionalityKept(normalized) ? Optional.empty() : Optional.of(normalized);
    }

    /** Checks whether a text is printable ASCII, which needs no preparation. */
    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    /**
     * Returns the text with its characters mapped (RFC 4013 §2.1). U+200B is in the tables of both mappings; here it
     * becomes a space, as in other implementations.
     */
    private static String mapped(String text) {
        StringBuilder mapped = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> isSpace(c) ? ' ' : c)
                .filter(c -> !isMappedToNothing(c))
                .forEach(mapped::appendCodePoint);
        return mapped.toString();
    }

    /** Checks whether a character is to be removed (RFC 3454, table B.1). */
    private static boolean isMappedToNothing(int c) {
        return c == 0xad
                || c == 0x34f
                || c == 0x1806
                || within(c, 0x180b, 0x180d)
                || within(c, 0x200b, 0x200d)
                || c == 0x2060
                || within(c, 0xfe00, 0xfe0f)
                || c == 0xfeff;
    }

    /** Checks whether a character is a space outside ASCII (RFC 3454, table C.1.2). */
    private static boolean isSpace(int c) {
        return c == 0xa0 || c == 0x1680 || within(c, 0x2000, 0x200b) || c == 0x202f || c == 0x205f || c == 0x3000;
    }

    /** Checks whether a character is prohibited (RFC 4013 §2.3). */
    private static boolean isProhibited(int c) {
        return isSpace(c)
                || isControl(c)
                || within(c, 0xe000, 0xf8ff) // C.3, private use
                || c >= 0xf0000
                || within(c, 0xfdd0, 0xfdef) // C.4, noncharacters
                || (c & 0xfffe) == 0xfffe
                || within(c, 0xd800, 0xdfff) // C.5, surrogates
                || within(c, 0xfff9, 0xfffd) // C.6, inappropriate for plain text
                || within(c, 0x2ff0, 0x2ffb) // C.7, inappropriate for canonical representation
                || within(c, 0x340, 0x341) // C.8, changes of display, and deprecated characters
                || within(c, 0x200e, 0x200f)
                || within(c, 0x202a, 0x202e)
                || within(c, 0x206a, 0x206f)
                || c == 0xe0001 // C.9, tags
                || within(c, 0xe0020, 0xe007f);
    }

    /** Checks whether a character is a control character (RFC 3454, tables C.2.1 and C.2.2). */
    private static boolean isControl(int c) {
        return c <= 0x1f
                || within(c, 0x7f, 0x9f)
                || c == 0x6dd
                || c == 0x70f
                || c == 0x180e
                || within(c, 0x200c, 0x200d)
                || within(c, 0x2028, 0x2029)
                || within(c, 0x2060, 0x2063)
                || within(c, 0x206a, 0x206f)
                || c == 0xfeff
                || within(c, 0xfff9, 0xfffc)
                || within(c, 0x1d173, 0x1d17a);
    }

    /**
     * Checks the rule for right-to-left text: a text with a right-to-left character begins and ends with such a
     * character, and contains no left-to-right character (RFC 3454 §6).
     */
    private static boolean isBidirectionalityKept(String text) {
        if (text.codePoints().noneMatch(SaslPrep::isRightToLeft)) {
            return true;
        }
        return isRightToLeft(text.codePointAt(0))
                && isRightToLeft(text.codePointBefore(text.length()))
                && text.codePoints()
                        .noneMatch(c -> Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT);
    }

    private static boolean isRightToLeft(int c) {
        byte directionality = Character.getDirectionality(c);
        return directionality == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || directionality == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    private static boolean within(int c, int first, int last) {
        return c >= first && c <= last;
    }
}
