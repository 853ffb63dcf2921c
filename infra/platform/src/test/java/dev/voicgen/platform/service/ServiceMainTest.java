package dev.voicgen.platform.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceMainTest {

    /** A service that has a thread running already when a library turns out not to be there. */
    static final class Crippled {

        private Crippled() {}

        public static void main(String[] args) {
            ServiceMain.run("crippled", environment -> {
                new Thread(Crippled::runForEver).start();
                throw new UnsatisfiedLinkError("no rocksdbjni");
            });
        }

        private static void runForEver() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void what_cannot_start_ends_with_a_line_for_its_operator_whatever_the_reason(@TempDir Path directory)
            throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Crippled.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it has ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(output)).contains("crippled cannot start: no rocksdbjni");
    }
}
