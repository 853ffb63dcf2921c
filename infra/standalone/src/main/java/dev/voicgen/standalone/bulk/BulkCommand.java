package dev.voicgen.standalone.bulk;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code voicgen bulk}: many articles from files, sent to a running platform and watched until all have ended. */
@Command(
        name = "bulk",
        description = {
            "Sends articles to a running platform and watches them become audio.",
            "The same command again after a break goes on where it was: what is sent twice is one batch."
        },
        mixinStandardHelpOptions = true)
public final class BulkCommand implements Callable<Integer> {

    /** Of every run that does not say otherwise, so that a repeated one is the same. */
    private static final String FIRST_RUN = "1";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE|DIR",
            description = {
                "articles as .html, .md or .txt, one a file: the path makes the post id;",
                "or as .ndjson or .jsonl, one a line: bodies of POST /v1/audio/generate"
            })
    private Path articles;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            defaultValue = "${env:VOICGEN_API_KEY}",
            description = "API key; better in VOICGEN_API_KEY, where no process list shows it")
    private String key;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "where the API is (default: ${DEFAULT-VALUE})")
    private URI url;

    @Option(names = "--language", paramLabel = "CODE", description = "of articles that name none (default: the API's)")
    private String language;

    @Option(names = "--callback-url", paramLabel = "URL", description = "told of each article and of each batch")
    private String callbackUrl;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description =
                    "remembers there, until all have ended, what has been sent: a repeated run sends it not again")
    private Path state;

    @Option(names = "--again", description = "makes new batches of articles that were sent before")
    private boolean again;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (key == null || key.isBlank()) {
            throw new ParameterException(spec.commandLine(), "an API key is missing: --key or VOICGEN_API_KEY");
        }
        BulkState kept = BulkState.open(state, again ? UUID.randomUUID().toString() : FIRST_RUN);
        List<Batch> batches = BatchPlan.of(ArticleFiles.in(articles), language, kept.run(), callbackUrl);
        BulkSummary summary = new BulkRun(new BulkClient(api(), key), kept, batches, System.out).run(callbackUrl);
        System.out.print(summary.table());
        return summary.allReady() ? 0 : 1;
    }

    private URI api() {
        String text = url.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
    }
}
