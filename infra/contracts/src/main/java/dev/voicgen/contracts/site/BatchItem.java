package dev.voicgen.contracts.site;

import static java.util.Objects.requireNonNull;

/**
 * The place of an item in a bulk submission.
 *
 * @param index in the order of the upload, from 0
 */
public record BatchItem(String batchId, int index) {

    public BatchItem {
        requireNonNull(batchId, "batchId");
    }
}
