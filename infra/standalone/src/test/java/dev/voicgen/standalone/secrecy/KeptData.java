package dev.voicgen.standalone.secrecy;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jdbi.v3.core.Jdbi;

/** Searches all that a platform keeps: every record, every row, every file. */
public final class KeptData {

    private static final Duration POLL = Duration.ofMillis(200);

    private KeptData() {}

    /** All topics, Kafka's own too: keys, values and headers, whether they were committed or not. */
    public static void searchTopics(String bootstrap, SecretFindings findings)
            throws ExecutionException, InterruptedException {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", false);
        try (Admin admin = Admin.create(config);
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Collection<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get();
            List<TopicPartition> partitions = admin.describeTopics(topics).allTopicNames().get().values().stream()
                    .flatMap(KeptData::partitions)
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> search(record, findings));
            }
        }
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream().map(partition -> new TopicPartition(topic.name(), partition.partition()));
    }

    private static void search(ConsumerRecord<byte[], byte[]> record, SecretFindings findings) {
        String place = "topic " + record.topic();
        findings.look(place, record.key());
        findings.look(place, record.value());
        record.headers().forEach(header -> {
            findings.look(place, header.key());
            findings.look(place, header.value());
        });
    }

    /** All columns of all tables, as text. */
    public static void searchTables(Jdbi jdbi, SecretFindings findings) {
        jdbi.useHandle(handle -> {
            List<String> tables = handle.createQuery("select quote_ident(table_name) from information_schema.tables "
                            + "where table_schema = 'public' and table_type = 'BASE TABLE'")
                    .mapTo(String.class)
                    .list();
            for (String table : tables) {
                handle.createQuery("select kept::text from " + table + " kept")
                        .mapTo(String.class)
                        .forEach(row -> findings.look("table " + table, row));
            }
        });
    }

    /** All files below a directory that servers are writing to. */
    public static void searchFiles(Path directory, SecretFindings findings) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && holdsData(file)) {
                    try {
                        findings.look("files " + directory.relativize(file).getName(0), Files.readAllBytes(file));
                    } catch (NoSuchFileException removed) {
                        // By its server, since it was seen.
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException removed) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException removed) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Kafka's indexes are numbers, in files of 10 MB each. */
    private static boolean holdsData(Path file) {
        String name = file.getFileName().toString();
        return !name.endsWith(".index") && !name.endsWith(".timeindex");
    }
}
