package dev.voicgen.worker.store;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a finished audio: 40 hexadecimal digits of its SHA-256 and {@code .mp3}. It never names another content. */
public record AudioName(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + ContentName.DIGITS + "}\\.mp3");

    /** @throws IllegalArgumentException where {@code value} has another form; so a path can never be smuggled in */
    public AudioName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not the name of an audio");
        }
    }

    /** The name in {@code text}, or empty where it is none. */
    public static Optional<AudioName> parse(String text) {
        return text != null && FORM.matcher(text).matches() ? Optional.of(new AudioName(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
