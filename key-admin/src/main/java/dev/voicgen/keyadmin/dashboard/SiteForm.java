package dev.voicgen.keyadmin.dashboard;

import dev.voicgen.contracts.value.Domain;
import dev.voicgen.keyadmin.site.SiteRow;
import dev.voicgen.keyadmin.site.VoiceRow;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The form of a site, as it is to be shown: with what the user typed, however wrong, and what is wrong with it.
 *
 * @param siteId null: the site is still to be made
 * @param domains one a line
 * @param voiceId empty: the platform's default
 * @param voices that the site may use
 */
public record SiteForm(
        Long siteId,
        String name,
        String domains,
        boolean active,
        String voiceId,
        List<VoiceRow> voices,
        Map<String, List<String>> errors) {

    static SiteForm empty() {
        return new SiteForm(null, "", "", true, "", List.of(), Map.of());
    }

    static SiteForm of(SiteRow site, List<VoiceRow> voices) {
        return new SiteForm(
                site.id(),
                site.name(),
                inUnicode(site.domains()),
                site.active(),
                site.defaultVoiceId() == null ? "" : String.valueOf(site.defaultVoiceId()),
                voices,
                Map.of());
    }

    private static String inUnicode(List<String> domains) {
        return domains.stream().map(Domain::new).map(Domain::inUnicode).collect(Collectors.joining("\n"));
    }

    /** What the user sent, with what is wrong with it. */
    SiteForm refilled(Context ctx, Map<String, List<String>> newErrors) {
        return new SiteForm(
                siteId,
                Forms.typed(ctx, "name"),
                Forms.typed(ctx, "domains"),
                ctx.formParam("active") != null,
                Forms.typed(ctx, "default_voice_id"),
                voices,
                newErrors);
    }

    public String error(String field) {
        return Forms.error(errors, field);
    }
}
