package dev.voicgen.worker.speech;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.voicgen.contracts.json.Json;

/**
 * The way to make one of the platform's voices from an engine's voice.
 *
 * @param engineVoice the name of a {@link SpeechEngine.Voice}
 * @param pitchHz mean fundamental frequency, 40 to 400
 * @param pitchRangeHz its standard deviation, 0 to 100
 * @param rateWpm words a minute, 60 to 400
 */
public record VoiceSettings(String engineVoice, double pitchHz, double pitchRangeHz, double rateWpm) {

    /** What kevin16 was recorded with. */
    static final double DEFAULT_PITCH_HZ = 100;

    static final double DEFAULT_PITCH_RANGE_HZ = 11;
    static final double DEFAULT_RATE_WPM = 150;

    /** @throws IllegalArgumentException where a value is out of its range */
    public VoiceSettings {
        if (engineVoice == null || engineVoice.isBlank()) {
            throw new IllegalArgumentException("engine voice is missing");
        }
        check("pitch_hz", pitchHz, 40, 400);
        check("pitch_range_hz", pitchRangeHz, 0, 100);
        check("rate_wpm", rateWpm, 60, 400);
    }

    /**
     * Reads {@code {"engine_voice":"kevin16","pitch_hz":100,"pitch_range_hz":11,"rate_wpm":150}}. Only the first property is
     * required; the others have these values by default.
     *
     * @throws IllegalArgumentException where {@code json} is no such object
     */
    public static VoiceSettings parse(String json) {
        JsonNode settings;
        try {
            settings = Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("voice settings are not JSON", e);
        }
        if (!settings.isObject()) {
            throw new IllegalArgumentException("voice settings are not a JSON object");
        }
        return new VoiceSettings(
                settings.path("engine_voice").asText(),
                number(settings, "pitch_hz", DEFAULT_PITCH_HZ),
                number(settings, "pitch_range_hz", DEFAULT_PITCH_RANGE_HZ),
                number(settings, "rate_wpm", DEFAULT_RATE_WPM));
    }

    private static double number(JsonNode settings, String name, double otherwise) {
        JsonNode value = settings.get(name);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isNumber()) {
            throw new IllegalArgumentException(name + " is not a number");
        }
        return value.doubleValue();
    }

    private static void check(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " is not between " + least + " and " + most);
        }
    }
}
