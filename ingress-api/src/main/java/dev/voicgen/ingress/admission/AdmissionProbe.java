package dev.voicgen.ingress.admission;

import dev.voicgen.contracts.site.Article;
import dev.voicgen.contracts.site.ArticleText;
import dev.voicgen.contracts.site.SiteCommand.UsageAsked;
import dev.voicgen.contracts.value.KeyHash;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Asks admission about a request that is refused whatever the log says: of no site, with a hash that no key has. So it
 * goes the whole way and changes nothing.
 */
public final class AdmissionProbe {

    private static final Duration DEADLINE = Duration.ofSeconds(2);
    /** Shorter than orchestrators wait for a second failed check. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private static final Duration QUICK = Duration.ofMillis(10);
    private static final int QUICK_ENOUGH = 100;
    private static final long NO_SITE = 0;
    private static final KeyHash NO_KEY = KeyHash.of(new byte[32]);
    private static final Article ARTICLE = new Article(
            new PostId("probe"),
            Language.ENGLISH,
            null,
            null,
            ArticleText.of("Is anybody there?"),
            "4d3a9b7c1f0e2d5a6b8c9d0e1f2a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c",
            0,
            null);

    private final AdmissionClient admission;
    private CompletableFuture<Boolean> latest = CompletableFuture.completedFuture(false);

    public AdmissionProbe(AdmissionClient admission) {
        this.admission = admission;
    }

    /**
     * Whether admission answers; complete within two seconds. It is asked only where it has not answered anybody lately, and
     * once at a time however many want to know: each question stays on the log as long as the log is kept.
     */
    public synchronized CompletableFuture<Boolean> answers() {
        if (admission.hasAnsweredWithin(FRESH)) {
            return CompletableFuture.completedFuture(true);
        }
        if (latest.isDone()) {
            latest = admission
                    .ask((requestId, admitBy) -> new UsageAsked(requestId, NO_SITE, NO_KEY, admitBy), DEADLINE)
                    .thenApply(Optional::isPresent);
        }
        return latest;
    }

    /**
     * Asks again and again until answers come quickly, so that no client pays for a cold start. Blocks for as long as
     * {@code limit} at most and then leaves it at that: admission may well be started later.
     */
    public void warmUp(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        int quick = 0;
        while (quick < QUICK_ENOUGH && System.nanoTime() < end) {
            long start = System.nanoTime();
            boolean answered = admission
                    .ask(NO_SITE, NO_KEY, false, ARTICLE, DEADLINE)
                    .join()
                    .isPresent();
            quick = answered && System.nanoTime() - start < QUICK.toNanos() ? quick + 1 : 0;
        }
    }
}
