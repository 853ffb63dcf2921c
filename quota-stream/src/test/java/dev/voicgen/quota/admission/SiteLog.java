package dev.voicgen.quota.admission;

import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.contracts.site.Article;
import dev.voicgen.contracts.site.ArticleText;
import dev.voicgen.contracts.site.QuotaUsage;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.value.KeyHash;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.contracts.value.PostKey;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;

/** The log of site 7, one command appended and decided after the other. */
final class SiteLog {

    static final long SITE = 7;
    static final ReadyAudio AUDIO = new ReadyAudio("a.mp3", 142);

    private final InMemoryLedger ledger = new InMemoryLedger();
    private Instant now = Instant.parse("2026-03-10T12:00:00Z");
    private long offset;
    private long version;

    static SiteLog withLimit(Integer monthlyPosts) {
        SiteLog log = new SiteLog();
        log.limit(monthlyPosts);
        return log;
    }

    /** A log whose site has adopted the newest rules. */
    static SiteLog underNewestRules(Integer monthlyPosts) {
        SiteLog log = withLimit(monthlyPosts);
        log.append(new SiteCommand.RulesAdopted(SITE, SiteCommand.RulesAdopted.NEWEST));
        return log;
    }

    static GenerateBuilder generate(String post) {
        return new GenerateBuilder(post);
    }

    void limit(Integer monthlyPosts) {
        version++;
        site(SiteFixture.active(SITE, version, monthlyPosts));
    }

    void site(SiteSnapshot site) {
        append(new SiteCommand.SiteChanged(site));
    }

    void at(String instant) {
        now = Instant.parse(instant);
    }

    Verdict ask(String post) {
        return ask(generate(post));
    }

    Verdict ask(GenerateBuilder request) {
        return ((Output.Answer) tell(request).get(0)).verdict();
    }

    /** All that follows from a request. */
    List<Output> tell(GenerateBuilder request) {
        return append(request.at(now));
    }

    /** The id of the job that a request for {@code post} queues. */
    long queue(String post) {
        return queue(generate(post));
    }

    long queue(GenerateBuilder request) {
        return ((Verdict.Queued) ask(request)).jobId();
    }

    List<Output> end(long jobId, String post, boolean ready) {
        return append(
                ready
                        ? new SiteCommand.JobReady(SITE, jobId, new PostId(post), Language.ENGLISH, AUDIO)
                        : new SiteCommand.JobFailed(SITE, jobId, new PostId(post), Language.ENGLISH, "engine"));
    }

    void started(long jobId, String post) {
        append(new SiteCommand.JobStarted(SITE, jobId, new PostId(post), Language.ENGLISH));
    }

    void ready(long jobId, String post) {
        end(jobId, post, true);
    }

    void failed(long jobId, String post) {
        end(jobId, post, false);
    }

    Verdict delete(String post) {
        return ((Output.Answer) append(deletion(post)).get(0)).verdict();
    }

    SiteCommand deletion(String post) {
        return new SiteCommand.DeleteRequested(
                "d-" + post, SITE, SiteFixture.REST_KEY, now.plusSeconds(3), new PostId(post), Language.ENGLISH);
    }

    List<Output> append(SiteCommand command) {
        offset++;
        return ledger.apply(command, new LogPosition(3, offset, now));
    }

    QuotaUsage usage() {
        return ledger.site(SITE).orElseThrow().usageAt(now);
    }

    YearMonth month() {
        return YearMonth.from(now.atOffset(ZoneOffset.UTC));
    }

    PostEntry post(String post) {
        return ledger.post(new PostKey(SITE, new PostId(post), Language.ENGLISH));
    }

    /** A request as its client may vary it. */
    static final class GenerateBuilder {
        private final String post;
        private KeyHash key = SiteFixture.REST_KEY;
        private String language = "en";
        private String hash = "aa";
        private long voice = 1;
        private boolean regenerate;
        private Duration late = Duration.ofSeconds(-3);

        private GenerateBuilder(String post) {
            this.post = post;
        }

        GenerateBuilder key(KeyHash with) {
            key = with;
            return this;
        }

        GenerateBuilder language(String code) {
            language = code;
            return this;
        }

        GenerateBuilder hash(String of) {
            hash = of;
            return this;
        }

        GenerateBuilder voice(long id) {
            voice = id;
            return this;
        }

        GenerateBuilder regenerate() {
            regenerate = true;
            return this;
        }

        GenerateBuilder lateBy(Duration by) {
            late = by;
            return this;
        }

        SiteCommand at(Instant now) {
            Article article = new Article(
                    new PostId(post),
                    new Language(language),
                    "Title",
                    "https://x.example/a",
                    ArticleText.of("Text."),
                    hash,
                    voice,
                    null);
            return new SiteCommand.GenerateRequested(
                    "r-" + post, SITE, key, now.minus(late), regenerate, article, null);
        }
    }
}
