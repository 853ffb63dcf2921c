package dev.voicgen.keyadmin.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.keyadmin.KeyAdminFixture;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.kafka.TopicConsumers;
import dev.voicgen.platform.outbox.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Which rules sites are decided by, as it stands on their logs. */
class RulesAdoptionIT {

    private final KeyAdminFixture platform = KeyAdminFixture.shared();

    @Test
    void new_site_begins_with_the_newest_rules_behind_its_first_snapshot() {
        long siteId = KeyAdminFixture.newSite(platform.owner());

        await().until(this::outboxIsEmpty);
        // The outbox may append a record twice.
        assertThat(log(siteId)).first().isInstanceOf(SiteCommand.SiteChanged.class);
        assertThat(log(siteId)).last().isEqualTo(new SiteCommand.RulesAdopted(siteId, SiteCommand.RulesAdopted.NEWEST));
    }

    @Test
    void sites_of_earlier_releases_adopt_them() {
        long siteId = KeyAdminFixture.newSite(platform.owner());
        await().until(this::outboxIsEmpty);
        int before = log(siteId).size();
        platform.jdbi().useHandle(handle -> handle.execute("update site set rules = 1 where id = ?", siteId));

        RulesAdoption.adoptEverywhere(platform.jdbi(), new Outbox("key_outbox"));

        await().until(this::outboxIsEmpty);
        List<SiteCommand> adopted = log(siteId);
        assertThat(adopted.subList(before, adopted.size()))
                .isNotEmpty()
                .containsOnly(new SiteCommand.RulesAdopted(siteId, SiteCommand.RulesAdopted.NEWEST));
    }

    private boolean outboxIsEmpty() {
        return platform.jdbi()
                .withHandle(handle -> handle.createQuery("select not exists (select from key_outbox)")
                        .mapTo(boolean.class)
                        .one());
    }

    /** All commands of the site. */
    private List<SiteCommand> log(long siteId) {
        List<SiteCommand> commands = new ArrayList<>();
        KafkaSettings kafka = new KafkaSettings(platform.kafka(), 2, 1);
        try (Consumer<byte[], byte[]> consumer = TopicConsumers.assigned("rules-adoption", kafka)) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.SITE_COMMANDS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    SiteCommand command = TopicConsumers.read(Topics.SITE_COMMANDS, record.value());
                    if (command.siteId() == siteId) {
                        commands.add(command);
                    }
                });
            }
        }
        return commands;
    }
}
