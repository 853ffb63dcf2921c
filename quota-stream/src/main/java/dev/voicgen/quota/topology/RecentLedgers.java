package dev.voicgen.quota.topology;

import dev.voicgen.quota.admission.SiteLedger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last site ledgers that were read or saved, decoded: decoding them was a third of a decision's time. The bytes in the
 * store stay the truth: whatever differs from them is not used. For one thread.
 */
final class RecentLedgers {

    static final int MAX_SITES = 1_000;

    private final Map<String, Decoded> bySite = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Decoded> eldest) {
            return size() > MAX_SITES;
        }
    };

    /** What {@code bytes}, as they are in the store, mean. */
    SiteLedger decode(String site, byte[] bytes) {
        Decoded known = bySite.get(site);
        if (known != null && Arrays.equals(known.bytes, bytes)) {
            return known.ledger;
        }
        SiteLedger ledger = JsonCodec.SITE_LEDGER.decode(bytes);
        remember(site, bytes, ledger);
        return ledger;
    }

    /** @param bytes {@code ledger} encoded */
    void remember(String site, byte[] bytes, SiteLedger ledger) {
        bySite.put(site, new Decoded(bytes, ledger));
    }

    private record Decoded(byte[] bytes, SiteLedger ledger) {}
}
