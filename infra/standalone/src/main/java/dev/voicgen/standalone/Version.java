package dev.voicgen.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which version this is, as the build wrote it down. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream file = Version.class.getResourceAsStream("/voicgen-build.properties")) {
            build.load(file);
        }
        return new String[] {"voicgen " + build.getProperty("version")};
    }
}
