package dev.voicgen.contracts.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** The client's own id of a post: 1 to 191 printable characters without {@code /}. */
public record PostId(@JsonValue String value) {

    private static final int MAX_CODE_POINTS = 191;

    /** @throws IllegalArgumentException where {@code value} is not a post id */
    @JsonCreator
    public PostId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a post id");
        }
    }

    /**
     * The post id in {@code text}, or empty where it is none. A key is none: a client that sends one as a post id has mistaken
     * one for the other, and it would be stored and shown.
     */
    public static Optional<PostId> parse(String text) {
        return isValid(text) && !ApiKey.isIn(text) ? Optional.of(new PostId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isValid(String text) {
        if (text == null || text.isBlank() || text.codePointCount(0, text.length()) > MAX_CODE_POINTS) {
            return false;
        }
        return text.codePoints().allMatch(PostId::isAllowed);
    }

    /** Whether a post id may have {@code codePoint} in it. */
    public static boolean isAllowed(int codePoint) {
        if (codePoint == '/') {
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
