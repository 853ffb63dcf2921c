package dev.voicgen.quota.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.quota.admission.SiteFixture;
import dev.voicgen.quota.admission.SiteLedger;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentLedgersTest {

    private final RecentLedgers recent = new RecentLedgers();

    @Test
    void aLedgerIsRememberedWhileItsBytesAreTheSame() {
        SiteLedger saved = ledger(1);
        recent.remember("7", JsonCodec.SITE_LEDGER.encode(saved), saved);

        assertThat(recent.decode("7", JsonCodec.SITE_LEDGER.encode(saved))).isSameAs(saved);
    }

    @Test
    void otherBytesAreDecodedAnew() {
        SiteLedger aborted = ledger(2);
        recent.remember("7", JsonCodec.SITE_LEDGER.encode(aborted), aborted);

        assertThat(recent.decode("7", JsonCodec.SITE_LEDGER.encode(ledger(1)))).isEqualTo(ledger(1));
        assertThat(recent.decode("8", JsonCodec.SITE_LEDGER.encode(ledger(3)))).isEqualTo(ledger(3));
    }

    @Test
    void onlyTheLastSitesAreRemembered() {
        byte[] bytes = JsonCodec.SITE_LEDGER.encode(ledger(1));
        SiteLedger first = recent.decode("0", bytes);
        SiteLedger last = null;
        for (int site = 1; site <= RecentLedgers.MAX_SITES; site++) {
            last = recent.decode(String.valueOf(site), bytes);
        }

        assertThat(recent.decode(String.valueOf(RecentLedgers.MAX_SITES), bytes))
                .isSameAs(last);
        assertThat(recent.decode("0", bytes)).isEqualTo(first).isNotSameAs(first);
    }

    private static SiteLedger ledger(long version) {
        return new SiteLedger(SiteFixture.active(7, version, 5), List.of(), null, 1);
    }
}
