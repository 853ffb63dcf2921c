package dev.voicgen.ingress.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voicgen.catalog.CatalogVoice;
import dev.voicgen.contracts.site.Article;
import dev.voicgen.contracts.site.ArticleText;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.ingress.access.ApiRefusals;
import dev.voicgen.ingress.text.SpeakableText;
import dev.voicgen.ingress.voices.Voices;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Field;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.InputText;
import dev.voicgen.platform.http.WebUrl;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Judges the body of a generate request. Thread-safe. */
public final class SubmissionReader {

    private static final int MIN_CONTENT = 50;
    private static final int MAX_CONTENT = 200_000;
    private static final int MAX_TITLE = 500;

    private final Supplier<Voices> voices;

    /**
     * What a client asks for.
     *
     * @param regenerate whether an audio that exists is to be made again
     */
    public record Submission(Article article, boolean regenerate) {}

    public SubmissionReader(Supplier<Voices> voices) {
        this.voices = voices;
    }

    /** @throws FailedRequest with 422 naming every bad field, or 403 where the plan has no such voice */
    public Submission read(ObjectNode body, SiteSnapshot site) {
        Voices known = voices.get();
        Input input = Input.of(body);
        Field<PostId> postId = PostFields.postId(input);
        ArticleText text = ArticleText.of(content(input).orElse(""));
        String title = input.text("post_title", MAX_TITLE).orElse(null);
        String url = input.text("post_url")
                .as(WebUrl::parse, "must be a valid URL, such as https://example.com/article.")
                .get()
                .map(WebUrl::value)
                .orElse(null);
        Optional<Language> language = PostFields.language(input, "language", known);
        Field<CatalogVoice> chosen = chosenVoice(input, known, language, site);
        String callbackUrl =
                PostFields.callbackUrl(input).get().map(WebUrl::value).orElse(null);
        boolean regenerate = input.flag("regenerate").orElse(false);
        input.check();
        Language spoken = language.orElseThrow();
        CatalogVoice voice =
                chosen.get().map(named -> allowed(named, site)).orElseGet(() -> defaultVoice(known, spoken, site));
        return new Submission(
                new Article(
                        postId.get().orElseThrow(), spoken, title, url, text, text.sha256(), voice.id(), callbackUrl),
                regenerate);
    }

    private static Field<String> content(Input input) {
        Field<String> given = input.article("content").required();
        Field<String> text = given.as(SpeakableText::of, "has too many elements.");
        int speakable = InputText.length(text.orElse(""));
        int all = InputText.length(given.orElse(""));
        String counted = speakable == all
                ? "It has " + all + "."
                : "It has " + speakable + " speakable of " + all + " characters; tables and scripts are not spoken.";
        return text.when(
                        unused -> speakable >= MIN_CONTENT,
                        "must be at least " + MIN_CONTENT + " characters. " + counted)
                .when(
                        unused -> speakable <= MAX_CONTENT,
                        "must not be greater than " + MAX_CONTENT + " characters. " + counted);
    }

    /** A voice of the language, or of any where that is wrong. */
    private static Field<CatalogVoice> chosenVoice(
            Input input, Voices voices, Optional<Language> language, SiteSnapshot site) {
        Voices speaking = language.map(voices::speaking).orElse(voices);
        List<Long> usable = speaking.within(site.plan().voices()).stream()
                .map(CatalogVoice::id)
                .toList();
        return input.integer("voice_id").selected(speaking::byId, Input.oneOf(usable));
    }

    private static CatalogVoice allowed(CatalogVoice voice, SiteSnapshot site) {
        if (!site.plan().voices().includes(voice.planRequired())) {
            throw new FailedRequest(ApiRefusals.planRestriction("Your plan does not include this voice."));
        }
        return voice;
    }

    private static CatalogVoice defaultVoice(Voices voices, Language language, SiteSnapshot site) {
        return voices.byDefault(site.defaultVoiceId(), language, site.plan().voices())
                .orElseThrow(() -> new FailedRequest(
                        ApiRefusals.planRestriction("Your plan does not include a voice of this language.")));
    }
}
