package dev.voicgen.ingress.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voicgen.catalog.CatalogVoice;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.contracts.site.Article;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.ingress.testing.SitesFixture;
import dev.voicgen.ingress.voices.Voices;
import dev.voicgen.platform.http.ApiError;
import dev.voicgen.platform.http.FailedRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionReaderTest {

    private static final String TEXT = "The council met on Tuesday and agreed to keep the old bridge open.";
    private static final Voices VOICES = new Voices(List.of(
            new CatalogVoice(1, "Marcus", "natural", new Language("en"), "male", VoiceTier.STARTER),
            new CatalogVoice(2, "Robin", "natural", new Language("en"), "male", VoiceTier.ENTERPRISE),
            new CatalogVoice(3, "Anna", "natural", new Language("de"), "female", VoiceTier.STARTER)));

    private final SubmissionReader reader = new SubmissionReader(() -> VOICES);
    private final SiteSnapshot site = SitesFixture.inGoodStanding().site();

    @Test
    void forms_are_taken_as_laravel_takes_them() {
        SubmissionReader.Submission submission =
                read("'post_id':' c34 ','language':'','voice_id':'1','regenerate':'1','post_title':' '");

        assertThat(submission.article().postId().value()).isEqualTo("c34");
        assertThat(submission.article().language()).isEqualTo(Language.ENGLISH);
        assertThat(submission.article().voiceId()).isEqualTo(1);
        assertThat(submission.article().title()).isNull();
        assertThat(submission.regenerate()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"EN, en", "' en ', en", "De, de", "'\u00a0de\u200b', de", "'', en", "'\ufeff', en"})
    void a_language_is_taken_in_any_spelling(String given, String code) {
        assertThat(read("'language':'" + given + "'").article().language().code())
                .isEqualTo(code);
    }

    @Test
    void a_byte_order_mark_of_a_file_is_no_part_of_its_text() {
        Article article = read("'post_id':'\ufeffbom','post_title':'\ufeffA bridge','content':'\ufeff" + TEXT + "'")
                .article();

        assertThat(article.postId().value()).isEqualTo("bom");
        assertThat(article.title()).isEqualTo("A bridge");
        assertThat(article.text().reveal()).isEqualTo(TEXT);
    }

    @Test
    void half_of_an_emoji_costs_no_article() {
        Article article = read("'post_title':'Cut \\ud83d','content':'" + TEXT + " \\ud83d'")
                .article();

        assertThat(article.title()).isEqualTo("Cut \ufffd");
        assertThat(article.text().reveal()).startsWith(TEXT).doesNotContain("\ud83d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://web_app:9000/hook",
                "https://münchen.example/artikel/brücke",
                "https://straße.example/",
                "https://example.com/?q=[1]",
                " https://example.com/hook "
            })
    void urls_are_taken_as_browsers_take_them(String url) {
        Article article =
                read("'post_url':'" + url + "','callback_url':'" + url + "'").article();

        assertThat(article.url()).isEqualTo(url.strip());
        assertThat(article.callbackUrl()).isEqualTo(url.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org:0/hook",
                "http://[fe80::1%25lo]:9000/hook",
                "http://a%25b.example/hook",
                "https:example.org/hook",
                "https://user:password@example.org/hook",
                "https://example.org/hook#now",
                "ftp://example.org/hook"
            })
    void where_nothing_can_be_delivered_is_no_callback_url(String url) {
        assertThat(failure("'callback_url':'" + url + "'").errors()).containsOnlyKeys("callback_url");
    }

    @Test
    void every_bad_field_is_named() {
        ApiError failure = failure("'post_id':42,'language':'xx','voice_id':'y','regenerate':'yes','post_url':'here'");

        assertThat(failure.errors())
                .containsOnlyKeys("post_id", "language", "voice_id", "regenerate", "post_url")
                .containsEntry("post_id", List.of("The post id field must be a string."))
                .containsEntry("voice_id", List.of("The voice id field must be an integer."));
        assertThat(failure.message()).isEqualTo("The post id field must be a string. (and 4 more errors)");
    }

    @Test
    void what_is_valid_is_named() {
        assertThat(failure("'language':'fr'").message())
                .isEqualTo("The selected language is invalid. It must be one of: en, de.");
        assertThat(failure("'voice_id':9").message())
                .isEqualTo("The selected voice id is invalid. It must be one of: 1, 2.");
        assertThat(failure("'voice_id':3").message())
                .isEqualTo("The selected voice id is invalid. It must be one of: 1, 2.");
        assertThat(failure("'voice_id':1,'language':'de'").message())
                .isEqualTo("The selected voice id is invalid. It must be one of: 3.");
    }

    @Test
    void what_was_counted_is_told() {
        String table = "<table><tr><td>" + TEXT + "</td></tr></table>";

        assertThat(failure("'content':'" + table + "'").message())
                .isEqualTo("The content field must be at least 50 characters. It has 0 speakable of " + table.length()
                        + " characters; tables and scripts are not spoken.");
        assertThat(failure("'content':'Too short.'").message())
                .isEqualTo("The content field must be at least 50 characters. It has 10.");
    }

    @Test
    void a_refused_character_is_named_with_its_place() {
        assertThat(failure("'content':'" + TEXT + "\\u0000 " + TEXT + "'").message())
                .isEqualTo("The content field must not contain control characters: there is U+0000 at character "
                        + (TEXT.length() + 1) + ".");
        assertThat(failure("'post_id':'a\\u200bb'").message())
                .isEqualTo("The post id field must be 1 to 191 printable characters without a slash: there is U+200B at"
                        + " character 2.");
    }

    private SubmissionReader.Submission read(String fields) {
        return reader.read(body(fields), site);
    }

    private ApiError failure(String fields) {
        return catchThrowableOfType(FailedRequest.class, () -> read(fields)).error();
    }

    /** A body that is good but for {@code fields}, written with single quotes. */
    private static ObjectNode body(String fields) {
        try {
            ObjectNode body =
                    (ObjectNode) Json.mapper().readTree("{\"post_id\":\"post\",\"content\":\"" + TEXT + "\"}");
            return body.setAll((ObjectNode) Json.mapper().readTree("{" + fields.replace('\'', '"') + "}"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
