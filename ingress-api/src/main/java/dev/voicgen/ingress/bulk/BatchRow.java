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

    /** Whether the catalog knows all that is told in a receipt: the end of an upload is noted behind its items. */
    boolean covers(BatchReceipt receipt) {
        return closed && items != null && items >= receipt.items();
    }

    @ConstructorProperties({"closed", "complete", "items"})
    BatchRow {}
}
