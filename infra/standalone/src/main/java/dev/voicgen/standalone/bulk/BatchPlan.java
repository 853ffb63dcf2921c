package dev.voicgen.standalone.bulk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Cuts all articles into as few batches as the API takes. For one thread. */
final class BatchPlan {

    private static final int MAX_ITEMS = 10_000;
    /** The API takes 64 MiB. */
    private static final long MAX_BYTES = 60L * 1024 * 1024;

    private final ArticleLines.Wish wish;
    private final String run;
    private final String callbackUrl;
    private final List<Batch> batches = new ArrayList<>();
    private List<ArticleFile> files = new ArrayList<>();
    private MessageDigest hash;
    private int skip;
    private List<ArticleLines.Place> places = new ArrayList<>();
    private long bytes;

    private BatchPlan(ArticleLines.Wish wish, String run, String callbackUrl) {
        this.wish = wish;
        this.run = run;
        this.callbackUrl = callbackUrl;
        begin(0);
    }

    /**
     * Reads every file once.
     *
     * @param run makes the batches of this run different from those of another run with the same content
     * @param callbackUrl may be null
     */
    static List<Batch> of(List<ArticleFile> files, ArticleLines.Wish wish, String run, String callbackUrl)
            throws IOException {
        BatchPlan plan = new BatchPlan(wish, run, callbackUrl);
        for (ArticleFile file : files) {
            plan.add(file);
        }
        plan.end();
        return plan.batches;
    }

    private void add(ArticleFile file) throws IOException {
        int inFile = 0;
        try (ArticleLines lines = file.open(wish)) {
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (places.size() == MAX_ITEMS || (!places.isEmpty() && bytes + line.get().length > MAX_BYTES)) {
                    end();
                    begin(inFile);
                }
                take(file, line.get(), lines.place());
                inFile++;
            }
        }
    }

    private void take(ArticleFile file, byte[] line, ArticleLines.Place place) {
        if (files.isEmpty() || !files.get(files.size() - 1).equals(file)) {
            files.add(file);
        }
        hash.update(line);
        places.add(place);
        bytes += line.length;
    }

    private void begin(int linesBefore) {
        files = new ArrayList<>();
        skip = linesBefore;
        places = new ArrayList<>();
        bytes = 0;
        hash = sha256();
        hash.update((run + "\n" + callbackUrl + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void end() {
        if (!places.isEmpty()) {
            String key = "cli-" + HexFormat.of().formatHex(hash.digest());
            batches.add(new Batch(List.copyOf(files), skip, List.copyOf(places), wish, key));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
