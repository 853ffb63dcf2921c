package dev.voicgen.ingress.bulk;

import java.util.Optional;

/** The items of an upload in their order, cut but not yet looked into. For one thread. */
interface RawItems {

    /**
     * The next item, or empty at the regular end.
     *
     * @throws UploadEnded where the upload ends otherwise
     */
    Optional<RawItem> next() throws UploadEnded;
}
