package dev.voicgen.bench.admission;

import dev.voicgen.bench.run.BulkWriter;
import dev.voicgen.contracts.site.Article;
import dev.voicgen.contracts.site.ArticleText;
import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.RequestLimits;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.contracts.value.Domain;
import dev.voicgen.contracts.value.KeyHash;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.platform.config.KafkaSettings;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Writes sites and requests to {@code site.commands}, as many as it is told. For one thread. */
final class CommandLog {

    private static final Plan PLAN =
            new Plan("enterprise", null, true, new RequestLimits(600, 600, 2000, 1200), VoiceTier.ENTERPRISE, null);
    private static final String SENTENCE = "The ferry leaves at noon, when the tide has turned. ";
    private static final String CONTENT_HASH = "4d3a9b7c1f0e2d5a6b8c9d0e1f2a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c";

    private final KafkaSettings kafka;
    private int sites;
    private long posts;

    CommandLog(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** Grows to {@code total} sites. */
    void growSitesTo(int total) {
        try (BulkWriter writer = new BulkWriter(kafka)) {
            while (sites < total) {
                sites++;
                append(writer, new SiteCommand.SiteChanged(site(sites)));
            }
        }
    }

    /** Grows to {@code total} posts, each new and of {@code characters}, of the sites in turn. */
    void growPostsTo(long total, int characters) {
        String text = SENTENCE.repeat(characters / SENTENCE.length() + 1).substring(0, characters);
        Instant admitBy = Instant.now().plus(1, ChronoUnit.DAYS);
        try (BulkWriter writer = new BulkWriter(kafka)) {
            while (posts < total) {
                long site = posts % sites + 1;
                posts++;
                append(
                        writer,
                        new SiteCommand.GenerateRequested(
                                "bench-" + posts, site, keyOf(site), admitBy, false, article(text), null));
            }
        }
    }

    /** How many commands there are. */
    long size() {
        return sites + posts;
    }

    private Article article(String text) {
        return new Article(
                new PostId("post-" + posts),
                Language.ENGLISH,
                "The ferry",
                null,
                ArticleText.of(text),
                CONTENT_HASH,
                1,
                null);
    }

    private static void append(BulkWriter writer, SiteCommand command) {
        writer.append(Topics.SITE_COMMANDS, String.valueOf(command.siteId()), command);
    }

    private static SiteSnapshot site(long id) {
        return new SiteSnapshot(
                id,
                1,
                true,
                PLAN,
                new Subscription(Subscription.Status.ACTIVE, null),
                null,
                null,
                List.of(new Domain("publisher-" + id + ".example.com")),
                List.of(new SiteSnapshot.LiveKey(id, keyOf(id), Integration.REST)));
    }

    private static KeyHash keyOf(long site) {
        return KeyHash.of(ByteBuffer.allocate(32).putLong(site).array());
    }
}
