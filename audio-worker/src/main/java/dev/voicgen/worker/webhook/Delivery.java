package dev.voicgen.worker.webhook;

import dev.voicgen.contracts.value.WebhookSecret;
import java.util.List;

/**
 * A delivery that a worker has in hand.
 *
 * @param id its webhook-id
 * @param receiver the host of the url
 * @param attempts that were made and noted before this one
 * @param secrets to sign with: the site's own, and the one before while it is still good; none where the site is gone
 */
record Delivery(
        String id,
        long siteId,
        Long jobId,
        String url,
        String receiver,
        String type,
        String body,
        int attempts,
        List<WebhookSecret> secrets) {}
