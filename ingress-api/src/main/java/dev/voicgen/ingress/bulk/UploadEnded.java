package dev.voicgen.ingress.bulk;

import java.io.IOException;

/** The upload ends before its regular end. */
final class UploadEnded extends IOException {

    private static final long serialVersionUID = 1L;

    private final Ending ending;

    UploadEnded(Ending ending) {
        super(ending.name());
        this.ending = ending;
    }

    Ending ending() {
        return ending;
    }
}
