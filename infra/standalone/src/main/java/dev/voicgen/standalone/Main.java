package dev.voicgen.standalone;

import dev.voicgen.standalone.bulk.BulkCommand;
import dev.voicgen.standalone.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The launcher's Java side. */
@Command(
        name = "voicgen",
        description = "Turns articles into audio.",
        mixinStandardHelpOptions = true,
        subcommands = {UpCommand.class, DemoCommand.class, BulkCommand.class})
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("voicgen: " + Reason.of(failure));
                    return 1;
                })
                .execute(args));
    }
}
