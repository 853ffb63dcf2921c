package dev.voicgen.quota.admission;

/** A batch of a site. Its text keys a store; a batch id is unambiguous behind a site's number. */
public record BatchKey(long siteId, String batchId) {

    @Override
    public String toString() {
        return siteId + "/" + batchId;
    }
}
