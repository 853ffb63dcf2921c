package dev.voicgen.keyadmin;

import dev.voicgen.testkit.TestDatabase;
import dev.voicgen.testkit.TestInfrastructure;
import dev.voicgen.testkit.TestSettings;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/** The service as tests use it: one for the JVM, with an operator; each test makes accounts of its own. */
public final class KeyAdminFixture {

    public static final String PASSWORD = "correct horse battery";
    private static final String OPERATOR = "operator@example.org";
    private static KeyAdminFixture shared;

    private final KeyAdmin service;
    private final Jdbi jdbi;
    private final String kafka;
    private AdminCaller operator;

    private KeyAdminFixture(KeyAdmin service, Jdbi jdbi, String kafka) {
        this.service = service;
        this.jdbi = jdbi;
        this.kafka = kafka;
    }

    public static synchronized KeyAdminFixture shared() {
        if (shared == null) {
            TestInfrastructure infrastructure = TestInfrastructure.shared();
            shared = start(infrastructure.kafkaBootstrap(), infrastructure.newDatabase());
            Runtime.getRuntime().addShutdownHook(new Thread(shared.service::close, "key-admin-stop"));
        }
        return shared;
    }

    /** One more, to be closed by its test. */
    public static KeyAdminFixture start(String kafka, TestDatabase database) {
        KeyAdmin service = KeyAdmin.start(KeyAdminConfig.from(settings(kafka, database)));
        Jdbi jdbi = Jdbi.create(database.jdbcUrl(), database.user(), database.password())
                .installPlugin(new PostgresPlugin())
                .installPlugin(new SqlObjectPlugin());
        return new KeyAdminFixture(service, jdbi, kafka);
    }

    static Map<String, String> settings(String kafka, TestDatabase database) {
        Map<String, String> settings = TestSettings.of(kafka, database);
        settings.put("VOICGEN_OPERATOR_EMAIL", OPERATOR);
        settings.put("VOICGEN_OPERATOR_PASSWORD", PASSWORD);
        return settings;
    }

    public KeyAdmin service() {
        return service;
    }

    /** What the service serves, such as {@code GET /v1/sites}. */
    public Set<String> routes() {
        return service.routes();
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    public String kafka() {
        return kafka;
    }

    public AdminCaller anonymous() {
        return new AdminCaller(service.url(), Map.of());
    }

    /** Logs in once: a password check is slow on purpose. */
    public synchronized AdminCaller operator() {
        if (operator == null) {
            operator = loggedIn(OPERATOR);
        }
        return operator;
    }

    /** The owner of a new account. */
    public AdminCaller owner() {
        return loggedIn(newOwner());
    }

    /** Answers the e-mail address of the owner of a new account; the password is {@link #PASSWORD}. */
    public String newOwner() {
        String email = "owner-" + UUID.randomUUID() + "@example.org";
        AdminReply made = operator()
                .post(
                        "/v1/accounts",
                        "{\"name\":\"Acme\",\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"}");
        if (made.status() != 201) {
            throw new AssertionError(made.text());
        }
        return email;
    }

    public AdminCaller loggedIn(String email) {
        AdminReply login = login(email, PASSWORD);
        return anonymous()
                .with("Authorization", "Bearer " + login.data().path("token").asText());
    }

    public AdminReply login(String email, String password) {
        return anonymous().post("/v1/auth/login", "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}");
    }

    /** A new site of the caller's with a domain of its own; its id. */
    public static long newSite(AdminCaller owner) {
        return owner.post("/v1/sites", "{\"name\":\"Site\",\"domains\":[\"" + newDomain() + "\"]}")
                .data()
                .path("id")
                .asLong();
    }

    public static String newDomain() {
        return UUID.randomUUID() + ".example.com";
    }

    /** A new key of the site; the plaintext. */
    public static String newKey(AdminCaller owner, long site) {
        return owner.post("/v1/sites/" + site + "/keys", "{\"name\":\"Production\"}")
                .data()
                .path("key")
                .asText();
    }
}
