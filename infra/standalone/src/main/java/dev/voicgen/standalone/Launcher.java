package dev.voicgen.standalone;

import dev.voicgen.platform.service.KeyMaskingOutput;
import dev.voicgen.standalone.bulk.BulkCommand;
import dev.voicgen.standalone.demo.DemoCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point of {@code ./voicgen up}, {@code demo} and {@code bulk}. */
@Command(
        name = "voicgen",
        description = "Turns articles into audio.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {UpCommand.class, DemoCommand.class, BulkCommand.class})
public final class Launcher {

    private static final Pattern SECRET_SETTING = Pattern.compile("VOICGEN_.*(?:KEY|PASSWORD|SECRET)");
    private static final Pattern OPTION = Pattern.compile("(--?[A-Za-z][A-Za-z-]{0,30})(?:=.*)?", Pattern.DOTALL);

    private Launcher() {}

    public static void main(String[] args) {
        System.exit(run(args, System.getenv()));
    }

    /** Runs a command and answers the exit code. Its output has no secret in it, whatever is wrong with the command. */
    static int run(String[] args, Map<String, String> environment) {
        KeyMaskingOutput keyless = KeyMaskingOutput.hiding(secrets(args, environment));
        System.setErr(keyless.over(System.err));
        // The one command that shows a key, once and to its owner.
        if (args.length == 0 || !args[0].equals("up")) {
            System.setOut(keyless.over(System.out));
        }
        return new CommandLine(new Launcher())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(Launcher::misused)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("voicgen: " + ErrorText.of(failure));
                    return 1;
                })
                .execute(args);
    }

    private static int misused(ParameterException failure, String... args) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("voicgen: "
                + (failure instanceof UnmatchedArgumentException unmatched
                        ? unknown(unmatched)
                        : failure.getMessage()));
        err.println("See ./" + command.getCommandSpec().qualifiedName() + " --help");
        return 2;
    }

    /** Names the option only: the argument after a mistyped option may be a key. */
    private static String unknown(UnmatchedArgumentException failure) {
        return failure.getUnmatched().stream()
                .map(OPTION::matcher)
                .filter(Matcher::matches)
                .map(option -> option.group(1))
                .findFirst()
                .map(option -> "there is no option " + option + suggestion(failure))
                .orElse("there is an argument too many");
    }

    private static String suggestion(UnmatchedArgumentException failure) {
        List<String> similar = failure.getSuggestions();
        return similar.isEmpty() ? "" : "; did you mean " + String.join(" or ", similar) + "?";
    }

    private static List<String> secrets(String[] args, Map<String, String> environment) {
        List<String> secrets = new ArrayList<>();
        environment.forEach((name, value) -> {
            if (SECRET_SETTING.matcher(name).matches()) {
                secrets.add(value);
            }
        });
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith("--key=")) {
                secrets.add(args[i].substring("--key=".length()));
            } else if (args[i].equals("--key") && i + 1 < args.length) {
                secrets.add(args[i + 1]);
            }
        }
        return secrets;
    }
}
