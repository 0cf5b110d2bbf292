package io.aerostat.protocol.authentication.scram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaslPrepTest {
    /** The examples of RFC 4013 §3, and characters from each table. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "I\u00adX, IX",
                "user, user",
                "USER, USER",
                "\u00aa, a",
                "\u2168, IX",
                "pass\u00a0word, `pass word`",
                "pass\u200bword, `pass word`",
                "a\u200cb\u2060c\ufe00d\ufeffe, abcde",
                "e\u0301, \u00e9",
                "\uff41\uff42, ab",
                "\u0627\u0031\u0628, \u0627\u0031\u0628",
                "\ud83c\udf88, \ud83c\udf88",
                "``, ``",
                "` \"=,\\~`, ` \"=,\\~`",
            })
    void aTextIsPrepared(String text, String prepared) {
        assertThat(SaslPrep.prepare(text)).hasValue(prepared);
    }

    /** The last two texts mix right-to-left and left-to-right characters. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0007",
                "a\u007f",
                "a\u0085",
                "\u06dd",
                "\u2028",
                "\ue000",
                "\udb80\udc00",
                "\ufdd0",
                "\uffff",
                "\ud83f\udffe",
                "\ud800",
                "\ufffd",
                "\u2ff0",
                "\u200e",
                "\u202a",
                "\udb40\udc01",
                "\udb40\udc41",
                "\ud834\udd73",
                "\u0627\u0031",
                "\u0627a\u0628"
            })
    void aProhibitedTextIsRefused(String text) {
        assertThat(SaslPrep.prepare(text)).isEmpty();
    }
}
