package dev.voicgen.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.platform.config.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicPromisesTest {

    private static final Map<String, String> ASKED =
            TopicPromises.config(Topics.SITE_COMMANDS.config(), new KafkaSettings("k:1", 8, 3));

    @Test
    void every_topic_is_made_so_that_an_acknowledged_record_outlives_a_broker() {
        assertThat(Topics.all())
                .allSatisfy(topic -> assertThat(TopicPromises.config(topic.config(), new KafkaSettings("k:1", 8, 3)))
                        .containsEntry("min.insync.replicas", "2")
                        .containsAllEntriesOf(topic.config()));
    }

    @Test
    void what_is_as_it_was_asked_for_keeps_all_promises() {
        assertThat(TopicPromises.broken(ASKED, ASKED)).isEmpty();
        assertThat(TopicPromises.broken(ASKED, Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "min.insync.replicas,1,outlives the loss of one broker",
        "cleanup.policy,compact,as long as their readers need them",
        "message.timestamp.type,CreateTime,time is the broker's",
        "retention.ms,1000,finds all records",
        "max.message.bytes,1048588,longest article fits"
    })
    void a_weaker_setting_is_named_with_what_it_costs(String setting, String weaker, String promise) {
        assertThat(TopicPromises.broken(ASKED, with(setting, weaker)))
                .singleElement()
                .asString()
                .startsWith(setting + "=" + weaker)
                .contains(promise);
    }

    @ParameterizedTest
    @CsvSource({"min.insync.replicas,3", "retention.ms,-1", "retention.ms,99999999999", "segment.ms,1"})
    void a_stronger_setting_is_the_operators_own_choice(String setting, String value) {
        assertThat(TopicPromises.broken(ASKED, with(setting, value))).isEmpty();
    }

    private static Map<String, String> with(String setting, String value) {
        Map<String, String> actual = new HashMap<>(ASKED);
        actual.put(setting, value);
        return actual;
    }
}
