package dev.voicgen.platform.http;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Lists by {@code limit} and {@code cursor}; the cursor is the id of the last row that was seen. */
public final class ListPage {

    private static final long DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private ListPage() {}

    /** The {@code data} of a list's answer: what {@code rows} finds, and where the next page begins. */
    public static <T> Map<String, Object> of(Context ctx, Function<Slice, List<T>> rows, ToLongFunction<T> id) {
        Input query = Input.parameters(ctx);
        Slice slice = slice(query);
        query.check();
        return of(slice, rows.apply(slice), id);
    }

    /** What {@code limit} and {@code cursor} ask for, and one row more: it tells whether there is a next page. */
    public static Slice slice(Input query) {
        int limit = query.integer("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT).intValue();
        long before = query.integer("cursor", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
        return new Slice(before, limit + 1);
    }

    /** The {@code data} of a list's answer from all rows that were found for {@code slice}. */
    public static <T> Map<String, Object> of(Slice slice, List<T> found, ToLongFunction<T> id) {
        int limit = slice.limit() - 1;
        boolean more = found.size() > limit;
        List<T> items = more ? found.subList(0, limit) : found;
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("items", items);
        data.put("next_cursor", more ? String.valueOf(id.applyAsLong(items.get(limit - 1))) : null);
        return data;
    }

    /** A list that is always answered whole. */
    public static Map<String, Object> whole(List<?> items) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("items", items);
        data.put("next_cursor", null);
        return data;
    }
}
