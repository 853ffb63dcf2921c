package dev.voicgen.worker;

import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.site.Article;
import dev.voicgen.contracts.site.ArticleText;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.worker.narration.Narration;
import dev.voicgen.worker.store.AudioName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Jobs nobody else has, and what could come of them. */
public final class TestJobs {

    /** Where nothing listens: a delivery is noted and stays. */
    public static final String NOWHERE = "http://127.0.0.1:9/callback";

    static final long SITE = 7;

    private static final AtomicLong NEXT_ID = new AtomicLong(System.currentTimeMillis());

    private TestJobs() {}

    /** A job of a post of its own. */
    public static AudioJob job() {
        return job("post-" + NEXT_ID.incrementAndGet());
    }

    /** A new job of {@code postId}; its id is higher than those of all jobs before. */
    public static AudioJob job(String postId) {
        return job(postId, 1, "A sentence that is to be spoken, and that is long enough for it.", NOWHERE);
    }

    public static AudioJob job(String postId, long voiceId, String text, String callbackUrl) {
        return job(postId, voiceId, "A title", text, callbackUrl);
    }

    /** A job with a character in its title or callback that JSON can carry and PostgreSQL cannot keep. */
    public static AudioJob withNulIn(String field) {
        return job(
                "nul-in-" + field,
                1,
                field.equals("title") ? "A \u0000 title" : "A title",
                "A text that is well, of an article that is not.",
                field.equals("callback") ? NOWHERE + "\u0000" : NOWHERE);
    }

    private static AudioJob job(String postId, long voiceId, String title, String text, String callbackUrl) {
        long id = NEXT_ID.incrementAndGet();
        return new AudioJob(
                id,
                SITE,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                new Article(
                        new PostId(postId),
                        Language.ENGLISH,
                        title,
                        null,
                        ArticleText.of(text),
                        "hash-of-job-" + id,
                        voiceId,
                        callbackUrl));
    }

    /** An audio of the job; {@code mark}, a hexadecimal digit, tells apart who made it. */
    public static Narration.Narrated narrated(AudioJob job, char mark) {
        AudioName file = new AudioName(mark + String.format("%039x", job.jobId()) + ".mp3");
        return new Narration.Narrated(file, 12_400, List.of(new Narration.SpokenSegment(0, 0, 12_400, 0, 60)), 1, 0);
    }
}
