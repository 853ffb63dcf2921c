package dev.voicgen.ingress.status;

import java.net.URI;

/** Where audio files are reached, below {@code publicUrl}. */
public record AudioUrls(URI publicUrl) {

    /** @param file its name in the audio store */
    public String of(String file) {
        return publicUrl + "/audio/" + file;
    }
}
