package dev.voicgen.platform.config;

/**
 * How to reach PostgreSQL.
 *
 * @param url a JDBC URL
 * @param connections at most, for this service
 */
public record DatabaseSettings(String url, String user, Secret password, int connections) {

    public static DatabaseSettings from(Settings settings) {
        return new DatabaseSettings(
                settings.required("VOICGEN_DATABASE_URL"),
                settings.text("VOICGEN_DATABASE_USER", "postgres"),
                settings.secret("VOICGEN_DATABASE_PASSWORD", ""),
                settings.number("VOICGEN_DATABASE_CONNECTIONS", 10, 2, 200));
    }
}
