package dev.voicgen.quota.topology;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.topic.IncompleteRecord;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.quota.admission.RulesVersion;
import dev.voicgen.quota.sink.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
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

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_FILE_NAME = 255;
    private static final String INCOMPLETE = "a field is missing or malformed";

    private CommandReader() {}

    static SiteCommand read(byte[] key, byte[] value) throws Poison {
        if (value == null) {
            throw new Poison("no value");
        }
        if (value.length > DeadLetter.MAX_BYTES) {
            throw new Poison("larger than " + DeadLetter.MAX_BYTES + " bytes");
        }
        SiteCommand command = parse(value);
        if (command == null || !isWellFormed(command)) {
            throw new Poison(INCOMPLETE);
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
        } catch (IncompleteRecord e) {
            throw new Poison(INCOMPLETE, e);
        } catch (SerializationException e) {
            throw new Poison("not a site command", e);
        }
    }

    /** Whether the texts have the form in which the stores and the tables keep them. The record has checked that they are there. */
    private static boolean isWellFormed(SiteCommand command) {
        if (command instanceof SiteCommand.GenerateRequested request) {
            return SHA_256.matcher(request.article().contentHash()).matches()
                    && (request.item() == null || !request.item().batchId().isEmpty());
        }
        if (command instanceof SiteCommand.JobReady ready) {
            return ready.audio().file().length() <= MAX_FILE_NAME;
        }
        if (command instanceof SiteCommand.BatchOpened opening) {
            return !opening.batchId().isEmpty();
        }
        if (command instanceof SiteCommand.BatchItemRefused refused) {
            return !refused.item().batchId().isEmpty();
        }
        return !(command instanceof SiteCommand.BatchClosed closing)
                || !closing.batchId().isEmpty();
    }
}
