package dev.voicgen.bench.keys;

import dev.voicgen.catalog.Database;
import dev.voicgen.ingress.keys.KeyView;
import dev.voicgen.platform.config.DatabaseSettings;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.config.Settings;
import dev.voicgen.platform.kafka.TopicProducer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An ingress's view of the keys as a running ingress has it. JMH passes no environment on, so settings are properties. */
final class PreloadedKeyView implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final long PAUSE_MS = 10;

    private final Database database;
    private final TopicProducer producer;
    private final KafkaSettings kafka;
    private KeyView view;

    private PreloadedKeyView() {
        Map<String, String> settings = new HashMap<>();
        System.getProperties().forEach((name, value) -> settings.put((String) name, (String) value));
        kafka = Settings.read(settings, KafkaSettings::from);
        database = Database.open("bench", Settings.read(settings, DatabaseSettings::from));
        producer = TopicProducer.open("bench", kafka, DEADLINE);
    }

    /** What a JVM needs on its command line to {@link #connect}. */
    static List<String> asProperties(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
                .toList();
    }

    /** Connected, but with nothing read yet. */
    static PreloadedKeyView connect() {
        return new PreloadedKeyView();
    }

    /** Returns when keys are decided from memory under a lease. */
    KeyView read() throws InterruptedException {
        view = KeyView.start(kafka, producer, database, new SimpleMeterRegistry());
        while (!view.isCurrent()) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
        return view;
    }

    @Override
    public void close() {
        if (view != null) {
            view.close();
        }
        producer.close();
        database.close();
    }
}
