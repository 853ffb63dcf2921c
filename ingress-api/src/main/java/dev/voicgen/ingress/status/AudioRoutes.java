package dev.voicgen.ingress.status;

import dev.voicgen.catalog.CatalogAudio;
import dev.voicgen.catalog.CatalogVoice;
import dev.voicgen.contracts.site.SiteCommand.DeleteRequested;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.ingress.access.ApiRefusals;
import dev.voicgen.ingress.access.RouteGate;
import dev.voicgen.ingress.admission.AdmissionClient;
import dev.voicgen.ingress.voices.Voices;
import dev.voicgen.platform.http.Envelope;
import dev.voicgen.platform.http.Page;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The routes of audios: for the key holder a list, one with its timeline, a status and the deletion; for readers a status and
 * what they hear. Thread-safe.
 */
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
    public CompletableFuture<?> list(Context ctx, RouteGate.Caller caller) {
        AudioParameters.Listing listing = AudioParameters.listing(ctx);
        Page page = listing.page();
        long siteId = caller.site().siteId();
        return catalog.list(siteId, listing).thenAccept(rows -> {
            Long next = page.next(rows, CatalogAudio::jobId);
            Envelope.success(ctx, 200, "OK", Page.withNext(items(siteId, page.rows(rows)), next));
        });
    }

    /** {@code GET /v1/audio/{post_id}?language=en}. */
    public CompletableFuture<?> show(Context ctx, RouteGate.Caller caller) {
        PostKey post = AudioParameters.postInPath(ctx, caller.site());
        return catalog.findWithTimeline(post).thenAccept(read -> {
            CatalogAudio audio = known.read(post, read.lookup());
            List<AudioViews.TimelineEvent> timeline = fromItsBeginning(read.timeline(), audio);
            CatalogVoice voice = voices.get().byId(audio.voiceId()).orElse(null);
            CachedAnswer.write(ctx, AudioViews.Whole.of(post, audio, voice, timeline, urls));
        });
    }

    /** {@code GET /v1/audio/{post_id}/status?language=en}. */
    public CompletableFuture<?> statusByKey(Context ctx, RouteGate.Caller caller) {
        PostKey post = AudioParameters.postInPath(ctx, caller.site());
        return known.now(post).thenAccept(audio -> CachedAnswer.write(ctx, AudioViews.Status.of(post, audio, urls)));
    }

    /** {@code GET /v1/public/audio/status?domain=&post_id=&lang=en}. */
    public CompletableFuture<?> statusByDomain(Context ctx, SiteSnapshot site) {
        PostKey post = AudioParameters.postInQuery(ctx, site);
        return known.lately(post).thenAccept(audio -> CachedAnswer.write(ctx, AudioViews.Status.of(post, audio, urls)));
    }

    /** {@code GET /v1/public/audio?domain=&post_id=&lang=en}. */
    public CompletableFuture<?> showToReaders(Context ctx, SiteSnapshot site) {
        PostKey post = AudioParameters.postInQuery(ctx, site);
        return known.lately(post).thenAccept(audio -> {
            Long voiceId = audio.fileVoiceId() != null ? audio.fileVoiceId() : audio.voiceId();
            CatalogVoice voice = voices.get().byId(voiceId).orElse(null);
            CachedAnswer.write(ctx, AudioViews.Public.of(post, audio, voice, urls));
        });
    }

    /** {@code DELETE /v1/audio/{post_id}?language=en}. */
    public CompletableFuture<?> delete(Context ctx, RouteGate.Caller caller) {
        PostKey post = AudioParameters.postInPath(ctx, caller.site());
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

    /** Without those that were deleted a moment ago. */
    private List<AudioViews.Item> items(long siteId, List<CatalogAudio> rows) {
        return rows.stream().flatMap(row -> item(siteId, row).stream()).toList();
    }

    private Optional<AudioViews.Item> item(long siteId, CatalogAudio row) {
        PostKey post = new PostKey(siteId, row.postId(), row.language());
        return known.listed(post, row).map(audio -> AudioViews.Item.of(post, audio, urls));
    }

    /** The job may be known to the catalog, or to this instance, before its first event is in the table. */
    private static List<AudioViews.TimelineEvent> fromItsBeginning(
            List<AudioViews.TimelineEvent> timeline, CatalogAudio audio) {
        long job = audio.jobId();
        List<AudioViews.TimelineEvent> others =
                timeline.stream().filter(event -> event.jobId() != job).toList();
        List<AudioViews.TimelineEvent> ofJob =
                timeline.stream().filter(event -> event.jobId() == job).toList();
        if (audio.requestedAt() == null || ofJob.stream().anyMatch(event -> QUEUED.equals(event.type()))) {
            return timeline;
        }
        List<AudioViews.TimelineEvent> whole = new ArrayList<>(others);
        whole.add(new AudioViews.TimelineEvent(QUEUED, audio.requestedAt(), job, "{}"));
        whole.addAll(ofJob);
        return whole;
    }
}
