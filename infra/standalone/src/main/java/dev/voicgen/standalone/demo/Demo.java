package dev.voicgen.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.value.WebhookSecret;
import dev.voicgen.ingress.text.SpeakableText;
import dev.voicgen.keyadmin.KeyAdmin;
import dev.voicgen.standalone.Platform;
import dev.voicgen.standalone.terminal.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends articles through a running platform as a publisher's server would, and watches what comes back. */
final class Demo {

    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(300);

    private final Platform platform;
    private final PrintStream out;
    private final Path audio;

    /** @param audio an existing directory for the MP3s */
    Demo(Platform platform, PrintStream out, Path audio) {
        this.platform = platform;
        this.out = out;
        this.audio = audio;
    }

    List<DemoResult> run(List<SampleArticle> articles) throws IOException, InterruptedException {
        KeyAdmin.FirstSite site = platform.services().firstSite().orElseThrow();
        ApiClient api = new ApiClient(platform.services().apiUrl(), site.apiKey());
        WebhookSecret secret =
                WebhookSecret.parse(site.webhookSecret().reveal()).orElseThrow();
        try (CallbackListener callbacks = CallbackListener.start(secret)) {
            Instant submitted = Instant.now();
            for (SampleArticle article : articles) {
                api.generate(article, callbacks.url());
            }
            Map<String, Ended> ended = watch(api, articles, submitted);
            List<DemoResult> results = new ArrayList<>();
            for (SampleArticle article : articles) {
                DemoResult.CallbackState callback = callbacks.await(article.postId(), Duration.ofSeconds(10));
                results.add(result(api, article, ended.get(article.postId()), callback));
            }
            return results;
        }
    }

    private record Ended(JsonNode status, Duration after) {}

    private Map<String, Ended> watch(ApiClient api, List<SampleArticle> articles, Instant submitted)
            throws IOException, InterruptedException {
        List<String> open =
                new ArrayList<>(articles.stream().map(SampleArticle::postId).toList());
        ProgressBoard board = new ProgressBoard(out, Terminal.ofThisProcess(), open);
        Map<String, Ended> ended = new LinkedHashMap<>();
        while (!open.isEmpty() && Instant.now().isBefore(submitted.plus(DEADLINE))) {
            for (String post : List.copyOf(open)) {
                JsonNode status = api.status(post);
                String word = status.path("status").asText();
                board.show(post, word, status.path("progress_percent").asInt());
                if (word.equals("ready") || word.equals("failed")) {
                    open.remove(post);
                    ended.put(post, new Ended(status, Duration.between(submitted, Instant.now())));
                }
            }
            Thread.sleep(POLL.toMillis());
        }
        return ended;
    }

    private DemoResult result(ApiClient api, SampleArticle article, Ended ended, DemoResult.CallbackState callback)
            throws IOException, InterruptedException {
        int words = SpeakableText.of(article.html()).orElseThrow().split("\\s+").length;
        if (ended == null) {
            return new DemoResult(article.postId(), words, 0, null, callback, null, "no audio within " + DEADLINE);
        }
        JsonNode status = ended.status();
        if (status.path("audio_url").isNull()) {
            String reason = status.path("failure").path("reason").asText("failed");
            return new DemoResult(article.postId(), words, 0, ended.after(), callback, null, reason);
        }
        Path file = audio.resolve(article.postId() + ".mp3");
        api.download(URI.create(status.path("audio_url").asText()), file);
        int seconds = status.path("duration_seconds").asInt();
        return new DemoResult(article.postId(), words, seconds, ended.after(), callback, file, null);
    }
}
