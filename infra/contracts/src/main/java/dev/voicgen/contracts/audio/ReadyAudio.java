package dev.voicgen.contracts.audio;

import static java.util.Objects.requireNonNull;

/**
 * A finished audio.
 *
 * @param file its name in the audio store, made from its content, with the ending {@code .mp3}
 * @param durationSeconds rounded to the nearest second, at least 1
 */
public record ReadyAudio(String file, int durationSeconds) {

    public ReadyAudio {
        requireNonNull(file, "file");
    }
}
