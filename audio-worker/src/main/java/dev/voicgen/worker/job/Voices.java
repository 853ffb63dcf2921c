package dev.voicgen.worker.job;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The voices of the database; a change is seen within a minute. Thread-safe. */
final class Voices {

    private final Jdbi jdbi;
    private final Cache<Long, Voice> known = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    Voices(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The voice {@code id}; empty where there is none. An unknown id is looked up every time. */
    Optional<Voice> find(long id) {
        return Optional.ofNullable(known.get(id, this::load));
    }

    private Voice load(long id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select id, engine, settings::text from voice where id = :id")
                        .bind("id", id)
                        .map(ConstructorMapper.of(Voice.class))
                        .findOne()
                        .orElse(null));
    }
}
