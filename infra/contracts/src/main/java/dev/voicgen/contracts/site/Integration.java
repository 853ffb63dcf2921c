package dev.voicgen.contracts.site;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a key is used by: our own plugins work on any plan, REST clients need a plan with REST access. */
public enum Integration {
    @JsonProperty("rest")
    REST,
    @JsonProperty("plugin")
    PLUGIN
}
