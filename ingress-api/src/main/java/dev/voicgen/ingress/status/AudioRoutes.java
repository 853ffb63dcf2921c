package dev.voicgen.ingress.status;

import dev.voicgen.contracts.site.SiteCommand.DeleteRequested;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.ingress.access.ApiRefusals;
import dev.voicgen.ingress.access.Caller;
import dev.voicgen.ingress.admission.AdmissionClient;
import dev.voicgen.ingress.voices.Voices;
import dev.voicgen.platform.http.Envelope;
import dev.voicgen.platform.http.Page;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A site's audios for whoever holds its key: the list, one with its timeline, and its end. Thread-safe. */
public final class AudioRoutes {

    private static final String QUEUED = "queued";

    private final AudioCatalog catalog;
    private final KnownAudio known;
    private final AdmissionClient admission;
    private final Supplier<Voices> voices;
    private final AudioUrls urls;

    public AudioRoutes(
            AudioCatalog catalog,
            KnownAudio known,
            AdmissionClient admission,
            Supplier<Voices> voices,
            AudioUrls urls) {
        this.catalog = catalog;
        this.known = known;
        this.admission = admission;
        this.voices = voices;
        this.urls = urls;
    }

    /** {@code GET /v1/audio?status=&language=&limit=&cursor=}. */
    public CompletableFuture<?> list(Context ctx, Caller caller) {
        ListQuery query = ListQuery.of(ctx);
        Page page = query.page();
        long siteId = caller.site().siteId();
        return catalog.list(siteId, query).thenAccept(rows -> {
            Long next = page.next(rows, row -> row.audio().jobId());
            Envelope.success(ctx, 200, "OK", Page.withNext(items(siteId, page.rows(rows)), next));
        });
    }

    /** {@code GET /v1/audio/{post_id}?language=en}. */
    public CompletableFuture<?> show(Context ctx, Caller caller) {
        PostKey post = PostQuery.inPath(ctx, caller.site());
        return known.now(post)
                .thenCombine(catalog.timeline(post), (found, timeline) -> whole(post, found, timeline))
                .thenAccept(audio -> CachedAnswer.write(ctx, audio));
    }

    /** {@code DELETE /v1/audio/{post_id}?language=en}. */
    public CompletableFuture<?> delete(Context ctx, Caller caller) {
        PostKey post = PostQuery.inPath(ctx, caller.site());
        return admission
                .ask(
                        (requestId, admitBy) -> new DeleteRequested(
                                requestId, post.siteId(), caller.key().hash(), admitBy, post.postId(), post.language()),
                        AdmissionClient.DEADLINE)
                .thenAccept(verdict -> answerDeletion(ctx, post, verdict));
    }

    private void answerDeletion(Context ctx, PostKey post, Optional<Verdict> verdict) {
        if (!(verdict.orElse(null) instanceof Verdict.Deleted deleted)) {
            Envelope.failure(ctx, ApiRefusals.of(verdict));
            return;
        }
        known.deleted(post, deleted.jobId());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", deleted.jobId());
        data.put("post_id", post.postId());
        data.put("language", post.language());
        Envelope.success(ctx, 200, "Audio deleted", data);
    }

    private WholeAudio whole(PostKey post, AudioLookup.Found found, List<TimelineEvent> timeline) {
        AudioDetails details = found.details();
        return new WholeAudio(
                AudioItem.of(post, found, urls),
                voices.get().byId(details.voiceId()).orElse(null),
                details.contentHash(),
                details.segments() == null ? "[]" : details.segments(),
                fromItsBeginning(timeline, found));
    }

    /** The catalog may know a job, or this instance may have told of it, before its first event is read. */
    private static List<TimelineEvent> fromItsBeginning(List<TimelineEvent> timeline, AudioLookup.Found found) {
        long job = found.audio().jobId();
        Instant requestedAt = found.details().requestedAt();
        List<TimelineEvent> others =
                timeline.stream().filter(event -> event.jobId() != job).toList();
        List<TimelineEvent> ofJob =
                timeline.stream().filter(event -> event.jobId() == job).toList();
        if (requestedAt == null || ofJob.stream().anyMatch(event -> QUEUED.equals(event.type()))) {
            return timeline;
        }
        List<TimelineEvent> whole = new ArrayList<>(others);
        whole.add(new TimelineEvent(QUEUED, requestedAt, job, "{}"));
        whole.addAll(ofJob);
        return whole;
    }

    /** Without what was deleted a moment ago. */
    private List<AudioItem> items(long siteId, List<AudioListing> rows) {
        return rows.stream().flatMap(row -> item(siteId, row).stream()).toList();
    }

    private Optional<AudioItem> item(long siteId, AudioListing row) {
        PostKey post = new PostKey(siteId, new PostId(row.postId()), new Language(row.language()));
        return known.listed(post, row.found()) instanceof AudioLookup.Found found
                ? Optional.of(AudioItem.of(post, found, urls))
                : Optional.empty();
    }
}
