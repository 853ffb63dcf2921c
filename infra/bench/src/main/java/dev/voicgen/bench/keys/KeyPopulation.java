package dev.voicgen.bench.keys;

import dev.voicgen.bench.run.BulkWriter;
import dev.voicgen.contracts.key.ControlRecord;
import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.RequestLimits;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.site.Subscription;
import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.contracts.value.ApiKey;
import dev.voicgen.contracts.value.Domain;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Sites as customers have them: one domain, some keys (production, staging, a plugin), one of three plans.
 *
 * @param keys in all
 * @param keysPerSite of each site but the last
 */
record KeyPopulation(int keys, int keysPerSite) {

    private static final List<Plan> PLANS = List.of(
            new Plan("starter", 50, false, new RequestLimits(60, 60, 200, 120), VoiceTier.STARTER, 100_000L),
            new Plan("growth", 500, false, new RequestLimits(60, 60, 200, 120), VoiceTier.GROWTH, 1_000_000L),
            new Plan("enterprise", null, true, new RequestLimits(600, 600, 2000, 1200), VoiceTier.ENTERPRISE, null));

    /** Appends every site to {@code key.control} and writes the plaintexts, one a line, to {@code file}. */
    void publish(BulkWriter log, Path file) throws IOException {
        SecureRandom random = new QuickRandom();
        try (BufferedWriter plaintexts = Files.newBufferedWriter(file)) {
            for (int made = 0, site = 1; made < keys; site++) {
                List<SiteSnapshot.LiveKey> live = new ArrayList<>();
                for (int i = 0; i < keysPerSite && made < keys; i++) {
                    ApiKey key = ApiKey.generate(random);
                    plaintexts.write(key.reveal());
                    plaintexts.newLine();
                    live.add(new SiteSnapshot.LiveKey(
                            ++made, key.hash(), i == 0 ? Integration.PLUGIN : Integration.REST));
                }
                ControlRecord.SiteUpdated updated = new ControlRecord.SiteUpdated(site(site, live));
                log.append(Topics.KEY_CONTROL, updated.key(), updated);
            }
        }
    }

    private static SiteSnapshot site(long id, List<SiteSnapshot.LiveKey> keys) {
        return new SiteSnapshot(
                id,
                1,
                true,
                PLANS.get((int) (id % PLANS.size())),
                new Subscription(Subscription.Status.ACTIVE, null),
                null,
                null,
                List.of(new Domain("publisher-" + id + ".example.com")),
                keys);
    }

    /** A million real keys take half a minute; these are secret to nobody, and the same in each run. */
    private static final class QuickRandom extends SecureRandom {

        private static final long serialVersionUID = 1L;
        private static final long SEED = 20_260_101;

        private final transient SplittableRandom random = new SplittableRandom(SEED);

        @Override
        public int nextInt(int bound) {
            return random.nextInt(bound);
        }
    }
}
