package dev.voicgen.worker.narration;

import dev.voicgen.worker.quality.Judgement;
import dev.voicgen.worker.quality.QualityGate;
import dev.voicgen.worker.speech.Cancellation;
import dev.voicgen.worker.speech.EngineVoice;
import dev.voicgen.worker.speech.SpeechEngine;
import dev.voicgen.worker.store.AudioDraft;
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
    public Narration narrate(NarrationRequest request, ProgressListener progress, Cancellation cancel) {
        if (!engine.voices().contains(new EngineVoice(request.voice().engineVoice(), request.language()))) {
            return new Narration.Unspeakable(
                    "voice_unavailable", "the voice is not available in the language " + request.language());
        }
        Locale locale = Locale.forLanguageTag(request.language().code());
        List<SpeakableSegment> segments = speakable(request.text(), locale);
        Judgement text = QualityGate.judgeText(SpokenForm.unreadableShare(request.text(), locale), segments.size());
        if (text instanceof Judgement.Rejected rejected) {
            return new Narration.Unspeakable(rejected.code(), rejected.reason());
        }
        try {
            return narrate(request, segments, progress, cancel);
        } catch (IOException e) {
            LOG.error("engine={} the audio store does not work; check its disk or mount", engine.id(), e);
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
            NarrationRequest request, List<SpeakableSegment> segments, ProgressListener progress, Cancellation cancel)
            throws IOException {
        SegmentSource source = new SegmentSource(engine, store, request.voice(), cancel);
        List<SpokenSegment> spoken = new ArrayList<>();
        long bytes = 0;
        long millis = 0;
        try (AudioDraft draft = store.draft()) {
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
            Judgement file = QualityGate.judgeFile(segments.size(), spoken.size(), bytes, draft.size());
            if (file instanceof Judgement.Rejected rejected) {
                return new Narration.TryAgain(STORE_RETRY, rejected.reason());
            }
            AudioName name = draft.publish();
            return new Narration.Narrated(name, millis, spoken, source.synthesised(), source.reused());
        }
    }
}
