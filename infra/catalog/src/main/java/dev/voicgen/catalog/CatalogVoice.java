package dev.voicgen.catalog;

import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.contracts.value.Language;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** A voice that articles can be spoken with: a row of the table {@code voice} as both APIs show it. */
public record CatalogVoice(
        long id, String name, String type, Language language, String gender, VoiceTier planRequired) {

    /** The table {@code voice}, which migrations fill. */
    @RegisterConstructorMapper(CatalogVoice.class)
    public interface Table {

        /** All voices in the order of their ids. */
        @SqlQuery("select id, name, type, language, gender, plan_required from voice order by id")
        List<CatalogVoice> all();
    }
}
