package dev.voicgen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voicgen.contracts.value.ApiKey;
import dev.voicgen.standalone.secrecy.KeptData;
import dev.voicgen.standalone.secrecy.LoggedText;
import dev.voicgen.standalone.secrecy.Needles;
import dev.voicgen.standalone.secrecy.Recorder;
import dev.voicgen.standalone.secrecy.SecretFindings;
import dev.voicgen.standalone.secrecy.WrongPlaces;
import dev.voicgen.testkit.http.HttpReceiver;
import dev.voicgen.testkit.http.ReceivedRequest;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A key is in the one answer that shows it and nowhere else: not in what is logged or printed, in a record, a row, a file,
 * a metric, a callback, a page or any other answer, whatever is done with keys, and wherever they are sent by mistake.
 */
class KeysStaySecretIT {

    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final SecureRandom RANDOM = new SecureRandom();
    /** No secret: a post id that has to be found, or the search finds nothing. */
    private static final String KNOWN_TEXT = "known text";

    private static final Pattern SHOWN_KEY = Pattern.compile("vg_live_[0-9A-Za-z]{38}");
    private static final List<String> PAGES =
            List.of("/dashboard/login", "/dashboard/sites", "/dashboard/sites/new", "/dashboard/api-keys");

    @TempDir
    static Path directory;

    private static final Needles needles = new Needles();
    private static final Recorder recorder = new Recorder();
    private static LoggedText logged;
    private static Platform platform;
    private static HttpReceiver receiver;
    private static URI api;
    private static URI dashboard;
    private static String session;
    private static String csrfToken;
    private static String site;

    @BeforeAll
    static void start() throws Exception {
        logged = LoggedText.open();
        receiver = HttpReceiver.start();
        platform = PlatformFixture.alone(directory.resolve("data"), Map.of());
        api = platform.services().apiUrl();
        dashboard = platform.services().dashboardUrl();
        Recorder.Answer login = recorder.send(
                api,
                "POST",
                "/v1/auth/login",
                Map.of(),
                "{\"email\": \"" + platform.owner().email() + "\", \"password\": \""
                        + platform.owner().password() + "\"}");
        session = login.data().path("token").asText();
        csrfToken = login.data().path("csrf_token").asText();
        site = "/v1/sites/" + platform.demoSite().id();
    }

    @AfterAll
    static void stop() {
        platform.close();
        receiver.close();
        logged.close();
    }

    @Test
    void a_key_is_nowhere_but_in_the_answer_that_shows_it() throws Exception {
        String demo = needles.add(
                "the first key",
                platform.services().firstSite().orElseThrow().apiKey().reveal());
        String revoked = shown("a key that is revoked", user("POST", site + "/keys", "{\"name\": \"Staging\"}"));
        speak(demo, needles.add(KNOWN_TEXT, "known-text-" + UUID.randomUUID()));

        everywhere(demo, demo);
        everywhere(demo, revoked);
        everywhere(demo, needles.add("a key of nobody", made()));
        everywhere(demo, needles.add("a mistyped key", mistyped(made())));
        everywhere(demo, needles.add("a key and a letter", made() + "A"));
        everywhere(demo, needles.add("a key cut short", made().substring(0, 40)));
        changeRights(revoked);
        String live = rotate();
        everywhere(live, demo);
        everywhere(live, live);
        lookAtPages();

        SecretFindings findings = search();
        Map<String, Set<String>> places = findings.placesByNeedle();
        assertThat(places.remove(KNOWN_TEXT))
                .contains("topic site.commands", "table audio", "files kafka", "files postgresql", "callbacks");
        assertThat(places).isEmpty();
    }

    /** A whole job, callback included. */
    private static void speak(String key, String post) {
        Map<String, String> headers = Map.of("X-API-Key", key);
        Recorder.Answer accepted = recorder.send(
                api,
                "POST",
                "/v1/audio/generate",
                headers,
                "{\"post_id\": \"" + post + "\", \"callback_url\": \"" + receiver.url("/callback")
                        + "\", \"content\": \"The ferry leaves at noon. Bring a warm coat, because the wind is cold.\"}");
        assertThat(accepted.status()).isEqualTo(202);
        await().atMost(DEADLINE).until(() -> !receiver.requests().isEmpty());
        assertThat(recorder.send(api, "GET", "/v1/audio/" + post, headers, "").status())
                .isEqualTo(200);
    }

    private static void everywhere(String liveKey, String key) {
        WrongPlaces places = new WrongPlaces(
                recorder,
                api,
                dashboard,
                liveKey,
                session,
                csrfToken,
                platform.demoSite().id());
        assertThat(places.tryAll(key))
                .allSatisfy(answer ->
                        assertThat(answer.status()).as(answer.request()).isLessThan(500));
    }

    /** Takes rights away and gives them back, of which every step tells of the site's keys on the logs. */
    private static void changeRights(String key) {
        recorder.send(api, "GET", "/v1/usage", Map.of("X-API-Key", key), "");
        long id = user("GET", site + "/keys", "")
                .data()
                .path("items")
                .path(0)
                .path("id")
                .asLong();
        assertThat(user("DELETE", site + "/keys/" + id, "").status()).isEqualTo(200);
        recorder.send(api, "GET", "/v1/usage", Map.of("X-API-Key", key), "");
        user("PATCH", site, "{\"active\": false}");
        user("PATCH", site, "{\"active\": true}");
        user("PUT", site + "/subscription", "{\"plan\": \"enterprise\", \"status\": \"inactive\"}");
        user("PUT", site + "/subscription", "{\"plan\": \"enterprise\", \"status\": \"active\"}");
    }

    /** Rotates through the API and on the page, and makes a key there; answers the one that is live in the end. */
    private static String rotate() {
        shown("a rotated key", user("POST", site + "/rotate-key", ""));
        String pages = "/dashboard/sites/" + platform.demoSite().id();
        shownOnPage("a key made on the page", browser("POST", pages + "/keys", "name=Page&integration=rest"));
        return shownOnPage("a key rotated on the page", browser("POST", pages + "/rotate-key", ""));
    }

    private static void lookAtPages() {
        String pages = "/dashboard/sites/" + platform.demoSite().id();
        PAGES.forEach(page -> browser("GET", page, ""));
        browser("GET", pages, "");
        browser("GET", pages + "/rotate-key", "");
        for (URI service : platform.services().urls()) {
            Recorder.Answer metrics = recorder.send(service, "GET", "/metrics", Map.of(), "");
            assertThat(metrics.response().body()).contains("# TYPE ");
            recorder.send(service, "GET", "/healthz", Map.of(), "");
        }
    }

    private static SecretFindings search() throws Exception {
        SecretFindings findings = new SecretFindings(needles);
        recorder.search(findings);
        findings.look("log", logged.text());
        for (ReceivedRequest callback : receiver.requests()) {
            findings.look("callbacks", callback.uri() + " " + callback.headers() + " " + callback.text());
        }
        KeptData.searchTopics(platform.settings().get("VOICGEN_KAFKA_BOOTSTRAP"), findings);
        KeptData.searchTables(Jdbi.create(platform.databaseUrl()), findings);
        KeptData.searchFiles(platform.data().root(), findings);
        return findings;
    }

    /** Takes the key out of the answer that shows it, the only one. */
    private static String shown(String name, Recorder.Answer answer) {
        assertThat(answer.status()).isIn(200, 201);
        recorder.mayShow(answer);
        return needles.add(name, answer.data().path("key").asText());
    }

    private static String shownOnPage(String name, Recorder.Answer page) {
        Matcher key = SHOWN_KEY.matcher(page.response().body());
        assertThat(key.find()).isTrue();
        recorder.mayShow(page);
        return needles.add(name, key.group());
    }

    private static Recorder.Answer user(String method, String path, String body) {
        return recorder.send(api, method, path, Map.of("Authorization", "Bearer " + session), body);
    }

    private static Recorder.Answer browser(String method, String path, String form) {
        return recorder.send(dashboard, method, path, Recorder.browserHeaders(session, csrfToken), form);
    }

    private static String made() {
        return ApiKey.generate(RANDOM).reveal();
    }

    private static String mistyped(String key) {
        return key.substring(0, 20) + (key.charAt(20) == 'x' ? 'y' : 'x') + key.substring(21);
    }
}
