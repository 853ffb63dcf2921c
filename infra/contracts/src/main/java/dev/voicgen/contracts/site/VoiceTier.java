package dev.voicgen.contracts.site;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How good a voice a plan may use; a higher tier includes the lower ones. */
public enum VoiceTier {
    @JsonProperty("starter")
    STARTER,
    @JsonProperty("growth")
    GROWTH,
    @JsonProperty("enterprise")
    ENTERPRISE;

    /** Whether a plan of this tier may use a voice that needs {@code required}. */
    public boolean includes(VoiceTier required) {
        return compareTo(required) >= 0;
    }
}
