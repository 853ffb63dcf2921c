package dev.voicgen.worker.narration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.value.Language;
import dev.voicgen.testkit.audio.DecodedAudio;
import dev.voicgen.testkit.audio.Listener;
import dev.voicgen.worker.speech.Cancellation;
import dev.voicgen.worker.speech.Samples;
import dev.voicgen.worker.speech.freetts.FreeTtsEngine;
import dev.voicgen.worker.store.FolderAudioStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class NarrationIsHeardTest {

    @Test
    void aListenerHearsTheArticleAndNotAnotherOne(@TempDir Path folder) throws IOException {
        Listener listener = new Listener(Samples.HARBOUR, Samples.ORCHESTRA);
        DecodedAudio audio = narrate(Samples.HARBOUR, folder);

        List<String> heard = listener.hear(audio);

        assertThat(Listener.recall(Samples.HARBOUR, heard))
                .as("own words in %s", heard)
                .isGreaterThanOrEqualTo(0.79);
        assertThat(Listener.recall(Samples.ORCHESTRA, heard))
                .as("decoy words in %s", heard)
                .isLessThanOrEqualTo(0.16);
    }

    private static DecodedAudio narrate(String text, Path folder) throws IOException {
        FolderAudioStore store = FolderAudioStore.open(folder);
        try (FreeTtsEngine engine = FreeTtsEngine.start(1)) {
            Narration narration = new Narrator(engine, store)
                    .narrate(
                            new Narrator.Request(text, Language.ENGLISH, Samples.KEVIN),
                            (done, total) -> {},
                            Cancellation.NEVER);
            try (var mp3 = store.open(((Narration.Narrated) narration).file()).orElseThrow()) {
                return DecodedAudio.ofMp3(mp3.readAllBytes());
            }
        }
    }
}
