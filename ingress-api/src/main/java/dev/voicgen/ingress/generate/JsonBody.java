package dev.voicgen.ingress.generate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Failure;
import dev.voicgen.platform.http.RequestBody;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Reads a JSON object as strictly as two parsers must agree on it: UTF-8 alone, no key twice, nothing behind it. */
public final class JsonBody {

    private static final int MAX_NESTING = 64;
    /** Keys are the client's, so none is interned. */
    private static final ObjectMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonBody() {}

    /**
     * The body that was gathered.
     *
     * @throws FailedRequest with 400 or, where it is JSON but no object, 422
     */
    public static ObjectNode read(Context ctx) {
        return parse(RequestBody.bytes(ctx), "body");
    }

    /**
     * @param subject what {@code json} is, for people
     * @throws FailedRequest with 400 or, where it is JSON but no object, 422
     */
    public static ObjectNode parse(byte[] json, String subject) {
        if (read(decode(json, subject), subject) instanceof ObjectNode object) {
            return object;
        }
        throw new FailedRequest(
                Failure.invalid(Map.of(subject, List.of("The " + subject + " must be a JSON object."))));
    }

    private static JsonNode read(String json, String subject) {
        try {
            JsonNode node = STRICT.readTree(json);
            if (!node.isMissingNode()) {
                return node;
            }
        } catch (JsonProcessingException malformed) {
            // Falls through: its message quotes the body.
        }
        throw malformed(subject, "JSON");
    }

    private static String decode(byte[] json, String subject) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed(subject, "UTF-8");
        }
    }

    private static FailedRequest malformed(String subject, String expected) {
        return new FailedRequest(
                Failure.of(400, "malformed_json", "The " + subject + " is not valid " + expected + "."));
    }
}
