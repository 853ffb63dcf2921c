package dev.voicgen.testkit.audio;

import edu.cmu.sphinx.api.Configuration;
import edu.cmu.sphinx.api.SpeechResult;
import edu.cmu.sphinx.api.StreamSpeechRecognizer;
import edu.cmu.sphinx.util.SphinxLogFormatter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hears which of several texts is spoken: a speech recogniser that knows the words of all of them, so that hearing the right ones is
 * no foregone conclusion. English, 16 kHz; needs about 1 GB of heap. Not thread-safe.
 */
public final class Listener {

    /** The recogniser loses the thread, and much time, on longer clips. */
    private static final long CLIP_MILLIS = 8_000;

    /** Held, because the JDK forgets loggers that nobody holds. */
    private static final Logger RECOGNIZER_LOG = Logger.getLogger("default.config");

    private final StreamSpeechRecognizer recognizer;

    /** A listener for {@code texts}; words that are in no dictionary (names, numbers) are not heard. */
    public Listener(String... texts) {
        quieten();
        try {
            LanguageModel model = new LanguageModel(texts);
            Path dictionary = temporary(".dict");
            Path arpa = temporary(".lm");
            model.writeDictionary(dictionary);
            model.writeArpa(arpa);
            Configuration configuration = new Configuration();
            configuration.setAcousticModelPath("resource:/edu/cmu/sphinx/models/en-us/en-us");
            configuration.setDictionaryPath(dictionary.toUri().toString());
            configuration.setLanguageModelPath(arpa.toUri().toString());
            recognizer = new StreamSpeechRecognizer(configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The recogniser reads its files again for each clip. */
    private static Path temporary(String suffix) throws IOException {
        Path file = Files.createTempFile("listener", suffix);
        file.toFile().deleteOnExit();
        return file;
    }

    /** The recogniser gives its logger a chatty handler unless it finds one with its own formatter there. */
    private static void quieten() {
        Handler silent = new ConsoleHandler();
        silent.setFormatter(new SphinxLogFormatter());
        silent.setLevel(Level.OFF);
        RECOGNIZER_LOG.addHandler(silent);
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
