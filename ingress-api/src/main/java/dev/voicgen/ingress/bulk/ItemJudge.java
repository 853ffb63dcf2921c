package dev.voicgen.ingress.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voicgen.contracts.site.BatchItem;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.SiteCommand.BatchItemRefused;
import dev.voicgen.contracts.site.SiteCommand.GenerateRequested;
import dev.voicgen.contracts.value.ApiKey;
import dev.voicgen.ingress.access.RouteGate;
import dev.voicgen.ingress.generate.SubmissionReader;
import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.JsonBody;
import java.time.Clock;
import java.time.Duration;

/** Judges each item as the body of a single submission, and makes of it what goes on the log. Thread-safe. */
final class ItemJudge {

    /** No client waits for an item, so it is never too late while its upload goes on. */
    private static final Duration ADMITTED_WITHIN = Duration.ofHours(1);

    private static final ApiError TOO_LARGE =
            ApiError.of(413, "item_too_large", "An item must not be larger than 1 MiB.");
    private static final int SHOWN_POST_ID = 191;

    private final SubmissionReader submissions;
    private final Clock clock;

    ItemJudge(SubmissionReader submissions, Clock clock) {
        this.submissions = submissions;
        this.clock = clock;
    }

    /** A {@link GenerateRequested}, or a {@link BatchItemRefused} where a single submission would be answered so. */
    SiteCommand judge(ItemReader.RawItem raw, BatchItem item, RouteGate.Caller caller) {
        if (raw.isTooLarge()) {
            return refused(caller, item, null, TOO_LARGE);
        }
        String postId = null;
        try {
            ObjectNode body = JsonBody.parse(raw.json(), "item");
            postId = shown(body.path("post_id").asText());
            return requested(submissions.read(body, caller.site()), item, caller);
        } catch (FailedRequest e) {
            return refused(caller, item, postId, e.error());
        }
    }

    private GenerateRequested requested(
            SubmissionReader.Submission submission, BatchItem item, RouteGate.Caller caller) {
        return new GenerateRequested(
                item.batchId() + "/" + item.index(),
                caller.site().siteId(),
                caller.key().hash(),
                clock.instant().plus(ADMITTED_WITHIN),
                submission.regenerate(),
                submission.article(),
                item);
    }

    private static BatchItemRefused refused(RouteGate.Caller caller, BatchItem item, String postId, ApiError failure) {
        return new BatchItemRefused(caller.site().siteId(), item, postId, failure.code(), failure.message());
    }

    /** As much of a post id, good or bad, as helps people to find the item; null where there is none. */
    private static String shown(String given) {
        String printable = given.strip()
                .codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .limit(SHOWN_POST_ID)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return printable.isBlank() ? null : ApiKey.hiddenIn(printable);
    }
}
