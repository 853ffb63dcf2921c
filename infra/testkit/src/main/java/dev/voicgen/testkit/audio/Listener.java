package dev.voicgen.testkit.audio;

import edu.cmu.sphinx.api.Configuration;
import edu.cmu.sphinx.api.SpeechResult;
import edu.cmu.sphinx.api.StreamSpeechRecognizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hears which of several texts is spoken: a speech recogniser that knows the words of all of them, so that hearing the right ones is
 * no foregone conclusion. English, 16 kHz; needs about 1 GB of heap. Not thread-safe.
 */
public final class Listener {

    /** The recogniser loses the thread, and much time, on longer clips. */
    private static final long CLIP_MILLIS = 8_000;

    private final StreamSpeechRecognizer recognizer;

    /** A listener for {@code texts}; words that are in no dictionary (names, numbers) are not heard. */
    public Listener(String... texts) {
        Logger.getLogger("edu.cmu.sphinx").setLevel(Level.OFF);
        Logger.getLogger("default.config").setLevel(Level.OFF);
        try {
            LanguageModel model = new LanguageModel(texts);
            Path folder = Files.createTempDirectory("listener");
            Path dictionary = folder.resolve("words.dict");
            Path arpa = folder.resolve("words.lm");
            model.writeDictionary(dictionary);
            model.writeArpa(arpa);
            Configuration configuration = new Configuration();
            configuration.setAcousticModelPath("resource:/edu/cmu/sphinx/models/en-us/en-us");
            configuration.setDictionaryPath(dictionary.toUri().toString());
            configuration.setLanguageModelPath(arpa.toUri().toString());
            recognizer = new StreamSpeechRecognizer(configuration);
            Files.delete(dictionary);
            Files.delete(arpa);
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words heard in {@code audio}, in order. */
    public List<String> hear(DecodedAudio audio) {
        List<String> heard = new ArrayList<>();
        for (long start = 0; start < audio.millis(); start += CLIP_MILLIS) {
            recognizer.startRecognition(new ByteArrayInputStream(
                    audio.part(start, start + CLIP_MILLIS).littleEndian()));
            for (SpeechResult result = recognizer.getResult(); result != null; result = recognizer.getResult()) {
                heard.addAll(LanguageModel.words(result.getHypothesis()));
            }
            recognizer.stopRecognition();
        }
        return heard;
    }

    /** The share (0 to 1) of the words of {@code text} that are among {@code heard}, each as often as it is there. */
    public static double recall(String text, List<String> heard) {
        List<String> left = new ArrayList<>(heard);
        List<String> words = LanguageModel.words(text);
        long found = words.stream().filter(left::remove).count();
        return words.isEmpty() ? 0 : (double) found / words.size();
    }
}
