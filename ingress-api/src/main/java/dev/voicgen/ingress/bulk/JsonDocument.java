package dev.voicgen.ingress.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.FailedRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Items as {@code {"callback_url": …, "items": […]}}, in either order. Only braces, brackets and quotes are followed, so
 * that memory does not grow with the document, as a tokenizer's table of names would, and so that an item with a fault
 * inside fails alone.
 */
final class JsonDocument implements ItemReader {

    /** What was perhaps meant to be {@code items}. */
    private static final Pattern NEAR_MISS = Pattern.compile("(?i)items?|articles?|posts?");

    private enum Place {
        START,
        BEFORE_MEMBER,
        BEFORE_ITEM,
        BEHIND_ITEM,
        END
    }

    private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};

    private final UploadBytes.Reader in;
    private Place place = Place.START;
    private boolean itemsSeen;
    private boolean callbackUrlSeen;
    private String nearMiss = "";
    private JsonNode callbackUrl = NullNode.getInstance();

    JsonDocument(UploadBytes source) {
        this.in = new UploadBytes.Reader(source);
    }

    /**
     * Reads over all items, as far as the upload goes.
     *
     * @throws FailedRequest as {@link #next}
     */
    void readToEnd() {
        try {
            Optional<RawItem> item;
            do {
                item = next();
            } while (item.isPresent());
        } catch (UploadEnd.Early found) {
            // Found again by who reads the items.
        }
    }

    /** As far as it has been read: a null node where there was none. */
    JsonNode callbackUrl() {
        return callbackUrl;
    }

    /** @throws FailedRequest with 422 where it is no object or its items are no array */
    @Override
    public Optional<RawItem> next() throws UploadEnd.Early {
        if (place == Place.START) {
            open();
        }
        if (place == Place.BEHIND_ITEM) {
            separate();
        }
        while (place == Place.BEFORE_MEMBER) {
            member();
        }
        if (place == Place.END) {
            return Optional.empty();
        }
        RawItem item = value();
        place = Place.BEHIND_ITEM;
        return Optional.of(item);
    }

    private void separate() throws UploadEnd.Early {
        if (take(',')) {
            place = Place.BEFORE_ITEM;
        } else {
            expect(']');
            endMember();
        }
    }

    private void open() throws UploadEnd.Early {
        if (in.peek() == BYTE_ORDER_MARK[0]) {
            for (int expected : BYTE_ORDER_MARK) {
                if (in.next() != expected) {
                    throw malformed();
                }
            }
        }
        if (!take('{')) {
            if (in.peek() == UploadBytes.Reader.END) {
                throw malformed();
            }
            throw invalid("body", "The body must be a JSON object.");
        }
        if (take('}')) {
            end();
        } else {
            place = Place.BEFORE_MEMBER;
        }
    }

    private void member() throws UploadEnd.Early {
        String name = name();
        expect(':');
        if ("items".equals(name)) {
            enterItems();
            return;
        }
        RawItem value = value();
        if ("callback_url".equals(name)) {
            requireFirst(callbackUrlSeen);
            callbackUrlSeen = true;
            callbackUrl = parse(value);
        } else if (NEAR_MISS.matcher(name).matches()) {
            nearMiss = " The body has a field named " + name + ".";
        }
        endMember();
    }

    private void enterItems() throws UploadEnd.Early {
        requireFirst(itemsSeen);
        itemsSeen = true;
        if (!take('[')) {
            throw invalid("items", "The items field must be an array.");
        }
        if (take(']')) {
            endMember();
        } else {
            place = Place.BEFORE_ITEM;
        }
    }

    private void requireFirst(boolean seen) throws UploadEnd.Early {
        if (seen) {
            throw malformed();
        }
    }

    private void endMember() throws UploadEnd.Early {
        if (take(',')) {
            place = Place.BEFORE_MEMBER;
        } else {
            expect('}');
            end();
        }
    }

    private void end() throws UploadEnd.Early {
        if (skipSpace() != UploadBytes.Reader.END) {
            throw malformed();
        }
        if (!itemsSeen) {
            throw invalid("items", "The items field is required." + nearMiss);
        }
        place = Place.END;
    }

    private String name() throws UploadEnd.Early {
        if (skipSpace() != '"') {
            throw malformed();
        }
        return parse(value()).textValue();
    }

    private JsonNode parse(RawItem value) throws UploadEnd.Early {
        try {
            return value.isTooLarge()
                    ? MissingNode.getInstance()
                    : Json.mapper().readTree(value.json());
        } catch (IOException notJson) {
            throw malformed();
        }
    }

    private RawItem value() throws UploadEnd.Early {
        RawItem value = new RawItem();
        switch (skipSpace()) {
            case '"' -> string(value);
            case '{', '[' -> nested(value);
            default -> scalar(value);
        }
        return value;
    }

    private void nested(RawItem value) throws UploadEnd.Early {
        int depth = 0;
        do {
            switch (in.peek()) {
                case '"' -> string(value);
                case '{', '[' -> {
                    depth++;
                    take(value);
                }
                case '}', ']' -> {
                    depth--;
                    take(value);
                }
                default -> take(value);
            }
        } while (depth > 0);
    }

    private void string(RawItem value) throws UploadEnd.Early {
        take(value);
        for (int next = take(value); next != '"'; next = take(value)) {
            if (next == '\\') {
                take(value);
            }
        }
    }

    private void scalar(RawItem value) throws UploadEnd.Early {
        while (!endsScalar(in.peek())) {
            take(value);
        }
        if (value.isBlank()) {
            throw malformed();
        }
    }

    private static boolean endsScalar(int next) {
        return next == UploadBytes.Reader.END || isSpace(next) || ",:]}".indexOf(next) >= 0;
    }

    private int take(RawItem value) throws UploadEnd.Early {
        int next = in.next();
        if (next == UploadBytes.Reader.END) {
            throw malformed();
        }
        value.add(next);
        return next;
    }

    private boolean take(char expected) throws UploadEnd.Early {
        boolean there = skipSpace() == expected;
        if (there) {
            in.next();
        }
        return there;
    }

    private void expect(char expected) throws UploadEnd.Early {
        if (!take(expected)) {
            throw malformed();
        }
    }

    /** Answers what stands behind the white space, without taking it. */
    private int skipSpace() throws UploadEnd.Early {
        while (isSpace(in.peek())) {
            in.next();
        }
        return in.peek();
    }

    private static boolean isSpace(int next) {
        return next == ' ' || next == '\t' || next == '\n' || next == '\r';
    }

    private UploadEnd.Early malformed() {
        return new UploadEnd.Early(UploadEnd.MALFORMED, "at " + in.place());
    }

    private static FailedRequest invalid(String field, String message) {
        return new FailedRequest(ApiError.invalid(Map.of(field, List.of(message))));
    }
}
