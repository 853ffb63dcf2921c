package dev.voicgen.ingress.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voicgen.contracts.site.Article;
import dev.voicgen.contracts.site.ArticleText;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.ingress.access.Refusals;
import dev.voicgen.ingress.text.SpeakableText;
import dev.voicgen.ingress.voices.Voice;
import dev.voicgen.ingress.voices.Voices;
import dev.voicgen.platform.http.FailedRequest;
import java.util.Optional;
import java.util.function.Supplier;

/** Judges the body of a generate request. Thread-safe. */
public final class SubmissionReader {

    private static final int MIN_CONTENT = 50;
    private static final int MAX_CONTENT = 200_000;
    private static final int MAX_TITLE = 500;
    private static final int MAX_POST_ID = 191;

    private final Supplier<Voices> voices;

    public SubmissionReader(Supplier<Voices> voices) {
        this.voices = voices;
    }

    /** @throws FailedRequest with 422 naming every bad field, or 403 where the plan has no such voice */
    public Submission read(ObjectNode body, SiteSnapshot site) {
        Voices known = voices.get();
        Fields fields = new Fields(body);
        Optional<PostId> postId = postId(fields);
        ArticleText text = ArticleText.of(text(fields));
        String title = title(fields);
        String url = url(fields);
        Optional<Language> language = language(fields, known);
        Optional<Voice> chosen = language.flatMap(spoken -> chosenVoice(fields, known, spoken));
        String callbackUrl = callbackUrl(fields);
        boolean regenerate = fields.flag("regenerate");
        fields.check();
        Voice voice = chosen.isPresent() ? allowed(chosen.get(), site) : defaultVoice(known, language.get(), site);
        return new Submission(
                new Article(postId.get(), language.get(), title, url, text, text.sha256(), voice.id(), callbackUrl),
                regenerate);
    }

    private static Optional<PostId> postId(Fields fields) {
        Optional<String> given = fields.requiredText("post_id");
        Optional<PostId> postId = given.flatMap(PostId::parse);
        if (given.isPresent() && postId.isEmpty()) {
            fields.fault("post_id", "must be 1 to " + MAX_POST_ID + " printable characters without a slash.");
        }
        return postId;
    }

    private static String text(Fields fields) {
        Optional<String> given = fields.requiredArticle("content");
        if (given.isEmpty()) {
            return "";
        }
        Optional<String> text = SpeakableText.of(given.get());
        if (text.isEmpty()) {
            fields.fault("content", "has too many elements.");
            return "";
        }
        int length = text.get().codePointCount(0, text.get().length());
        if (length < MIN_CONTENT) {
            fields.fault("content", "must be at least " + MIN_CONTENT + " characters.");
        } else if (length > MAX_CONTENT) {
            fields.fault("content", "must not be greater than " + MAX_CONTENT + " characters.");
        }
        return text.get();
    }

    private static String title(Fields fields) {
        Optional<String> title = fields.filledText("post_title");
        if (title.isPresent() && title.get().codePointCount(0, title.get().length()) > MAX_TITLE) {
            fields.fault("post_title", "must not be greater than " + MAX_TITLE + " characters.");
        }
        return title.orElse(null);
    }

    private static String url(Fields fields) {
        Optional<String> url = fields.filledText("post_url");
        if (url.isPresent() && !WebUrls.isFullUrl(url.get())) {
            fields.fault("post_url", "must be a valid URL.");
        }
        return url.orElse(null);
    }

    private static String callbackUrl(Fields fields) {
        Optional<String> url = fields.filledText("callback_url");
        if (url.isPresent() && !WebUrls.isCallable(url.get())) {
            fields.fault("callback_url", "must be a valid URL without credentials or fragment.");
        }
        return url.orElse(null);
    }

    private static Optional<Language> language(Fields fields, Voices voices) {
        Optional<String> given = fields.text("language");
        if (given.isEmpty()) {
            return Optional.of(Language.ENGLISH);
        }
        Optional<Language> language = given.flatMap(Language::parse).filter(voices::speak);
        if (language.isEmpty()) {
            fields.notInSet("language");
        }
        return language;
    }

    private static Optional<Voice> chosenVoice(Fields fields, Voices voices, Language language) {
        Optional<Long> id = fields.integer("voice_id");
        Optional<Voice> voice = id.flatMap(known -> voices.find(known, language));
        if (id.isPresent() && voice.isEmpty()) {
            fields.notInSet("voice_id");
        }
        return voice;
    }

    private static Voice allowed(Voice voice, SiteSnapshot site) {
        if (!site.plan().voices().includes(voice.planRequired())) {
            throw new FailedRequest(Refusals.planRestriction("Your plan does not include this voice."));
        }
        return voice;
    }

    private static Voice defaultVoice(Voices voices, Language language, SiteSnapshot site) {
        return voices.byDefault(site.defaultVoiceId(), language, site.plan().voices())
                .orElseThrow(() -> new FailedRequest(
                        Refusals.planRestriction("Your plan does not include a voice of this language.")));
    }
}
