package dev.voicgen.catalog;

import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.Page;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The parameters of a request for a site's counts, which are the same for a key and for a session.
 *
 * @param from the first day, in UTC
 * @param to the last day
 * @param byPost true: posts, the most played first, page by page; false: days, in their order and all of them
 * @param page of the posts; its cursor is the number of posts before it
 */
public record AnalyticsRequest(LocalDate from, LocalDate to, boolean byPost, Page page) {

    private static final int MAX_DAYS = 366;
    private static final int DEFAULT_DAYS = 30;

    /**
     * Reads the parameters; by default the last 30 days, day by day.
     *
     * @throws dev.voicgen.platform.http.FailedRequest with 422 if a parameter is wrong
     */
    public static AnalyticsRequest of(Context ctx) {
        Input input = Input.parameters(ctx);
        LocalDate to = input.date("to").orElse(LocalDate.now(ZoneOffset.UTC));
        LocalDate from = input.date("from").orElse(to.minusDays(DEFAULT_DAYS - 1));
        checkRange(input, from, to);
        String groupBy = input.choice("group_by", List.of("day", "post")).orElse("day");
        Page page = Page.of(input);
        input.check();
        return new AnalyticsRequest(from, to, "post".equals(groupBy), page);
    }

    private static void checkRange(Input input, LocalDate from, LocalDate to) {
        if (input.isFaulty("from") || input.isFaulty("to")) {
            return;
        }
        if (from.isAfter(to)) {
            input.fault("to", "must be a date after or equal to from.");
        } else if (ChronoUnit.DAYS.between(from, to) >= MAX_DAYS) {
            input.reject("to", "The range must not be longer than " + MAX_DAYS + " days.");
        }
    }
}
