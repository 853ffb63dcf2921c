package dev.voicgen.worker.text;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Says in English words what a speech engine would misread, spell out or choke on. */
final class EnglishReading {

    private record Rule(Pattern pattern, String replacement) {

        static Rule of(String pattern, String replacement) {
            return new Rule(Pattern.compile(pattern), replacement);
        }
    }

    private static final Map<String, String> CURRENCIES =
            Map.of("$", "dollar", "\u20AC", "euro", "\u00A3", "pound", "\u00A5", "yen", "\u20B9", "rupee");
    private static final Map<String, String> MAGNITUDES =
            Map.of("k", "thousand", "m", "million", "bn", "billion", "b", "billion", "tn", "trillion");
    private static final Pattern MONEY = Pattern.compile("([$\u20AC\u00A3\u00A5\u20B9])\\s?(\\d[\\d,]*)(?:\\.(\\d+))?"
            + "(?:\\s?(thousand|million|billion|trillion|bn|tn|[kmb])\\b)?");
    private static final Pattern MANY_DOTS = Pattern.compile("(?<![\\d.])\\d+(?:\\.\\d+){2,}(?![\\d.])");

    private static final List<Rule> WORDS = List.of(
            Rule.of("(?i)\\be\\.\\s?g\\.", "for example"),
            Rule.of("(?i)\\bi\\.\\s?e\\.", "that is"),
            Rule.of("(?i)\\betc\\.", "et cetera"),
            Rule.of("\\bet al\\.", "and others"),
            Rule.of("\\bvs\\.?(?=\\s)", "versus"),
            Rule.of("\\bapprox\\.", "approximately"),
            Rule.of("\\bcf\\.", "compare"),
            Rule.of("\\bDr\\.(?=\\s+\\p{Lu})", "Doctor"),
            Rule.of("\\bProf\\.(?=\\s)", "Professor"),
            Rule.of("\\bMs\\.(?=\\s)", "Miz"),
            Rule.of("\\bJr\\.", "Junior"),
            Rule.of("\\bN[or]s?\\.\\s?(?=\\d)", "number "),
            Rule.of("\\bFig\\.\\s?(?=\\d)", "figure "),
            Rule.of("https?://(?:www\\.)?([^\\s/\"')>]+)[^\\s\"')>]*", "$1"),
            Rule.of("(?<=\\p{L})\\.(?=\\p{Ll}{2})|(?<=\\d)\\.(?=\\p{Ll}{2})", " dot "),
            Rule.of("\\s?%", " percent"),
            Rule.of("\\s?\\u00B0\\s?C\\b", " degrees Celsius"),
            Rule.of("\\s?\\u00B0\\s?F\\b", " degrees Fahrenheit"),
            Rule.of("\\s?\\u00B0", " degrees "),
            Rule.of("(?<=\\d)\\s?\\u2044\\s?(?=\\d)", "/"),
            Rule.of("(?<![\\d/])(\\d{1,2})/(\\d{1,2})(?![\\d/])", "$1\u2044$2"),
            Rule.of("\\bC\\+\\+", "C plus plus"),
            Rule.of("\\bC#", "C sharp"),
            Rule.of("#(?=\\d)", "number "),
            Rule.of("\\s*&\\s*", " and "),
            Rule.of("\\s*@\\s*", " at "),
            Rule.of("\\s*\\+(?=\\s|\\d|$)", " plus "),
            Rule.of("\\s*[=\\u2261]+\\s*", " equals "),
            Rule.of("\\s*\\u00D7\\s*", " times "),
            Rule.of("[/\\\\_*^~|<>{}\\[\\]#+$]", " "),
            Rule.of("\\u2044", "/"));

    /** Too long for a word of speech. In pieces they at least cannot block an engine. */
    private static final List<Rule> ENDLESS =
            List.of(Rule.of("(\\d{12})(?=\\d)", "$1 "), Rule.of("(\\p{L}{30})(?=\\p{L})", "$1 "));

    private static final Map<String, String> LATIN_LETTERS = Map.ofEntries(
            Map.entry("\u00DF", "ss"),
            Map.entry("\u00E6", "ae"),
            Map.entry("\u00C6", "Ae"),
            Map.entry("\u0153", "oe"),
            Map.entry("\u0152", "Oe"),
            Map.entry("\u00F8", "o"),
            Map.entry("\u00D8", "O"),
            Map.entry("\u0142", "l"),
            Map.entry("\u0141", "L"),
            Map.entry("\u0111", "d"),
            Map.entry("\u0110", "D"),
            Map.entry("\u00F0", "th"),
            Map.entry("\u00FE", "th"),
            Map.entry("\u00DE", "Th"),
            Map.entry("\u0131", "i"));
    private static final Pattern LATIN_LETTER = Pattern.compile("[" + String.join("", LATIN_LETTERS.keySet()) + "]");

    private EnglishReading() {}

    /** What to say for {@code text}, which has plain quotes and dashes already; ASCII only. */
    static String of(String text) {
        String spoken = MONEY.matcher(text).replaceAll(EnglishReading::money);
        spoken = MANY_DOTS.matcher(spoken).replaceAll(dotted -> dotted.group().replace(".", " point "));
        for (Rule rule : WORDS) {
            spoken = rule.pattern.matcher(spoken).replaceAll(rule.replacement);
        }
        spoken = plainLetters(spoken);
        for (Rule rule : ENDLESS) {
            spoken = rule.pattern.matcher(spoken).replaceAll(rule.replacement);
        }
        return spoken;
    }

    /** Latin letters without their accents; a blank for everything else beyond ASCII. */
    static String plainLetters(String text) {
        String spelled = LATIN_LETTER.matcher(text).replaceAll(letter -> LATIN_LETTERS.get(letter.group()));
        return Normalizer.normalize(spelled, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^\\p{ASCII}]+", " ");
    }

    private static String money(MatchResult money) {
        String unit = CURRENCIES.get(money.group(1));
        String amount = money.group(2);
        String fraction = money.group(3);
        String magnitude = money.group(4);
        boolean one = amount.equals("1") && fraction == null && magnitude == null;
        String units = one || unit.equals("yen") ? unit : unit + "s";
        if (magnitude != null) {
            String decimal = fraction == null ? amount : amount + "." + fraction;
            return decimal + " " + MAGNITUDES.getOrDefault(magnitude, magnitude) + " " + units;
        }
        return fraction == null ? amount + " " + units : amount + " " + units + " " + fraction;
    }
}
