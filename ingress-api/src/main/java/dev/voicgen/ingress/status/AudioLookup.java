package dev.voicgen.ingress.status;

import dev.voicgen.catalog.CatalogAudio;

/** What the catalog says of a post. */
sealed interface AudioLookup {

    record Found(CatalogAudio audio) implements AudioLookup {}

    /** @param deletedJobId the newest job of the post whose audio was deleted; 0: none was */
    record Missing(long deletedJobId) implements AudioLookup {}

    /** The database does not answer, or not in time. */
    record Unavailable() implements AudioLookup {}
}
