package dev.voicgen.ingress.voices;

import dev.voicgen.catalog.CatalogVoice;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.ingress.reads.DatabaseReads;
import dev.voicgen.platform.http.Envelope;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** {@code GET /v1/public/voices?domain=}: what a site's readers may choose from. Thread-safe. */
public final class VoicesRoute {

    /** The member of a site's settings that takes the choice away from readers. */
    private static final String ALLOW_SWITCH = "allow_voice_switch";

    private final Supplier<Voices> voices;
    private final DatabaseReads reads;

    /** @param defaultVoiceId null where the plan has no voice at all */
    private record SiteVoices(List<CatalogVoice> voices, Long defaultVoiceId, boolean allowSwitch) {}

    public VoicesRoute(Supplier<Voices> voices, DatabaseReads reads) {
        this.voices = voices;
        this.reads = reads;
    }

    public CompletableFuture<?> handle(Context ctx, SiteSnapshot site) {
        return allowsSwitch(site.siteId()).thenAccept(allowed -> {
            VoiceTier tier = site.plan().voices();
            Voices known = voices.get();
            Optional<CatalogVoice> byDefault = known.byDefault(site.defaultVoiceId(), tier);
            Envelope.success(
                    ctx,
                    200,
                    "OK",
                    new SiteVoices(
                            known.within(tier), byDefault.map(CatalogVoice::id).orElse(null), allowed));
        });
    }

    /** The setting is no right: without the database the list is answered all the same. */
    private CompletableFuture<Boolean> allowsSwitch(long siteId) {
        return reads.ask(handle -> handle.createQuery("select settings -> :name = 'false' from site where id = :site")
                        .bind("name", ALLOW_SWITCH)
                        .bind("site", siteId)
                        .mapTo(Boolean.class)
                        .findOne()
                        .orElse(false))
                .thenApply(forbidden -> !forbidden.orElse(false));
    }
}
