package dev.voicgen.ingress.voices;

import dev.voicgen.catalog.CatalogVoice;
import dev.voicgen.catalog.Database;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The voices as the database last told them, read again every minute; while it is down, submissions go on with what is
 * known. Thread-safe.
 */
public final class VoiceCatalog implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(VoiceCatalog.class);
    private static final Duration REFRESH = Duration.ofSeconds(60);

    private final Database database;
    private final ScheduledExecutorService refresher =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "voice-refresh"));
    private volatile Voices current;

    private VoiceCatalog(Database database) {
        this.database = database;
        this.current = read();
    }

    /** @throws RuntimeException where the database does not answer now */
    public static VoiceCatalog start(Database database) {
        VoiceCatalog catalog = new VoiceCatalog(database);
        var unused = catalog.refresher.scheduleWithFixedDelay(
                catalog::refresh, REFRESH.toSeconds(), REFRESH.toSeconds(), TimeUnit.SECONDS);
        return catalog;
    }

    public Voices current() {
        return current;
    }

    @Override
    public void close() {
        refresher.shutdownNow();
    }

    private void refresh() {
        try {
            current = read();
        } catch (RuntimeException e) {
            log.warn(
                    "voices cannot be read, going on with {} known ones: {}",
                    current.all().size(),
                    e.getMessage());
        }
    }

    private Voices read() {
        return new Voices(database.jdbi().withExtension(CatalogVoice.Table.class, CatalogVoice.Table::all));
    }
}
