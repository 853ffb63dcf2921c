package dev.voicgen.platform.http;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The part of a list that a request asks for. Lists are read one row further than the page reaches: that row says whether
 * another page follows, and {@link #rows} leaves it out.
 *
 * @param cursor tells the end of the page before: the id of its last row, or the number of rows so far; null on the first page
 * @param limit the most rows on the page
 */
public record Page(Long cursor, int limit) {

    private static final long DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    /** The page that the parameters {@code limit} and {@code cursor} name. */
    public static Page of(Input query) {
        int limit = query.integer("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT).intValue();
        Long cursor = query.integer("cursor", 1, Long.MAX_VALUE).orElse(null);
        return new Page(cursor, limit);
    }

    public static Page first(int limit) {
        return new Page(null, limit);
    }

    /** How many rows to read. */
    public int fetch() {
        return limit + 1;
    }

    /** For lists that run from the highest id to the lowest: the page has only ids below this. */
    public long before() {
        return cursor == null ? Long.MAX_VALUE : cursor;
    }

    /** For lists whose cursor is a number of rows: how many to skip. */
    public long offset() {
        return cursor == null ? 0 : cursor;
    }

    /** The rows of this page, out of all that were read. */
    public <T> List<T> rows(List<T> read) {
        return read.size() > limit ? read.subList(0, limit) : read;
    }

    /** The cursor of the next page, or null if this page is the last one. */
    public <T> Long next(List<T> read, ToLongFunction<T> cursorOf) {
        return read.size() > limit ? cursorOf.applyAsLong(read.get(limit - 1)) : null;
    }

    /** The {@code data} of a list's answer: the rows of this page and where the next page begins. */
    public <T> Map<String, Object> data(List<T> read, ToLongFunction<T> cursorOf) {
        return withNext(rows(read), next(read, cursorOf));
    }

    /** The {@code data} of the list that {@code read} reads for the page that a request names. */
    public static <T> Map<String, Object> list(Context ctx, Function<Page, List<T>> read, ToLongFunction<T> cursorOf) {
        Input query = Input.parameters(ctx);
        Page page = of(query);
        query.check();
        return page.data(read.apply(page), cursorOf);
    }

    /** The {@code data} of a list that has no pages. */
    public static Map<String, Object> whole(List<?> items) {
        return withNext(items, null);
    }

    /** The {@code data} of a list's answer in which {@code items} stand for the rows that were read. */
    public static Map<String, Object> withNext(List<?> items, Long next) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("items", items);
        data.put("next_cursor", next == null ? null : String.valueOf(next));
        return data;
    }
}
