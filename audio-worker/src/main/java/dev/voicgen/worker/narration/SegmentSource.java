package dev.voicgen.worker.narration;

import dev.voicgen.worker.mp3.Mp3Encoder;
import dev.voicgen.worker.mp3.Mp3Format;
import dev.voicgen.worker.quality.PcmStatistics;
import dev.voicgen.worker.quality.QualityGate;
import dev.voicgen.worker.speech.Cancellation;
import dev.voicgen.worker.speech.SpeechEngine;
import dev.voicgen.worker.speech.SpeechOutcome;
import dev.voicgen.worker.speech.VoiceSettings;
import dev.voicgen.worker.store.AudioStore;
import dev.voicgen.worker.store.SegmentName;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segments of one narration: from the store where they are there, else spoken, judged and stored. For one thread. */
final class SegmentSource {

    /** A segment, or how the narration ends without it. */
    sealed interface Result {

        record Audio(SegmentAudio audio) implements Result {}

        record End(Narration narration) implements Result {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(SegmentSource.class);
    private static final Duration BAD_OUTPUT_RETRY = Duration.ofSeconds(10);

    private final SpeechEngine engine;
    private final AudioStore store;
    private final VoiceSettings voice;
    private final Cancellation cancel;
    private int synthesised;
    private int reused;

    SegmentSource(SpeechEngine engine, AudioStore store, VoiceSettings voice, Cancellation cancel) {
        this.engine = engine;
        this.store = store;
        this.voice = voice;
        this.cancel = cancel;
    }

    int synthesised() {
        return synthesised;
    }

    int reused() {
        return reused;
    }

    Result get(String spoken) throws IOException {
        if (cancel.requested()) {
            return new Result.End(new Narration.Cancelled());
        }
        SegmentName name = name(spoken);
        Optional<SegmentAudio> stored = store.segment(name).flatMap(SegmentAudio::read);
        // Judged again: it may have been stored under milder limits.
        if (stored.isPresent() && judge(spoken, stored.get()) instanceof QualityGate.Judgement.Accepted) {
            reused++;
            return new Result.Audio(stored.get());
        }
        return synthesise(spoken, name);
    }

    private Result synthesise(String spoken, SegmentName name) throws IOException {
        Mp3Encoder encoder = new Mp3Encoder();
        PcmStatistics.Meter meter = new PcmStatistics.Meter();
        SpeechOutcome outcome = engine.synthesize(
                spoken,
                voice,
                (samples, count) -> {
                    encoder.write(samples, count);
                    meter.write(samples, count);
                },
                cancel);
        if (!(outcome instanceof SpeechOutcome.Spoken)) {
            return new Result.End(end(outcome));
        }
        SegmentAudio audio = new SegmentAudio(meter.statistics(), encoder.finish());
        if (judge(spoken, audio) instanceof QualityGate.Judgement.Rejected rejected) {
            LOG.warn(
                    "engine={} segment={} code={} {}: the segment is not stored",
                    engine.version(),
                    name,
                    rejected.code(),
                    rejected.reason());
            return new Result.End(new Narration.Unspeakable(rejected.code(), rejected.reason()));
        }
        store.keep(name, audio.stored());
        synthesised++;
        return new Result.Audio(audio);
    }

    private QualityGate.Judgement judge(String spoken, SegmentAudio audio) {
        return QualityGate.judgeSegment(spoken, voice.rateWpm(), audio.pcm(), audio.millis());
    }

    /** Everything that can be heard, and nothing else: not the post, not the site. */
    private SegmentName name(String spoken) {
        return SegmentName.of(
                engine.version(),
                voice.engineVoice(),
                Double.toString(voice.pitchHz()),
                Double.toString(voice.pitchRangeHz()),
                Double.toString(voice.rateWpm()),
                Mp3Format.ID,
                spoken);
    }

    private static Narration end(SpeechOutcome outcome) {
        if (outcome instanceof SpeechOutcome.Refused refused) {
            return new Narration.Unspeakable("engine_refused", refused.reason());
        }
        if (outcome instanceof SpeechOutcome.Unavailable unavailable) {
            return new Narration.TryAgain(unavailable.after(), unavailable.reason());
        }
        if (outcome instanceof SpeechOutcome.BadOutput bad) {
            return new Narration.TryAgain(BAD_OUTPUT_RETRY, bad.reason());
        }
        return new Narration.Cancelled();
    }
}
