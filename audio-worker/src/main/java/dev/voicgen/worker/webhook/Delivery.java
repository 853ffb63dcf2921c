package dev.voicgen.worker.webhook;

import dev.voicgen.contracts.value.WebhookSecret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A claimed row of table {@code webhook_delivery}: one message to one receiver URL.
 *
 * @param id its webhook-id
 * @param receiver the host of the URL
 * @param attempts the number of attempts that are recorded so far
 * @param secrets the site's current secret and, during a rotation, the previous one; empty where the site is gone
 */
public record Delivery(
        String id,
        long siteId,
        Long jobId,
        String url,
        String receiver,
        String type,
        String body,
        int attempts,
        List<WebhookSecret> secrets) {

    /**
     * The result of sending a delivery once.
     *
     * @param statusCode null where no answer came
     * @param error a text for the receiver's owner; null where the delivery succeeded
     * @param retryAfter the wait that the receiver asked for; zero where it asked for none
     */
    record Attempt(Instant at, Duration took, Result result, Integer statusCode, String error, Duration retryAfter) {

        enum Result {
            DELIVERED,
            /** Another attempt may succeed. */
            FAILED,
            /** No further attempt can succeed. */
            HOPELESS
        }
    }

    /** Reads a row that {@link DeliveryTable#claim} returns. Public because jdbi makes an instance. */
    public static final class Mapper implements RowMapper<Delivery> {

        @Override
        public Delivery map(ResultSet row, StatementContext context) throws SQLException {
            List<WebhookSecret> secrets = Stream.of(row.getString("webhook_secret"), row.getString("previous_secret"))
                    .flatMap(text -> WebhookSecret.parse(text).stream())
                    .toList();
            return new Delivery(
                    row.getString("id"),
                    row.getLong("site_id"),
                    row.getObject("job_id", Long.class),
                    row.getString("url"),
                    row.getString("receiver"),
                    row.getString("type"),
                    row.getString("body"),
                    row.getInt("attempts"),
                    secrets);
        }
    }
}
