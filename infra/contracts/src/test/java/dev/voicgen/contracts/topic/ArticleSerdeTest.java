package dev.voicgen.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voicgen.contracts.audio.AudioJob;
import dev.voicgen.contracts.site.Article;
import dev.voicgen.contracts.site.ArticleText;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleSerdeTest {

    private static final Topic<String, AudioJob> TOPIC = Topics.AUDIO_JOBS;

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "One block.\n\nAnother \"quoted\" one.", "Fähre – 渡し船 – 🚢", "{\"text\":\"x\"}"})
    void any_text_survives(String text) {
        AudioJob job = job("A \n title", text);

        AudioJob read = read(write(job));

        assertThat(read).isEqualTo(job);
        assertThat(read.article().text().reveal()).isEqualTo(text);
    }

    @Test
    void the_text_stands_plain_behind_one_line_of_json() {
        String record = new String(write(job("Title", "Said \"twice\".\n\nSo it is.")), StandardCharsets.UTF_8);

        assertThat(record).startsWith("{\"job_id\":1,").endsWith("}\nSaid \"twice\".\n\nSo it is.");
        assertThat(record.lines().findFirst().orElseThrow()).doesNotContain("Said", "text");
    }

    @Test
    void a_record_of_an_older_release_has_its_text_in_the_json() {
        AudioJob job = job("Title", "Said \"twice\".\n\nSo it is.");
        String line = new String(write(job), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow();
        String older = line.replace("\"article\":{", "\"article\":{\"text\":\"Said \\\"twice\\\".\\n\\nSo it is.\",");

        assertThat(read(older.getBytes(StandardCharsets.UTF_8))).isEqualTo(job);
    }

    @Test
    void an_article_without_any_text_is_incomplete() {
        String line = new String(write(job("Title", "Text.")), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> read(line.getBytes(StandardCharsets.UTF_8))).isInstanceOf(IncompleteRecord.class);
    }

    @Test
    void what_cannot_be_read_says_so_without_quoting_it() {
        byte[] poison = "{\"job_id\":\"secret\"}\nsecret".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> read(poison))
                .isInstanceOf(SerializationException.class)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    private static AudioJob job(String title, String text) {
        Article article =
                new Article(new PostId("p"), Language.ENGLISH, title, null, ArticleText.of(text), "c0ffee", 1, null);
        return new AudioJob(1, 7, Instant.EPOCH, article);
    }

    private static byte[] write(AudioJob job) {
        return TOPIC.values().serializer().serialize(TOPIC.name(), job);
    }

    private static AudioJob read(byte[] bytes) {
        return TOPIC.values().deserializer().deserialize(TOPIC.name(), bytes);
    }
}
