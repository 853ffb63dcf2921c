package dev.voicgen.worker.narration;

import dev.voicgen.contracts.value.Language;
import dev.voicgen.worker.quality.QualityGate;
import dev.voicgen.worker.speech.Cancellation;
import dev.voicgen.worker.speech.SpeechEngine;
import dev.voicgen.worker.speech.VoiceSettings;
import dev.voicgen.worker.store.AudioName;
import dev.voicgen.worker.store.AudioStore;
import dev.voicgen.worker.text.Segmenter;
import dev.voicgen.worker.text.SpokenForm;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns an article into one audio file. Segments are made in order by the calling thread and stored as they are finished, so a
 * narration that is begun again goes on behind the last of them. Thread-safe: articles are narrated in parallel, not segments.
 */
public final class Narrator {

    private static final Logger LOG = LoggerFactory.getLogger(Narrator.class);
    private static final Duration STORE_RETRY = Duration.ofSeconds(30);

    /**
     * The text to speak, and its voice.
     *
     * @param text blocks without markup, with one empty line between two blocks
     */
    public record Request(String text, Language language, VoiceSettings voice) {

        /** Leaves the text out: an article does not belong in a log line. */
        @Override
        public String toString() {
            return "Request[" + language + ", " + text.length() + " characters, " + voice + "]";
        }
    }

    /** Called after each segment, by the thread of the narration. An exception from it ends the narration. */
    @FunctionalInterface
    public interface ProgressListener {

        void finished(int done, int total);
    }

    /** @param spoken the text that the engine gets for the segment */
    private record SpeakableSegment(Segmenter.Segment segment, String spoken) {

        Narration.SpokenSegment heard(int index, long startMs, long endMs) {
            return new Narration.SpokenSegment(index, startMs, endMs, segment.textStart(), segment.textEnd());
        }
    }

    private final SpeechEngine engine;
    private final AudioStore store;

    /** Neither is closed by the narrator. */
    public Narrator(SpeechEngine engine, AudioStore store) {
        this.engine = engine;
        this.store = store;
    }

    /**
     * Narrates until the audio is published, something fails, or {@code cancel} is requested, which is noticed within about a second.
     * There is no other deadline.
     */
    public Narration narrate(Request request, ProgressListener progress, Cancellation cancel) {
        if (!engine.voices().contains(new SpeechEngine.Voice(request.voice().engineVoice(), request.language()))) {
            return new Narration.Unspeakable(
                    "voice_unavailable", "the voice is not available in the language " + request.language());
        }
        Locale locale = Locale.forLanguageTag(request.language().code());
        List<SpeakableSegment> segments = speakable(request.text(), locale);
        QualityGate.Judgement text =
                QualityGate.judgeText(SpokenForm.unreadableShare(request.text(), locale), segments.size());
        if (text instanceof QualityGate.Judgement.Rejected rejected) {
            return new Narration.Unspeakable(rejected.code(), rejected.reason());
        }
        try {
            return narrate(request, segments, progress, cancel);
        } catch (IOException e) {
            LOG.error("engine={} the audio store does not work; check its disk or mount", engine.version(), e);
            return new Narration.TryAgain(STORE_RETRY, "the audio store does not work");
        }
    }

    private static List<SpeakableSegment> speakable(String text, Locale locale) {
        return Segmenter.segment(text, locale).stream()
                .map(segment -> new SpeakableSegment(segment, SpokenForm.of(segment.text(), locale)))
                .filter(segment -> !segment.spoken().isEmpty())
                .toList();
    }

    private Narration narrate(
            Request request, List<SpeakableSegment> segments, ProgressListener progress, Cancellation cancel)
            throws IOException {
        SegmentSource source = new SegmentSource(engine, store, request.voice(), cancel);
        List<Narration.SpokenSegment> spoken = new ArrayList<>();
        long bytes = 0;
        long millis = 0;
        try (AudioStore.Draft draft = store.draft()) {
            for (SpeakableSegment segment : segments) {
                SegmentSource.Result result = source.get(segment.spoken());
                if (result instanceof SegmentSource.Result.End end) {
                    return end.narration();
                }
                SegmentAudio audio = ((SegmentSource.Result.Audio) result).audio();
                draft.write(audio.mp3(), 0, audio.mp3().length);
                bytes += audio.mp3().length;
                spoken.add(segment.heard(spoken.size(), millis, millis + audio.millis()));
                millis += audio.millis();
                progress.finished(spoken.size(), segments.size());
            }
            QualityGate.Judgement file = QualityGate.judgeFile(segments.size(), spoken.size(), bytes, draft.size());
            if (file instanceof QualityGate.Judgement.Rejected rejected) {
                return new Narration.TryAgain(STORE_RETRY, rejected.reason());
            }
            AudioName name = draft.publish();
            return new Narration.Narrated(name, millis, spoken, source.synthesised(), source.reused());
        }
    }
}
