package dev.voicgen.quota.topology;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.quota.admission.RulesVersion;
import dev.voicgen.quota.sink.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Reads a record of the log. Every command it returns is complete: otherwise a worker, or every later command of the site, would
 * fail on the missing field.
 */
final class CommandReader {

    /** Admission cannot decide on a record. The message is for operators and never quotes the record. */
    static final class Poison extends Exception {

        private static final long serialVersionUID = 1L;

        Poison(String reason) {
            super(reason);
        }

        Poison(String reason, Throwable cause) {
            super(reason, cause);
        }
    }

    private CommandReader() {}

    static SiteCommand read(byte[] key, byte[] value) throws Poison {
        if (value == null) {
            throw new Poison("no value");
        }
        if (value.length > DeadLetter.MAX_BYTES) {
            throw new Poison("larger than " + DeadLetter.MAX_BYTES + " bytes");
        }
        SiteCommand command = parse(value);
        if (!isWhole(command)) {
            throw new Poison("a field is missing or malformed");
        }
        if (!Arrays.equals(key, String.valueOf(command.siteId()).getBytes(StandardCharsets.UTF_8))) {
            // The record may be on another partition than the site's other commands.
            throw new Poison("the key is not the command's site");
        }
        if (command instanceof SiteCommand.RulesAdopted adopted && !RulesVersion.isKnown(adopted.version())) {
            throw new Poison("rules version " + adopted.version() + " is not known to this release");
        }
        return command;
    }

    private static SiteCommand parse(byte[] value) throws Poison {
        try {
            return Topics.SITE_COMMANDS.values().deserializer().deserialize(Topics.SITE_COMMANDS.name(), value);
        } catch (SerializationException e) {
            throw new Poison("not a site command", e);
        }
    }

    private static boolean isWhole(SiteCommand command) {
        return command != null && WholeCommand.test(command);
    }
}
