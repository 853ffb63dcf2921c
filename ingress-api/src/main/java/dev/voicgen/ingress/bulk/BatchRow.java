package dev.voicgen.ingress.bulk;

import java.beans.ConstructorProperties;

/**
 * A batch in the catalog.
 *
 * @param closed whether its upload has ended
 * @param complete whether the upload came whole; null while it goes on
 * @param items how many it brought; null while it goes on
 */
record BatchRow(boolean closed, Boolean complete, Integer items) {

    @ConstructorProperties({"closed", "complete", "items"})
    BatchRow {}
}
