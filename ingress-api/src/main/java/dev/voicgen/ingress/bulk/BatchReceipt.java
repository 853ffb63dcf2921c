package dev.voicgen.ingress.bulk;

/**
 * What an upload has become.
 *
 * @param items of the batch, with those of earlier uploads of it
 * @param complete whether the upload came whole
 */
record BatchReceipt(String batchId, int items, BatchCounts counts, boolean complete) {}
