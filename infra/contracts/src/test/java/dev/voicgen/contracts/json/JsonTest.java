package dev.voicgen.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {

    /** A clock's nine digits, a database's six, and the none of a full second. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00.123456789Z, 2026-03-01T12:00:00.123Z",
        "2026-03-01T12:00:00.123456Z, 2026-03-01T12:00:00.123Z",
        "2026-03-01T12:00:00.100Z, 2026-03-01T12:00:00.100Z",
        "2026-03-01T12:00:00Z, 2026-03-01T12:00:00.000Z",
        "1969-12-31T23:59:59.999999Z, 1969-12-31T23:59:59.999Z"
    })
    void clients_are_told_instants_with_milliseconds(String instant, String told) throws JsonProcessingException {
        Map<String, Object> answer = Map.of("at", List.of(Instant.parse(instant)));

        assertThat(Json.answers().writeValueAsString(answer)).isEqualTo("{\"at\":[\"" + told + "\"]}");
    }

    @ParameterizedTest
    @CsvSource({"2026-03-01T12:00:00.123456789Z", "2026-03-01T12:00:00Z"})
    void records_keep_instants_as_they_are(String instant) throws JsonProcessingException {
        assertThat(Json.mapper().writeValueAsString(Instant.parse(instant))).isEqualTo('"' + instant + '"');
    }
}
