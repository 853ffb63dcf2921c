package dev.voicgen.quota.admission;

import dev.voicgen.contracts.site.Article;
import dev.voicgen.contracts.site.ArticleText;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import java.time.Duration;
import java.time.Instant;

/** Requests as the ingress writes them. */
public final class CommandFixture {

    public static final String HASH = "ab".repeat(32);

    private CommandFixture() {}

    /** An English post, to be admitted within 3 s of {@code now}. */
    public static SiteCommand.GenerateRequested generate(String requestId, long siteId, String post, Instant now) {
        return new SiteCommand.GenerateRequested(
                requestId,
                siteId,
                SiteFixture.REST_KEY,
                now.plus(Duration.ofSeconds(3)),
                false,
                article(post, "Text of an article.", HASH),
                null);
    }

    public static Article article(String post, String text, String hash) {
        return new Article(
                new PostId(post),
                Language.ENGLISH,
                "Title",
                "https://example.com/a",
                ArticleText.of(text),
                hash,
                1,
                null);
    }
}
