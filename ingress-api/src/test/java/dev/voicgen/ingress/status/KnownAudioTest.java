package dev.voicgen.ingress.status;

import static dev.voicgen.ingress.status.BegunReads.generating;
import static dev.voicgen.ingress.status.BegunReads.pending;
import static dev.voicgen.ingress.status.BegunReads.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    private static final RequestedAudio REQUEST = new RequestedAudio(POST, "Title", null, 2, "hash");

    private final BegunReads reads = new BegunReads();
    private final KnownAudio known = new KnownAudio(new CatalogCache(reads, Runnable::run, () -> 0));

    @Test
    void an_admission_is_told_by_a_poll_that_has_waited_since_before_it() {
        CompletableFuture<AudioLookup.Found> poll = known.lately(POST);
        known.underWay(POST, 5, false);

        reads.end(0, ready(4));

        assertThat(rowOf(poll)).isEqualTo(AudioRow.admitted(5, false));
    }

    @Test
    void an_admission_is_told_over_what_is_held() {
        held(ready(4));

        known.underWay(POST, 5, false);
        CompletableFuture<AudioLookup.Found> poll = known.lately(POST);
        reads.end(1, ready(4));

        assertThat(rowOf(poll)).isEqualTo(AudioRow.admitted(5, false));
        assertThat(rowOf(known.lately(POST))).isEqualTo(AudioRow.admitted(5, false));
    }

    @Test
    void an_admission_is_still_told_over_an_older_read_after_a_newer_one_knew_of_it() {
        known.underWay(POST, 5, false);
        CompletableFuture<AudioLookup.Found> slow = known.lately(POST);
        CompletableFuture<AudioLookup.Found> fast = known.now(POST);

        reads.end(1, generating(5, 40));
        reads.end(0, ready(4));

        assertThat(rowOf(fast)).isEqualTo(generating(5, 40).audio());
        assertThat(rowOf(slow)).isEqualTo(AudioRow.admitted(5, false));
    }

    @Test
    void a_deletion_is_told_over_what_is_held_and_over_a_read_from_before_it() {
        held(ready(4));
        CompletableFuture<AudioLookup.Found> waiting = known.now(POST);

        known.deleted(POST, 4);
        reads.end(1, ready(4));
        CompletableFuture<AudioLookup.Found> poll = known.lately(POST);
        reads.end(2, ready(4));

        assertThat(statusOf(waiting)).isEqualTo(404);
        assertThat(statusOf(poll)).isEqualTo(404);
    }

    @Test
    void what_is_made_after_a_deletion_is_told_without_the_deleted_file() {
        known.deleted(POST, 4);
        known.underWay(POST, 5, false);

        CompletableFuture<AudioLookup.Found> poll = known.lately(POST);
        reads.end(0, ready(4));

        assertThat(poll).isCompletedWithValue(new AudioLookup.Found(AudioRow.admitted(5, false), AudioDetails.NONE));
    }

    @Test
    void what_is_made_anew_is_told_with_the_file_that_still_plays() {
        known.underWay(POST, 5, false);

        CompletableFuture<AudioLookup.Found> poll = known.lately(POST);
        reads.end(0, ready(4));

        assertThat(poll).isCompletedWithValue(new AudioLookup.Found(AudioRow.admitted(5, false), ready(4).details()));
    }

    @Test
    void a_text_that_waits_for_the_end_of_a_job_is_told_of_when_that_has_ended() {
        known.queuedNext(REQUEST, 5, true, 7);
        CompletableFuture<AudioLookup.Found> before = known.now(POST);
        CompletableFuture<AudioLookup.Found> during = known.now(POST);
        CompletableFuture<AudioLookup.Found> after = known.now(POST);
        CompletableFuture<AudioLookup.Found> made = known.now(POST);

        reads.end(0, ready(4));
        reads.end(1, generating(5, 40));
        reads.end(2, ready(5));
        reads.end(3, ready(7));

        assertThat(rowOf(before)).isEqualTo(AudioRow.admitted(5, true));
        assertThat(rowOf(during)).isEqualTo(generating(5, 40).audio());
        assertThat(rowOf(after)).isEqualTo(AudioRow.admitted(7, false));
        assertThat(after.join().details().contentHash()).isEqualTo(REQUEST.contentHash());
        assertThat(rowOf(made)).isEqualTo(ready(7).audio());
    }

    @Test
    void a_job_is_told_whole_while_a_newer_text_waits_for_its_end() {
        Instant at = Instant.parse("2026-11-29T07:00:00Z");
        known.queued(REQUEST, 5, at);
        known.queuedNext(REQUEST, 5, true, 7);

        CompletableFuture<AudioLookup.Found> poll = known.now(POST);
        reads.end(0, ready(4));

        assertThat(poll.join().details()).isEqualTo(REQUEST.details(at).over(ready(4).details()));
        assertThat(rowOf(poll)).isEqualTo(AudioRow.admitted(5, true));
    }

    @Test
    void the_start_of_the_job_that_a_text_waits_for_is_told() {
        known.queuedNext(REQUEST, 5, false, 7);

        known.underWay(POST, 5, true);
        CompletableFuture<AudioLookup.Found> poll = known.now(POST);
        reads.end(0, ready(4));

        assertThat(rowOf(poll)).isEqualTo(AudioRow.admitted(5, true));
    }

    @Test
    void what_a_client_asked_for_is_told_whole_until_the_catalog_knows_it() {
        Instant at = Instant.parse("2026-11-29T07:00:00Z");
        known.queued(REQUEST, 5, at);
        known.underWay(POST, 5, true);

        CompletableFuture<AudioLookup.Found> poll = known.now(POST);
        reads.end(0, ready(4));

        assertThat(poll.join().details()).isEqualTo(REQUEST.details(at).over(ready(4).details()));
        assertThat(rowOf(poll)).isEqualTo(AudioRow.admitted(5, true));
    }

    @Test
    void the_end_of_a_job_is_not_taken_back_while_the_catalog_is_away() {
        known.underWay(POST, 5, false);
        CompletableFuture<AudioLookup.Found> end = known.now(POST);
        reads.end(0, ready(5));

        CompletableFuture<AudioLookup.Found> poll = known.lately(POST);
        reads.end(1, new AudioLookup.Unavailable());

        assertThat(rowOf(end)).isEqualTo(ready(5).audio());
        assertThat(statusOf(poll)).isEqualTo(503);
    }

    @Test
    void what_was_listed_is_not_followed_by_less() {
        held(ready(3));

        known.listed(POST, ready(4));
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

    private static AudioRow rowOf(CompletableFuture<AudioLookup.Found> poll) {
        assertThat(poll).isCompleted();
        return poll.join().audio();
    }

    private static int statusOf(CompletableFuture<AudioLookup.Found> poll) {
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
