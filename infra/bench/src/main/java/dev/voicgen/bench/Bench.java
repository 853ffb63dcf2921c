package dev.voicgen.bench;

import dev.voicgen.bench.admission.AdmissionCommand;
import dev.voicgen.bench.admission.GrowthCommand;
import dev.voicgen.bench.keys.KeysCommand;
import dev.voicgen.platform.service.KeyMaskingOutput;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The launcher's {@code bench}. */
@Command(
        name = "./voicgen bench",
        description =
                "Measures the platform against bare ceilings in the same run. Nothing else should run on the machine.",
        mixinStandardHelpOptions = true,
        subcommands = {
            KeysCommand.class,
            RotateCommand.class,
            GenerateCommand.class,
            EdgeCommand.class,
            AdmissionCommand.class,
            GrowthCommand.class
        })
public final class Bench {

    private Bench() {}

    public static void main(String[] args) {
        System.setErr(KeyMaskingOutput.hiding(List.of()).over(System.err));
        System.exit(new CommandLine(new Bench()).execute(args));
    }
}
