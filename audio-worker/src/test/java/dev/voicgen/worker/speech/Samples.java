package dev.voicgen.worker.speech;

/** Voices and texts for tests. */
public final class Samples {

    public static final VoiceSettings KEVIN = VoiceSettings.parse("{\"engine_voice\":\"kevin16\"}");
    public static final VoiceSettings MARCUS =
            VoiceSettings.parse("{\"engine_voice\":\"kevin16\",\"pitch_hz\":80,\"pitch_range_hz\":9,\"rate_wpm\":140}");
    public static final VoiceSettings ROBIN = VoiceSettings.parse(
            "{\"engine_voice\":\"kevin16\",\"pitch_hz\":145,\"pitch_range_hz\":16,\"rate_wpm\":155}");

    public static final String HARBOUR = """
            The harbour opened again on Monday after engineers repaired the storm damage. \
            Ferries carried passengers across the bay for the first time since March. \
            Fishermen waited at the pier with fresh bread, and children waved yellow flags.""";

    /** Nothing of it is in {@link #HARBOUR} but the smallest words. */
    public static final String ORCHESTRA = """
            Every musician in our orchestra must practice difficult melodies before winter concerts. \
            Violins whisper softly while trumpets announce something magnificent. \
            Critics praised their conductor, whose gentle humour made young listeners laugh.""";

    private Samples() {}
}
