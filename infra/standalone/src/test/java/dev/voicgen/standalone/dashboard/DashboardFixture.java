package dev.voicgen.standalone.dashboard;

import dev.voicgen.standalone.ApiCaller;
import dev.voicgen.standalone.Platform;
import dev.voicgen.standalone.PlatformFixture;
import dev.voicgen.standalone.Services;
import dev.voicgen.testkit.http.HttpReceiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A platform with an operator, a browser, and a server of somebody else on this host. */
final class DashboardFixture implements AutoCloseable {

    private final Browsers browsers = Browsers.start();
    private final HttpReceiver elsewhere = HttpReceiver.start();
    private final Platform platform;
    private final Operator operator;

    DashboardFixture(Path directory) throws IOException {
        platform = PlatformFixture.alone(directory.resolve("data"), Operator.SETTINGS);
        operator = new Operator(platform.services().dashboardUrl());
    }

    @Override
    public void close() {
        platform.close();
        elsewhere.close();
        browsers.close();
    }

    Services services() {
        return platform.services();
    }

    Operator operator() {
        return operator;
    }

    Visitor visitor() {
        return new Visitor(browsers.browser(), platform.services().dashboardUrl());
    }

    /** The status of a post that does not exist: 404 if the key is accepted. */
    int statusOf(String key) {
        return new ApiCaller(platform.services().apiUrl(), key)
                .status("never-posted")
                .status();
    }

    /** Lets the visitor open a page of another server on this host, so that even a SameSite=Lax cookie comes along. */
    void openElsewhere(Visitor visitor, String html) {
        byte[] page = html.getBytes(StandardCharsets.UTF_8);
        elsewhere.usually(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        });
        visitor.page().navigate(elsewhere.url("/").toString());
    }
}
