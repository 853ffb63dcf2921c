package dev.voicgen.worker.speech.freetts;

import com.sun.speech.freetts.OutputQueue;
import com.sun.speech.freetts.ProcessException;
import com.sun.speech.freetts.Token;
import com.sun.speech.freetts.Tokenizer;
import com.sun.speech.freetts.Utterance;
import com.sun.speech.freetts.UtteranceProcessor;
import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import com.sun.speech.freetts.relp.LPCResult;
import dev.voicgen.worker.speech.Cancellation;
import dev.voicgen.worker.speech.SpeechEngine;
import dev.voicgen.worker.speech.VoiceSettings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One FreeTTS voice, about 6 MB. Not thread-safe.
 *
 * <p>It runs the voice's processors itself: {@link Voice#speak} would print a stack trace for an utterance it stumbles over, skip
 * it and call that a success, and it hands the audio to a thread and a player that only make sense with a loudspeaker.
 */
final class KevinVoice {

    static final String NAME = "kevin16";

    /** Bounds how long an utterance takes, and its memory: about half a minute of speech. */
    private static final int MAX_TOKENS = 60;

    private final Voice voice;

    private KevinVoice(Voice voice) {
        this.voice = voice;
    }

    /**
     * A new voice. One at a time: two allocations at once have been seen to fail in FreeTTS's lexicon loader.
     *
     * @throws IllegalStateException where FreeTTS has no such voice
     */
    static synchronized KevinVoice allocate() {
        Voice voice = Arrays.stream(new KevinVoiceDirectory().getVoices())
                .filter(candidate -> candidate.getName().equals(NAME))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("FreeTTS has no voice " + NAME));
        // A queue without a reader: without a queue allocate() starts an output thread for each voice.
        voice.setOutputQueue(new OutputQueue());
        voice.allocate();
        return new KevinVoice(voice);
    }

    /**
     * Speaks until the end or until it is cancelled.
     *
     * @return the number of samples that went into {@code sink}
     * @throws ProcessException where FreeTTS cannot read the text
     */
    long speak(String text, VoiceSettings settings, SpeechEngine.PcmSink sink, Cancellation cancel)
            throws ProcessException {
        voice.setPitch((float) settings.pitchHz());
        voice.setPitchRange((float) settings.pitchRangeHz());
        voice.setRate((float) settings.rateWpm());
        long written = 0;
        for (List<Token> tokens : utterances(text)) {
            Utterance utterance = new Utterance(voice, tokens);
            for (Object processor : voice.getUtteranceProcessors()) {
                if (cancel.requested()) {
                    return written;
                }
                process(utterance, (UtteranceProcessor) processor);
            }
            short[] samples = samples(utterance);
            sink.write(samples, samples.length);
            written += samples.length;
        }
        return written;
    }

    void deallocate() {
        voice.deallocate();
    }

    private List<List<Token>> utterances(String text) {
        List<List<Token>> utterances = new ArrayList<>();
        List<Token> current = new ArrayList<>();
        Tokenizer tokenizer = voice.getTokenizer();
        tokenizer.setInputText(text);
        while (tokenizer.hasMoreTokens()) {
            Token token = tokenizer.getNextToken();
            if (token.getWord().isEmpty()) {
                continue;
            }
            if (!current.isEmpty() && (tokenizer.isBreak() || current.size() >= MAX_TOKENS)) {
                utterances.add(current);
                current = new ArrayList<>();
            }
            current.add(token);
        }
        if (!current.isEmpty()) {
            utterances.add(current);
        }
        return utterances;
    }

    private static void process(Utterance utterance, UtteranceProcessor processor) throws ProcessException {
        try {
            processor.processUtterance(utterance);
        } catch (RuntimeException e) {
            // FreeTTS checks little: text it does not expect ends in whatever its arrays and casts throw.
            ProcessException failure = new ProcessException(processor + " failed");
            failure.initCause(e);
            throw failure;
        }
    }

    private static short[] samples(Utterance utterance) {
        byte[] wave = ((LPCResult) utterance.getObject("target_lpcres")).getWaveSamples();
        short[] samples = new short[wave.length / Short.BYTES];
        ByteBuffer.wrap(wave).order(ByteOrder.BIG_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }
}
