package dev.voicgen.platform.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Reads a JSON object as strictly as two parsers must agree on it: UTF-8 alone, no key twice, nothing behind it. */
public final class JsonBody {

    private static final int MAX_NESTING = 64;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
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
     * The object in {@code json}; a byte order mark before it is ignored.
     *
     * @param subject what {@code json} is, for people
     * @throws FailedRequest with 400 or, where it is JSON but no object, 422
     */
    public static ObjectNode parse(byte[] json, String subject) {
        if (read(decode(json, subject), subject) instanceof ObjectNode object) {
            return object;
        }
        throw new FailedRequest(
                ApiError.invalid(Map.of(subject, List.of("The " + subject + " must be a JSON object."))));
    }

    private static JsonNode read(String json, String subject) {
        try {
            JsonNode node = STRICT.readTree(json);
            if (!node.isMissingNode()) {
                return node;
            }
        } catch (JsonProcessingException malformed) {
            throw malformed(subject, "JSON" + place(malformed));
        }
        throw malformed(subject, "JSON: it is empty");
    }

    /** Of what the parser says only the place is told on: the rest quotes the body. */
    private static String place(JsonProcessingException malformed) {
        JsonLocation at = malformed.getLocation();
        boolean twice = malformed.getOriginalMessage().startsWith("Duplicate field");
        return (twice ? ": a name stands twice in one object" : "")
                + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr());
    }

    private static String decode(byte[] json, String subject) {
        ByteBuffer bytes = ByteBuffer.wrap(json);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        } catch (CharacterCodingException e) {
            throw malformed(subject, "UTF-8 at byte " + (bytes.position() + 1));
        }
    }

    private static FailedRequest malformed(String subject, String expected) {
        return new FailedRequest(
                ApiError.of(400, "malformed_json", "The " + subject + " is not valid " + expected + "."));
    }
}
