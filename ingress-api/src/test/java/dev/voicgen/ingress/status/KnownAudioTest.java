package dev.voicgen.ingress.status;

import static dev.voicgen.ingress.status.BegunReads.generating;
import static dev.voicgen.ingress.status.BegunReads.pending;
import static dev.voicgen.ingress.status.BegunReads.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voicgen.catalog.CatalogAudio;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.contracts.value.PostKey;
import dev.voicgen.platform.http.FailedRequest;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What a poll is told between an admission or a deletion and the catalog's hearing of it. */
class KnownAudioTest {

    private static final PostKey POST = new PostKey(1, new PostId("p"), Language.ENGLISH);

    private static final KnownAudio.Request REQUEST = new KnownAudio.Request(POST, "Title", null, 2, "hash");

    private final BegunReads reads = new BegunReads();
    private final KnownAudio known = new KnownAudio(new CatalogCache(reads, Runnable::run, () -> 0));

    @Test
    void an_admission_is_told_by_a_poll_that_has_waited_since_before_it() {
        CompletableFuture<CatalogAudio> poll = known.lately(POST);
        known.underWay(POST, 5, false);

        reads.end(0, ready(4));

        assertThat(jobOf(poll)).isEqualTo("5 pending");
    }

    @Test
    void an_admission_is_told_over_what_is_held() {
        held(ready(4));

        known.underWay(POST, 5, false);
        CompletableFuture<CatalogAudio> poll = known.lately(POST);
        reads.end(1, ready(4));

        assertThat(jobOf(poll)).isEqualTo("5 pending");
        assertThat(jobOf(known.lately(POST))).isEqualTo("5 pending");
    }

    @Test
    void an_admission_is_still_told_over_an_older_read_after_a_newer_one_knew_of_it() {
        known.underWay(POST, 5, false);
        CompletableFuture<CatalogAudio> slow = known.lately(POST);
        CompletableFuture<CatalogAudio> fast = known.now(POST);

        reads.end(1, generating(5, 40));
        reads.end(0, ready(4));

        assertThat(rowOf(fast)).isEqualTo(generating(5, 40).audio());
        assertThat(jobOf(slow)).isEqualTo("5 pending");
    }

    @Test
    void a_deletion_is_told_over_what_is_held_and_over_a_read_from_before_it() {
        held(ready(4));
        CompletableFuture<CatalogAudio> waiting = known.now(POST);

        known.deleted(POST, 4);
        reads.end(1, ready(4));
        CompletableFuture<CatalogAudio> poll = known.lately(POST);
        reads.end(2, ready(4));

        assertThat(statusOf(waiting)).isEqualTo(404);
        assertThat(statusOf(poll)).isEqualTo(404);
    }

    @Test
    void what_is_made_after_a_deletion_is_told_without_the_deleted_file() {
        known.deleted(POST, 4);
        known.underWay(POST, 5, false);

        CompletableFuture<CatalogAudio> poll = known.lately(POST);
        reads.end(0, ready(4));

        assertThat(jobOf(poll)).isEqualTo("5 pending");
        assertThat(rowOf(poll).file()).isNull();
        assertThat(rowOf(poll).contentHash()).isNull();
    }

    @Test
    void what_is_made_anew_is_told_with_the_file_that_still_plays() {
        known.underWay(POST, 5, false);

        CompletableFuture<CatalogAudio> poll = known.lately(POST);
        reads.end(0, ready(4));

        assertThat(jobOf(poll)).isEqualTo("5 pending");
        assertPlays(poll, ready(4));
    }

    @Test
    void a_text_that_waits_for_the_end_of_a_job_is_told_of_when_that_has_ended() {
        known.queuedNext(REQUEST, 5, true, 7);
        CompletableFuture<CatalogAudio> before = known.now(POST);
        CompletableFuture<CatalogAudio> during = known.now(POST);
        CompletableFuture<CatalogAudio> after = known.now(POST);
        CompletableFuture<CatalogAudio> made = known.now(POST);

        reads.end(0, ready(4));
        reads.end(1, generating(5, 40));
        reads.end(2, ready(5));
        reads.end(3, ready(7));

        assertThat(jobOf(before)).isEqualTo("5 generating");
        assertThat(rowOf(during)).isEqualTo(generating(5, 40).audio());
        assertThat(jobOf(after)).isEqualTo("7 pending");
        assertThat(rowOf(after).contentHash()).isEqualTo(REQUEST.contentHash());
        assertThat(rowOf(made)).isEqualTo(ready(7).audio());
    }

    @Test
    void a_job_is_told_whole_while_a_newer_text_waits_for_its_end() {
        Instant at = Instant.parse("2026-11-29T07:00:00Z");
        known.queued(REQUEST, 5, at);
        known.queuedNext(REQUEST, 5, true, 7);

        CompletableFuture<CatalogAudio> poll = known.now(POST);
        reads.end(0, ready(4));

        assertIsAskedFor(poll, at);
        assertPlays(poll, ready(4));
        assertThat(jobOf(poll)).isEqualTo("5 generating");
    }

    @Test
    void the_start_of_the_job_that_a_text_waits_for_is_told() {
        known.queuedNext(REQUEST, 5, false, 7);

        known.underWay(POST, 5, true);
        CompletableFuture<CatalogAudio> poll = known.now(POST);
        reads.end(0, ready(4));

        assertThat(jobOf(poll)).isEqualTo("5 generating");
    }

    @Test
    void what_a_client_asked_for_is_told_whole_until_the_catalog_knows_it() {
        Instant at = Instant.parse("2026-11-29T07:00:00Z");
        known.queued(REQUEST, 5, at);
        known.underWay(POST, 5, true);

        CompletableFuture<CatalogAudio> poll = known.now(POST);
        reads.end(0, ready(4));

        assertIsAskedFor(poll, at);
        assertPlays(poll, ready(4));
        assertThat(jobOf(poll)).isEqualTo("5 generating");
    }

    @Test
    void the_end_of_a_job_is_not_taken_back_while_the_catalog_is_away() {
        known.underWay(POST, 5, false);
        CompletableFuture<CatalogAudio> end = known.now(POST);
        reads.end(0, ready(5));

        CompletableFuture<CatalogAudio> poll = known.lately(POST);
        reads.end(1, new AudioLookup.Unavailable());

        assertThat(rowOf(end)).isEqualTo(ready(5).audio());
        assertThat(statusOf(poll)).isEqualTo(503);
    }

    @Test
    void what_was_listed_is_not_followed_by_less() {
        held(ready(3));

        known.listed(POST, ready(4).audio());
        ask();

        assertThat(reads.count()).isEqualTo(2);
    }

    @Test
    void what_admission_has_told_is_not_followed_by_less() {
        held(ready(3));

        known.ready(POST);
        ask();

        assertThat(reads.count()).isEqualTo(2);
    }

    @Test
    void the_progress_of_a_job_is_read_anew() {
        held(pending(5));

        CompletableFuture<Integer> progress = known.progressOf(POST, 5);
        reads.end(1, generating(5, 40));

        assertThat(progress).isCompletedWithValue(40);
    }

    private void ask() {
        var unused = known.lately(POST);
    }

    private void held(AudioLookup found) {
        ask();
        reads.end(0, found);
    }

    private static CatalogAudio rowOf(CompletableFuture<CatalogAudio> poll) {
        assertThat(poll).isCompleted();
        return poll.join();
    }

    /** The newest job and its status; nothing of it is done yet. */
    private static String jobOf(CompletableFuture<CatalogAudio> poll) {
        CatalogAudio audio = rowOf(poll);
        assertThat(audio.progressPercent()).isZero();
        return audio.jobId() + " " + audio.status();
    }

    private static void assertIsAskedFor(CompletableFuture<CatalogAudio> poll, Instant at) {
        CatalogAudio audio = rowOf(poll);
        assertThat(audio.title()).isEqualTo(REQUEST.title());
        assertThat(audio.url()).isEqualTo(REQUEST.url());
        assertThat(audio.voiceId()).isEqualTo(REQUEST.voiceId());
        assertThat(audio.contentHash()).isEqualTo(REQUEST.contentHash());
        assertThat(audio.requestedAt()).isEqualTo(at);
        assertThat(audio.updatedAt()).isEqualTo(at);
    }

    private static void assertPlays(CompletableFuture<CatalogAudio> poll, AudioLookup.Found earlier) {
        CatalogAudio audio = rowOf(poll);
        assertThat(audio.file()).isEqualTo(earlier.audio().file());
        assertThat(audio.durationSeconds()).isEqualTo(earlier.audio().durationSeconds());
        assertThat(audio.fileVoiceId()).isEqualTo(earlier.audio().fileVoiceId());
        assertThat(audio.segments()).isEqualTo(earlier.audio().segments());
    }

    private static int statusOf(CompletableFuture<CatalogAudio> poll) {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        assertThat(poll).isCompletedExceptionally();
        assertThatThrownBy(poll::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        FailedRequest.class,
                        refused -> status.complete(refused.error().status()));
        return status.join();
    }
}
