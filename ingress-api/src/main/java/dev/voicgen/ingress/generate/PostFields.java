package dev.voicgen.ingress.generate;

import dev.voicgen.contracts.value.Language;
import dev.voicgen.contracts.value.PostId;
import dev.voicgen.ingress.voices.Voices;
import dev.voicgen.platform.http.Field;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.InputText;
import dev.voicgen.platform.http.WebUrl;
import java.util.Optional;

/** Reads what requests of all kinds say of a post, by the same rules wherever it stands. */
public final class PostFields {

    private PostFields() {}

    /** Required. */
    public static Field<PostId> postId(Input input) {
        Field<String> given = input.text("post_id").required();
        String place = given.get()
                .flatMap(text -> InputText.place(text, character -> !PostId.isAllowed(character)))
                .map(where -> ": there is " + where)
                .orElse("");
        return given.as(PostId::parse, "must be 1 to 191 printable characters without a slash" + place + ".");
    }

    public static Field<Language> givenLanguage(Input input, String name) {
        return input.text(name).selected(Language::parse, "It must be a code of ISO 639-1, such as en.");
    }

    /** English where the field is absent, and empty where it is wrong. */
    public static Optional<Language> language(Input input, String name) {
        return orEnglish(input, name, givenLanguage(input, name));
    }

    /** As {@link #language(Input, String)}, one that some voice speaks. */
    static Optional<Language> language(Input input, String name, Voices voices) {
        Field<Language> given = input.text(name)
                .selected(text -> Language.parse(text).filter(voices::speak), Input.oneOf(voices.languages()));
        return orEnglish(input, name, given);
    }

    private static Optional<Language> orEnglish(Input input, String name, Field<Language> given) {
        return input.isFaulty(name) ? Optional.empty() : Optional.of(given.orElse(Language.ENGLISH));
    }

    public static Field<WebUrl> callbackUrl(Input input) {
        return input.text("callback_url")
                .as(WebUrl::parse, "must be a valid URL, such as https://example.com/hook.")
                .when(WebUrl::isCallable, "must be a valid URL without credentials or fragment.");
    }
}
