package dev.voicgen.worker.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoiceSettingsTest {

    @Test
    void whatIsMissingHasTheVoicesOwnValue() {
        assertThat(VoiceSettings.parse("{\"engine_voice\": \"kevin16\", \"pitch_hz\": 80, \"future\": true}"))
                .isEqualTo(new VoiceSettings("kevin16", 80, 11, 150));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "nonsense",
                "{}",
                "{\"engine_voice\":\"kevin16\",\"pitch_hz\":\"high\"}",
                "{\"engine_voice\":\"kevin16\",\"pitch_hz\":39}",
                "{\"engine_voice\":\"kevin16\",\"rate_wpm\":401}",
                "{\"engine_voice\":\"kevin16\",\"pitch_range_hz\":-1}"
            })
    void nonsenseIsRefused(String settings) {
        assertThatIllegalArgumentException().isThrownBy(() -> VoiceSettings.parse(settings));
    }
}
