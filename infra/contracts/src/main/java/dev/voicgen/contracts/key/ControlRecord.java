package dev.voicgen.contracts.key;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.voicgen.contracts.site.SiteSnapshot;

/** A record of {@code key.control}: what sites may do, and which instances know it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ControlRecord.SiteUpdated.class, name = "site_updated"),
    @JsonSubTypes.Type(value = ControlRecord.Heartbeat.class, name = "heartbeat")
})
public sealed interface ControlRecord {

    /** The start of the keys of snapshots; the site's id follows. */
    String SITE_PREFIX = "site/";

    /** The start of the keys of heartbeats; a tombstone under such a key says that the instance has left. */
    String INSTANCE_PREFIX = "instance/";

    /** The key under which the topic is compacted. */
    @JsonIgnore
    String key();

    /** A site's rights, whole. */
    record SiteUpdated(SiteSnapshot site) implements ControlRecord {
        @Override
        public String key() {
            return SITE_PREFIX + site.siteId();
        }
    }

    /**
     * An instance's probe and acknowledgement in one. Read back by the instance itself, it proves that everything before
     * it has been applied and so opens a lease; read by others, it says what the instance had applied when it sent it.
     *
     * @param instance unique to one start of one process
     * @param sequence counts the instance's heartbeats from 1
     * @param appliedOffset the last offset of this topic whose record the instance had applied, -1 for none
     */
    record Heartbeat(String instance, long sequence, long appliedOffset) implements ControlRecord {
        @Override
        public String key() {
            return INSTANCE_PREFIX + instance;
        }
    }
}
