package dev.voicgen.worker.webhook;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.voicgen.contracts.audio.AudioEvent.QuotaWarned;
import dev.voicgen.contracts.site.QuotaUsage;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/** {@code quota.warning}: a site's month has reached a part of its quota. */
public record QuotaNotice(String type, Instant timestamp, Data data) implements Notice {

    /** @param percent 80 or 100 */
    record Data(long siteId, int percent, @JsonUnwrapped QuotaUsage quota) {}

    public static QuotaNotice of(QuotaWarned warned) {
        return new QuotaNotice(
                "quota.warning", warned.at(), new Data(warned.post().siteId(), warned.percent(), warned.quota()));
    }

    @Override
    public long siteId() {
        return data.siteId();
    }

    @Override
    public Optional<String> fact() {
        YearMonth month = YearMonth.from(timestamp.atOffset(ZoneOffset.UTC));
        return Optional.of(type + "/" + data.siteId() + "/" + month + "/" + data.percent());
    }
}
