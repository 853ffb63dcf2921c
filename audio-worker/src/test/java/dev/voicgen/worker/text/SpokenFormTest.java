package dev.voicgen.worker.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenFormTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "\u201CIsn\u2019t it?\u201D he said. # \"Isn't it?\" he said.",
                "It rained \u2014 a lot\u2026 # It rained, a lot.",
                "From 2010\u20132015 # From 2010-2015",
                "The well-known state-of-the-art # The well-known state-of-the-art",
                "Caf\u00E9 Z\u00FCrich, Stra\u00DFe and \u0141\u00F3d\u017A # Cafe Zurich, Strasse and Lodz",
                "Cities, e.g. Rome, i.e. old ones # Cities, for example Rome, that is old ones",
                "Dr. Jones and Prof. Li vs. Mr. Ray # Doctor Jones and Professor Li versus Mr. Ray",
                "It is 45% or 5 % # It is 45 percent or 5 percent",
                "\u20AC20 and \u00A33 million and $1 # 20 euros and 3 million pounds and 1 dollar",
                "$5.50, $1.2m or \u00A5900 # 5 dollars 50, 1.2 million dollars or 900 yen",
                "At 5\u00B0C or 40 \u00B0F # At 5 degrees Celsius or 40 degrees Fahrenheit",
                "Visit example.com/a_b or https://www.example.org/x?y=z now # Visit example dot com a b or example dot org now",
                "Version 1.2.3 costs 3.14 # Version 1 point 2 point 3 costs 3.14",
                "\u00BD of it, 3/4 of that # 1/2 of it, 3/4 of that",
                "R&D at AT&T # R and D at AT and T",
                "a = b + c # a equals b plus c",
                "good \uD83D\uDE00 morning \u65E5\u672C # good morning",
                "U.S.A. and Ph.D. # U.S.A. and Ph.D."
            })
    void englishIsWrittenOutAsItIsRead(String written, String spoken) {
        assertThat(SpokenForm.of(written, Locale.ENGLISH)).isEqualTo(spoken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "***", "\uD83D\uDE00 \u2026", "\u65E5\u672C\u8A9E", "- \u2014 -"})
    void whatCannotBeSaidIsEmpty(String written) {
        assertThat(SpokenForm.of(written, Locale.ENGLISH)).isEmpty();
    }

    @Test
    void blocksStayApart() {
        assertThat(SpokenForm.of("One.\n\nTwo  and\tthree.", Locale.ENGLISH)).isEqualTo("One.\n\nTwo and three.");
    }

    @Test
    void otherLanguagesKeepTheirLettersAndSigns() {
        assertThat(SpokenForm.of("\u201EStra\u00DFe\u201C \u2013 z.B. 45\u00A0%", Locale.GERMAN))
                .isEqualTo("\"Stra\u00DFe\", z.B. 45 %");
    }

    @Test
    void equalWordsHaveOneForm() {
        assertThat(SpokenForm.of("cafe\u0301 \uFB01ne", Locale.FRENCH))
                .isEqualTo(SpokenForm.of("caf\u00E9\u00A0fine", Locale.FRENCH));
    }

    @Test
    void lettersOfOtherScriptsAreCountedAsLost() {
        assertThat(SpokenForm.unreadableShare("ab\u0434\u0430", Locale.ENGLISH)).isEqualTo(0.5, within(0.001));
        assertThat(SpokenForm.unreadableShare("Stra\u00DFe \u00E9t\u00E9 123", Locale.ENGLISH))
                .isZero();
        assertThat(SpokenForm.unreadableShare("\u0434\u0430", Locale.forLanguageTag("ru")))
                .isZero();
    }
}
