package dev.voicgen.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What counts as a value of each type, as Laravel's validation has it; empty where it is none. */
final class FieldTypes {

    private static final Pattern WHOLE = Pattern.compile("[+-]?(0|[1-9]\\d*)");
    private static final Pattern LINE_END = Pattern.compile("\\R");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    /** What lies outside is a slip, and more than the database can store. */
    private static final int FIRST_YEAR = 1970;

    private static final int LAST_YEAR = 9999;

    private FieldTypes() {}

    static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(InputText.mend(node.textValue())) : Optional.empty();
    }

    /** The texts of an array, or the lines of a text, as forms have no arrays; trimmed, without blank ones. */
    static Optional<List<String>> texts(JsonNode node) {
        if (node.isTextual()) {
            return Optional.of(filled(LINE_END.splitAsStream(node.textValue())));
        }
        List<JsonNode> elements = new ArrayList<>();
        node.forEach(elements::add);
        return node.isArray() && elements.stream().allMatch(JsonNode::isTextual)
                ? Optional.of(filled(elements.stream().map(JsonNode::textValue)))
                : Optional.empty();
    }

    private static List<String> filled(Stream<String> texts) {
        return texts.map(InputText::mend)
                .map(InputText::trim)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    static Optional<Long> whole(JsonNode node) {
        if (node.isTextual()) {
            String text = InputText.trim(node.textValue());
            return WHOLE.matcher(text).matches() ? parsed(text) : Optional.empty();
        }
        boolean whole = node.isNumber() && node.doubleValue() == Math.rint(node.doubleValue());
        return whole && node.canConvertToLong() ? Optional.of(node.longValue()) : Optional.empty();
    }

    private static Optional<Long> parsed(String digits) {
        try {
            return Optional.of(Long.parseLong(digits));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    static Optional<Double> number(JsonNode node) {
        if (node.isTextual()) {
            String text = InputText.trim(node.textValue());
            return DECIMAL.matcher(text).matches() ? Optional.of(Double.valueOf(text)) : Optional.empty();
        }
        return node.isNumber() ? Optional.of(node.doubleValue()) : Optional.empty();
    }

    static Optional<Boolean> flag(JsonNode node) {
        if (node.isBoolean()) {
            return Optional.of(node.booleanValue());
        }
        String digit =
                node.isTextual() ? InputText.trim(node.textValue()) : node.isIntegralNumber() ? node.asText() : "";
        return switch (digit) {
            case "1" -> Optional.of(true);
            case "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    static Optional<Instant> instant(String text) {
        try {
            Instant instant = Instant.parse(text);
            return isUsual(instant.atOffset(ZoneOffset.UTC).getYear()) ? Optional.of(instant) : Optional.empty();
        } catch (DateTimeException noInstant) {
            return Optional.empty();
        }
    }

    static Optional<LocalDate> date(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            return isUsual(date.getYear()) ? Optional.of(date) : Optional.empty();
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static boolean isUsual(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }
}
