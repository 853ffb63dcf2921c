package dev.voicgen.worker.job;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Table {@code voice}, cached: a change takes effect within a minute. Thread-safe. */
final class VoiceRecipes {

    /** The part of table {@code voice} that a worker needs. */
    @RegisterConstructorMapper(VoiceRecipe.class)
    interface VoiceTable {

        @SqlQuery("select id, engine, settings::text from voice where id = :id")
        Optional<VoiceRecipe> find(long id);
    }

    private final VoiceTable table;
    private final Cache<Long, VoiceRecipe> known = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    VoiceRecipes(Jdbi jdbi) {
        this.table = jdbi.onDemand(VoiceTable.class);
    }

    /** Empty where there is no voice {@code id}. An unknown id is looked up every time. */
    Optional<VoiceRecipe> find(long id) {
        return Optional.ofNullable(known.get(id, key -> table.find(key).orElse(null)));
    }
}
