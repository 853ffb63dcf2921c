package dev.voicgen.keyadmin.http;

import dev.voicgen.keyadmin.site.Slice;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Failure;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Lists by {@code limit} and {@code cursor}; the cursor is the id of the last row that was seen. */
final class ListPage {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private ListPage() {}

    /** The {@code data} of a list's answer: what {@code rows} finds, and where the next page begins. */
    static <T> Map<String, Object> of(Context ctx, Function<Slice, List<T>> rows, ToLongFunction<T> id) {
        int limit = (int) parameter(ctx, "limit", DEFAULT_LIMIT, MAX_LIMIT);
        long before = parameter(ctx, "cursor", Long.MAX_VALUE, Long.MAX_VALUE);
        // One more than asked for tells whether there is a next page.
        List<T> found = rows.apply(new Slice(before, limit + 1));
        boolean more = found.size() > limit;
        List<T> items = more ? found.subList(0, limit) : found;
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("items", items);
        data.put("next_cursor", more ? String.valueOf(id.applyAsLong(items.get(limit - 1))) : null);
        return data;
    }

    /** A list that is always answered whole. */
    static Map<String, Object> whole(List<?> items) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("items", items);
        data.put("next_cursor", null);
        return data;
    }

    private static long parameter(Context ctx, String name, long byDefault, long max) {
        String text = ctx.queryParam(name);
        if (text == null) {
            return byDefault;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= 1 && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, as a number out of range is.
        }
        throw new FailedRequest(
                Failure.invalid(Map.of(name, List.of("The " + name + " field must be between 1 and " + max + "."))));
    }
}
