package dev.voicgen.quota.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.json.Json;
import dev.voicgen.contracts.site.UsageCount;
import dev.voicgen.platform.config.InvalidSettings;
import dev.voicgen.platform.config.KafkaSettings;
import dev.voicgen.platform.config.Settings;
import dev.voicgen.platform.service.KeyMaskingOutput;
import dev.voicgen.quota.sink.UsageMonthTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/**
 * {@code voicgen audit}: exits with 0 where every published verdict and count follows from the log, with 1 where one does not,
 * with 2 where the log does not go back far enough, and with 3 where the audit failed, which says nothing about them.
 */
public final class Audit {

    private static final int CANNOT_RUN = 3;

    private Audit() {}

    public static void main(String[] args) {
        System.setErr(KeyMaskingOutput.hiding(List.of()).over(System.err));
        System.exit(run(args, new HashMap<>(System.getenv()), System.out, System.err));
    }

    /** Answers the exit code. */
    static int run(String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            if (args.length == 2 && args[0].equals("--ready-file")) {
                environment.putAll(readyFile(Path.of(args[1])));
            } else if (args.length != 0) {
                err.println("Usage: voicgen audit [--ready-file FILE]");
                return CANNOT_RUN;
            }
            AuditFindings findings = run(environment);
            out.println(findings.text());
            return findings.exitCode();
        } catch (InvalidSettings e) {
            err.println("audit cannot run: " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            err.println("audit did not come to an end, which says nothing of what was told: " + e);
        }
        return CANNOT_RUN;
    }

    /** Reads the settings of a service from {@code environment}; the database is looked at where it is set. */
    public static AuditFindings run(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        KafkaSettings kafka = KafkaSettings.from(settings);
        String database = settings.text("VOICGEN_DATABASE_URL", "");
        String user = settings.text("VOICGEN_DATABASE_USER", "postgres");
        String password = settings.secret("VOICGEN_DATABASE_PASSWORD", "").reveal();
        settings.check();
        List<UsageCount> inDatabase = database.isEmpty() ? List.of() : usageMonths(database, user, password);
        return new LogAudit(kafka).run(inDatabase);
    }

    /** Without {@code Database}, which would migrate the schema: an audit changes nothing. */
    private static List<UsageCount> usageMonths(String url, String user, String password) {
        return Jdbi.create(url, user, password)
                .installPlugin(new SqlObjectPlugin())
                .withExtension(UsageMonthTable.class, UsageMonthTable::all);
    }

    /** Where a running {@code voicgen up} is reached. */
    private static Map<String, String> readyFile(Path file) throws IOException {
        JsonNode ready = Json.mapper().readTree(file.toFile());
        return Map.of(
                "VOICGEN_KAFKA_BOOTSTRAP", ready.path("kafka_bootstrap").asText(),
                "VOICGEN_DATABASE_URL", ready.path("database_url").asText());
    }
}
