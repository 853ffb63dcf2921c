package dev.voicgen.platform.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Files that are served from jars. */
public final class ClasspathFile {

    private ClasspathFile() {}

    /** @param path from the root of the class path, such as {@code /docs/index.html} */
    public static byte[] read(String path) {
        try (InputStream in = ClasspathFile.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("missing in the jars: " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of a webjar, which has its version in its paths. */
    public static byte[] ofWebjar(String group, String artifact, String file) {
        Properties pom = new Properties();
        try {
            pom.load(new ByteArrayInputStream(read("/META-INF/maven/" + group + "/" + artifact + "/pom.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read("/META-INF/resources/webjars/" + artifact + "/" + pom.getProperty("version") + "/" + file);
    }
}
