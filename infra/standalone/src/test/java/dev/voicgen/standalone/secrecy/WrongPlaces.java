package dev.voicgen.standalone.secrecy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.voicgen.contracts.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends a key where it belongs and wherever else somebody may put it by mistake: headers, paths, queries, fields, forms,
 * with and without a right to be there.
 *
 * @param liveKey with which the API is called where the key in question is somewhere else
 * @param session of an operator: its token
 * @param csrfToken of that session
 * @param siteId of the operator's
 */
public record WrongPlaces(
        Recorder recorder, URI api, URI dashboard, String liveKey, String session, String csrfToken, long siteId) {

    private static final String ARTICLE =
            "The lighthouse keeper counted the ships again that night, and one was missing.";
    private static final List<String> BODY_FIELDS =
            List.of("post_id", "post_title", "post_url", "callback_url", "language");

    /** @return the answers, none of which may be a failure of the server */
    public List<Recorder.Answer> tryAll(String key) {
        List<Recorder.Answer> answers = new ArrayList<>();
        answers.addAll(inHeaders(key));
        answers.addAll(inPathsAndQueries(key));
        answers.addAll(inArticles(key));
        answers.addAll(inBatches(key));
        answers.addAll(inEvents(key));
        answers.addAll(inSessionRoutes(key));
        answers.addAll(inForms(key));
        return answers;
    }

    private List<Recorder.Answer> inHeaders(String key) {
        String status = "/v1/audio/none/status";
        List<Recorder.Answer> answers = new ArrayList<>();
        for (String header : List.of("X-API-Key", "x-api-KEY")) {
            Map<String, String> headers = Map.of(header, key);
            answers.add(recorder.send(api, "GET", status, headers, ""));
            answers.add(recorder.send(api, "GET", "/v1/audio/none", headers, ""));
            answers.add(recorder.send(api, "DELETE", "/v1/audio/none", headers, ""));
            answers.add(recorder.send(api, "GET", "/v1/usage", headers, ""));
            answers.add(recorder.send(api, "GET", "/v1/audio?cursor=" + key, headers, ""));
            answers.add(recorder.send(api, "POST", "/v1/audio/generate", headers, "{\"post_id\": \"" + key));
            answers.add(recorder.send(api, "POST", "/v1/audio/generate", headers, json(Map.of("api_key", key))));
            answers.add(recorder.send(api, "PATCH", "/v1/audio/generate", headers, ""));
            answers.add(recorder.send(api, "GET", "/v1/nowhere", headers, ""));
        }
        for (String header : List.of("X-Request-Id", "User-Agent", "Referer", "Origin", "If-None-Match", "Cookie")) {
            answers.add(recorder.send(api, "GET", status, Map.of("X-API-Key", liveKey, header, key), ""));
        }
        for (String authorization : List.of("Bearer " + key, "Basic " + key, key)) {
            Map<String, String> headers = Map.of("Authorization", authorization);
            answers.add(recorder.send(api, "GET", status, headers, ""));
            answers.add(recorder.send(api, "GET", "/v1/sites", headers, ""));
            answers.add(recorder.send(dashboard, "GET", "/dashboard/sites", headers, ""));
        }
        answers.add(
                recorder.send(dashboard, "GET", "/dashboard/sites", Map.of("Cookie", "voicgen_session=" + key), ""));
        return answers;
    }

    private List<Recorder.Answer> inPathsAndQueries(String key) {
        Map<String, String> live = Map.of("X-API-Key", liveKey);
        Map<String, String> user = asUser();
        return List.of(
                recorder.send(api, "GET", "/v1/audio/none/status?api_key=" + key, Map.of(), ""),
                recorder.send(api, "GET", "/v1/audio/none/status?language=" + key, live, ""),
                recorder.send(api, "GET", "/v1/audio/" + key + "/status", live, ""),
                recorder.send(api, "GET", "/v1/audio/" + key, live, ""),
                recorder.send(api, "DELETE", "/v1/audio/" + key, live, ""),
                recorder.send(api, "GET", "/v1/" + key, live, ""),
                recorder.send(api, "GET", "/audio/" + key + ".mp3", Map.of(), ""),
                recorder.send(api, "GET", "/v1/public/voices?domain=" + key, Map.of(), ""),
                recorder.send(api, "GET", "/v1/public/audio?domain=localhost&post_id=" + key, Map.of(), ""),
                recorder.send(
                        api, "GET", "/v1/public/audio/status?domain=localhost&post_id=a&lang=" + key, Map.of(), ""),
                recorder.send(api, "GET", "/v1/sites/" + key, user, ""),
                recorder.send(api, "POST", "/v1/sites/" + key + "/rotate-key", user, ""),
                recorder.send(api, "DELETE", "/v1/sites/" + siteId + "/keys/" + key, user, ""),
                recorder.send(api, "GET", "/v1/sites?cursor=" + key, user, ""),
                recorder.send(dashboard, "GET", "/dashboard/" + key, user, ""),
                recorder.send(dashboard, "GET", "/dashboard/api-keys?site=" + key, user, ""));
    }

    private List<Recorder.Answer> inArticles(String key) {
        List<Recorder.Answer> answers = new ArrayList<>();
        for (String field : BODY_FIELDS) {
            Map<String, String> article = new HashMap<>(Map.of("post_id", "wrong-place", "content", ARTICLE));
            article.put(field, field.endsWith("_url") ? "http://127.0.0.1:1/?key=" + key : key);
            answers.add(refused(
                    recorder.send(api, "POST", "/v1/audio/generate", Map.of("X-API-Key", liveKey), json(article))));
        }
        return answers;
    }

    /** Items that are refused are kept with their reasons. */
    private List<Recorder.Answer> inBatches(String key) {
        Map<String, String> headers =
                Map.of("X-API-Key", liveKey, "Idempotency-Key", key, "Content-Type", "application/x-ndjson");
        StringBuilder items = new StringBuilder("{\"post_id\": \"" + key + "\n");
        for (String field : BODY_FIELDS) {
            items.append(json(Map.of("content", ARTICLE, field, key))).append('\n');
        }
        Recorder.Answer batch = recorder.send(api, "POST", "/v1/audio/bulk", headers, items.toString());
        String batchPath = "/v1/audio/bulk/" + batch.data().path("batch_id").asText();
        return List.of(
                batch,
                recorder.send(api, "GET", batchPath, Map.of("X-API-Key", liveKey), ""),
                recorder.send(api, "GET", "/v1/audio/bulk/" + key, Map.of("X-API-Key", liveKey), ""),
                refused(recorder.send(
                        api,
                        "POST",
                        "/v1/audio/bulk?callback_url=http://127.0.0.1:1/" + key,
                        headers,
                        items.toString())));
    }

    private List<Recorder.Answer> inEvents(String key) {
        List<Recorder.Answer> answers = new ArrayList<>();
        for (String field :
                List.of("event_id", "event", "post_id", "session_id", "language", "occurred_at", "domain")) {
            Map<String, String> event = new HashMap<>(Map.of(
                    "event_id", "event", "event", "play", "post_id", "post", "session_id", "s", "domain", "localhost"));
            event.put(field, key);
            answers.add(recorder.send(api, "POST", "/v1/events/track", Map.of("X-API-Key", liveKey), json(event)));
            answers.add(refused(recorder.send(api, "POST", "/v1/public/events", Map.of(), json(event))));
        }
        answers.add(recorder.send(
                api, "GET", "/v1/analytics?group_by=" + key + "&from=" + key, Map.of("X-API-Key", liveKey), ""));
        return answers;
    }

    private List<Recorder.Answer> inSessionRoutes(String key) {
        Map<String, String> user = asUser();
        String site = "/v1/sites/" + siteId;
        return List.of(
                refused(recorder.send(api, "POST", "/v1/sites", user, json(Map.of("name", key)))),
                refused(recorder.send(
                        api, "POST", "/v1/sites", user, json(Map.of("name", "Site", "domains", List.of(key))))),
                refused(recorder.send(
                        api, "PATCH", site, user, json(Map.of("domains", List.of(key + ".example.com"))))),
                refused(recorder.send(api, "PATCH", site, user, json(Map.of("settings", Map.of("key", key))))),
                refused(recorder.send(api, "PATCH", site, user, json(Map.of("settings", Map.of(key, 1))))),
                refused(recorder.send(api, "POST", site + "/keys", user, json(Map.of("name", key)))),
                refused(recorder.send(api, "PUT", site + "/subscription", user, json(Map.of("plan", key)))),
                refused(recorder.send(
                        api, "PUT", "/v1/plans", user, json(Map.of("items", List.of(Map.of("name", key)))))),
                refused(recorder.send(
                        api,
                        "POST",
                        "/v1/accounts",
                        user,
                        json(Map.of("name", key, "email", key + "@example.org", "password", key)))),
                refused(recorder.send(
                        api, "POST", "/v1/auth/login", Map.of(), json(Map.of("email", key, "password", key)))),
                refused(recorder.send(api, "POST", "/v1/auth/login", Map.of(), "{\"email\": " + key)));
    }

    private List<Recorder.Answer> inForms(String key) {
        Map<String, String> browser = Recorder.browserHeaders(session, csrfToken);
        String site = "/dashboard/sites/" + siteId;
        return List.of(
                refused(recorder.send(dashboard, "POST", "/dashboard/sites/new", browser, "name=" + key)),
                refused(recorder.send(dashboard, "POST", site, browser, "name=Site&domains=" + key)),
                refused(recorder.send(dashboard, "POST", site + "/keys", browser, "name=" + key)),
                refused(recorder.send(dashboard, "POST", "/dashboard/login", browser, "email=" + key + "&password=x")));
    }

    private Map<String, String> asUser() {
        return Map.of("Authorization", "Bearer " + session);
    }

    /** What would be stored or shown must be refused. */
    private static Recorder.Answer refused(Recorder.Answer answer) {
        if (answer.status() / 100 != 4) {
            throw new AssertionError(answer.request() + " answered " + answer.status());
        }
        return answer;
    }

    private static String json(Map<String, ?> fields) {
        try {
            return Json.mapper().writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
