package dev.voicgen.quota.topology;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.SiteCommand.RulesAdopted;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.quota.admission.Rules;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Reads a record of the log. What comes out is whole: a field missing here would otherwise be found missing by a worker,
 * or by every later command of the site.
 */
final class CommandReader {

    /** The job of a request this large still fits on its topic, and so does the dead letter with its headers. */
    private static final int MAX_BYTES = Topics.MAX_RECORD_BYTES - 16 * 1024;

    private CommandReader() {}

    static SiteCommand read(byte[] key, byte[] value) throws PoisonCommand {
        if (value == null) {
            throw new PoisonCommand("no value");
        }
        if (isTooLarge(value)) {
            throw new PoisonCommand("larger than " + MAX_BYTES + " bytes");
        }
        SiteCommand command = parse(value);
        if (!isWhole(command)) {
            throw new PoisonCommand("a field is missing or malformed");
        }
        if (!Arrays.equals(key, String.valueOf(command.siteId()).getBytes(StandardCharsets.UTF_8))) {
            // It may stand on another partition than the site's other commands.
            throw new PoisonCommand("the key is not the command's site");
        }
        if (command instanceof RulesAdopted adopted && !Rules.areKnown(adopted.version())) {
            throw new PoisonCommand("rules version " + adopted.version() + " is not known to this release");
        }
        return command;
    }

    static boolean isTooLarge(byte[] value) {
        return value.length > MAX_BYTES;
    }

    private static SiteCommand parse(byte[] value) throws PoisonCommand {
        try {
            return Topics.SITE_COMMANDS.values().deserializer().deserialize(Topics.SITE_COMMANDS.name(), value);
        } catch (SerializationException e) {
            throw new PoisonCommand("not a site command", e);
        }
    }

    private static boolean isWhole(SiteCommand command) {
        return command != null && WholeCommand.test(command);
    }
}
