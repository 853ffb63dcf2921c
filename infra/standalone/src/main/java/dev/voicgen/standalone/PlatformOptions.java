package dev.voicgen.standalone;

import java.util.HashMap;
import java.util.Map;

/**
 * How one platform is to run.
 *
 * @param apiPort 0 takes any free one
 * @param dashboardPort 0 takes any free one
 * @param settings of the services, beyond what the platform knows itself
 */
public record PlatformOptions(DataDirectory data, int apiPort, int dashboardPort, Map<String, String> settings) {

    public PlatformOptions {
        settings = Map.copyOf(settings);
    }

    /** With the settings that this process was given in its environment. */
    public static PlatformOptions fromEnvironment(DataDirectory data, int apiPort, int dashboardPort) {
        Map<String, String> settings = new HashMap<>(System.getenv());
        settings.keySet().removeIf(name -> !name.startsWith("VOICGEN_"));
        return new PlatformOptions(data, apiPort, dashboardPort, settings);
    }
}
