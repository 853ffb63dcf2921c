package dev.voicgen.standalone.bulk;

import dev.voicgen.standalone.OutputFile;
import dev.voicgen.standalone.Version;
import dev.voicgen.standalone.terminal.ProgressLine;
import dev.voicgen.standalone.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
            "Run the same command again after a break: it goes on where it was, and nothing is made twice.",
            "Exits with 0 when every article has audio, with 1 when some have none or the run fails, with 2 when the command is wrong."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class BulkCommand implements Callable<Integer> {

    /** Of every run that does not say otherwise, so that a repeated one is the same. */
    private static final String FIRST_RUN = "1";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE|DIR",
            description = {
                "articles as .html, .md or .txt, one per file: the path becomes the post id;",
                "or as .ndjson or .jsonl, one per line: bodies of POST /v1/audio/generate"
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
    private String url;

    @Option(
            names = "--language",
            paramLabel = "CODE",
            description = "of articles that name none (default: the API's own default)")
    private String language;

    @Option(
            names = "--callback-url",
            paramLabel = "URL",
            description = "is told of each article's end and of each batch's end")
    private String callbackUrl;

    @Option(
            names = "--regenerate",
            description = "makes the audio of articles anew whose text has changed since it was made")
    private boolean regenerate;

    @Option(
            names = "--report",
            paramLabel = "FILE.csv",
            description = "gets a line for each article: file and line, post, status, audio URL, seconds, reason")
    private Path report;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description =
                    "keeps what has been sent until the run ends, so that a repeated run does not upload it again")
    private Path state;

    @Option(
            names = "--again",
            description = "sends articles again that an earlier run sent: those without audio get another try")
    private boolean again;

    @Override
    public Integer call() throws IOException, InterruptedException {
        URI api = api();
        String checkedKey = CommandLineKey.parse(key)
                .orElseThrow(() -> new ParameterException(spec.commandLine(), CommandLineKey.whatIsWrong(key)));
        if (report != null) {
            OutputFile.requireWritable(report, "--report");
        }
        if (state != null) {
            OutputFile.requireWritable(state, "--state");
        }
        BulkState kept = BulkState.open(state, again ? UUID.randomUUID().toString() : FIRST_RUN);
        ArticleFiles found = ArticleFiles.in(articles);
        List<Batch> batches =
                BatchPlan.of(found.files(), new ArticleLines.Wish(language, regenerate), kept.run(), callbackUrl);
        ProgressLine line = new ProgressLine(System.out, Terminal.ofThisProcess(), InstantSource.system());
        BulkRun run = new BulkRun(new BulkClient(api, checkedKey, line::say), kept, batches, line);
        BulkSummary summary = watched(run, line, what(found, batches));
        System.out.print(summary.table());
        if (report != null) {
            CsvReport.write(summary.outcomes(), report);
            System.out.println("Report: " + report);
        }
        return summary.allReady() ? 0 : 1;
    }

    /** If the user stops the run, a last line says what becomes of the articles. */
    private BulkSummary watched(BulkRun run, ProgressLine line, String what) throws IOException, InterruptedException {
        Thread farewell = new Thread(() -> line.end(run.whatGoesOn()), "farewell");
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            return run.run(callbackUrl, what);
        } finally {
            line.end("");
            withdraw(farewell);
        }
    }

    private static void withdraw(Thread farewell) {
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException stopping) {
            // It has been said.
        }
    }

    private static String what(ArticleFiles found, List<Batch> batches) {
        int articles = batches.stream().mapToInt(Batch::items).sum();
        String ignored = found.ignored().isEmpty()
                ? ""
                : "; %d other files are ignored (%s)"
                        .formatted(
                                found.ignored().size(),
                                found.ignored().stream()
                                        .map(BulkCommand::ending)
                                        .distinct()
                                        .limit(5)
                                        .collect(Collectors.joining(", ")));
        return "%d articles in %d files%s".formatted(articles, found.files().size(), ignored);
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.lastIndexOf('.') > 0 ? name.substring(name.lastIndexOf('.')) : "without an ending";
    }

    private URI api() {
        String text = url.strip();
        try {
            URI api = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean web = List.of("http", "https").contains(String.valueOf(api.getScheme()));
            if (web && api.getHost() != null && api.getUserInfo() == null) {
                return api;
            }
        } catch (IllegalArgumentException noUrl) {
            // Said below, whatever is wrong with it.
        }
        throw new ParameterException(
                spec.commandLine(), "--url is no address of an API: it looks like http://127.0.0.1:8080");
    }
}
