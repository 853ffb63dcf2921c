package dev.voicgen.standalone.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@code voicgen bulk} sends, waits for, keeps and reports. */
class BulkCommandTest extends BulkCommandFixture {

    @Test
    void more_articles_than_one_batch_takes_go_in_several() throws IOException {
        write(
                "all.jsonl",
                IntStream.range(0, 20_001)
                        .mapToObj(number -> "{\"post_id\":\"p" + number + "\"}")
                        .collect(Collectors.joining("\n")));
        write("last.txt", "The last one");

        assertThat(run()).isZero();

        assertThat(api.uploads).hasSize(3).doesNotHaveDuplicates();
        assertThat(api.items())
                .extracting(item -> item.path("post_id").asText())
                .hasSize(20_002)
                .doesNotHaveDuplicates()
                .endsWith("p20000", "last");
    }

    @Test
    void the_same_command_is_the_same_batch_until_it_is_asked_for_another() throws IOException {
        write("a.txt", "Some words");

        run();
        run();
        run("--again");
        write("a.txt", "Other words");
        run();

        assertThat(api.uploads).hasSize(4);
        assertThat(api.uploads.get(1)).isEqualTo(api.uploads.get(0));
        assertThat(List.copyOf(api.uploads).subList(1, 4)).doesNotHaveDuplicates();
    }

    @Test
    void refusals_for_a_while_are_waited_out() throws IOException {
        write("a.txt", "Some words");
        api.refusals.addAll(List.of(503, 429, 503));

        assertThat(run()).isZero();

        assertThat(api.uploads).hasSize(1);
    }

    @Test
    void a_refusal_for_good_ends_the_run_with_its_reason() throws IOException {
        write("a.txt", "Some words");
        api.refusals.add(401);

        assertThat(run()).isEqualTo(1);

        assertThat(api.uploads).isEmpty();
        assertThat(errors.toString()).contains("401: Not now.");
    }

    @Test
    void a_state_file_spares_sending_again_what_was_taken_and_ends_with_the_run() throws IOException {
        write("a.txt", "Some words");
        Path state = elsewhere.resolve("state.json");
        api.refusedReads.add(401);

        assertThat(run("--state", state.toString())).isEqualTo(1);
        assertThat(state).exists();
        assertThat(run("--state", state.toString())).isZero();

        assertThat(api.uploads).hasSize(1);
        assertThat(state).doesNotExist();
    }

    @Test
    void articles_without_audio_are_named_and_make_it_fail() throws IOException {
        api.shortLists.set(1);
        write(
                "all.ndjson",
                "{\"post_id\":\"good\",\"content\":\"Some words\"}\n{\"post_id\":\"poor\",\"content\":\"bad\"}");

        assertThat(run()).isEqualTo(1);

        assertThat(output())
                .contains("       1        0         1")
                .containsPattern("rejected +poor +validation_failed: Too short.*all\\.ndjson:2\\)")
                .containsPattern("ready +good +7 s +http://audio.example/0.mp3")
                .contains("--again");
    }

    @Test
    void an_edited_article_with_its_old_audio_is_said_until_it_is_made_anew() throws IOException {
        write("a.txt", "Some words");
        write("b.txt", "These words were edited");

        assertThat(run()).isZero();
        String told = output();
        output.reset();
        assertThat(run("--regenerate")).isZero();

        assertThat(told)
                .contains("2 ready, 1 of them with the audio of an older text: --regenerate")
                .containsPattern("changed +b ")
                .doesNotContainPattern("changed +a ");
        assertThat(output()).doesNotContain("older text");
        assertThat(api.items())
                .extracting(item -> item.path("regenerate").asBoolean())
                .containsExactly(false, false, true, true);
        assertThat(api.uploads).doesNotHaveDuplicates();
    }

    @Test
    void a_report_tells_of_each_article() throws IOException {
        write(
                "all.ndjson",
                "{\"post_id\":\"good\",\"content\":\"Some words\"}\n\n{\"post_id\":\"poor\",\"content\":\"bad\"}");
        Path report = elsewhere.resolve("report.csv");

        run("--report", report.toString());

        String file = articles.resolve("all.ndjson").toString();
        String batch = api.uploads.get(0);
        assertThat(report)
                .hasContent(
                        "place,post_id,language,status,content_changed,duration_seconds,audio_url,code,message,batch_id\n"
                                + file + ":1,good,en,ready,false,7,http://audio.example/0.mp3,,," + batch + "\n"
                                + file + ":3,poor,en,rejected,false,,,validation_failed,\"Too short, \"\"really\"\".\","
                                + batch);
        assertThat(output()).contains(batch);
    }
}
