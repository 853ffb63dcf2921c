package dev.voicgen.standalone.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium of this machine, driven by Playwright; nothing is downloaded. */
final class Browsers implements AutoCloseable {

    private static final String SETTING = "VOICGEN_BROWSER";
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    /** A browser that asks nobody but the pages it is sent to. */
    private static final List<String> QUIET = List.of(
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Browsers(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /**
     * Starts the browser named in VOICGEN_BROWSER, which must be there, or one found in the path; where there is none the
     * tests are skipped, in words that cannot be missed.
     */
    static Browsers start() {
        Path executable = named().or(Browsers::found).orElse(null);
        if (executable == null) {
            System.err.println(
                    "NO BROWSER, SO THE DASHBOARD IS NOT TESTED: install Chromium or name one in " + SETTING);
        }
        assumeTrue(executable != null, "no browser found");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        // Chromium's sandbox does not run for root.
        return new Browsers(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(executable)
                                .setChromiumSandbox(false)
                                .setArgs(QUIET)));
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Optional<Path> named() {
        Optional<Path> named = Optional.ofNullable(System.getenv(SETTING))
                .filter(name -> !name.isBlank())
                .map(Path::of);
        named.ifPresent(path -> assertThat(path).as(SETTING).isExecutable());
        return named;
    }

    private static Optional<Path> found() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
