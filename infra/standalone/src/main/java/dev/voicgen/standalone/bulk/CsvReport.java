package dev.voicgen.standalone.bulk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of each article as CSV (RFC 4180), for a spreadsheet or a program. */
final class CsvReport {

    private static final String HEAD =
            "place,post_id,language,status,content_changed,duration_seconds,audio_url,code,message,batch_id";

    private CsvReport() {}

    static void write(List<ArticleOutcome> outcomes, Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEAD));
        outcomes.forEach(outcome -> lines.add(line(outcome)));
        Files.writeString(file, String.join("\r\n", lines) + "\r\n", StandardCharsets.UTF_8);
    }

    private static String line(ArticleOutcome outcome) {
        return Stream.of(
                        outcome.place(),
                        outcome.post(),
                        outcome.language(),
                        outcome.status(),
                        outcome.contentChanged(),
                        outcome.audioUrl() == null ? null : outcome.seconds(),
                        outcome.audioUrl(),
                        outcome.code(),
                        outcome.message(),
                        outcome.batchId())
                .map(CsvReport::cell)
                .collect(Collectors.joining(","));
    }

    private static String cell(Object value) {
        String text = value == null ? "" : value.toString();
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
