package dev.voicgen.standalone.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import dev.voicgen.standalone.ApiCaller;
import dev.voicgen.standalone.Platform;
import dev.voicgen.standalone.TestPlatform;
import dev.voicgen.standalone.dashboard.Operator.Owner;
import dev.voicgen.testkit.http.HttpReceiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard as a person meets it, in a real browser on a whole platform. */
class DashboardIT {

    private static final String ARTICLE =
            "<p>The ferry leaves at noon. Bring a warm coat, because the wind on deck is cold.</p>";
    private static final String MARKUP = "<b onmouseover=alert(1)>Night</b> & <script>alert(2)</script>";

    @TempDir
    static Path directory;

    private static Browsers browsers;
    private static Platform platform;
    private static Operator operator;
    private static HttpReceiver elsewhere;

    @BeforeAll
    static void start() throws IOException {
        browsers = Browsers.start();
        elsewhere = HttpReceiver.start();
        platform = TestPlatform.alone(directory.resolve("data"), Operator.SETTINGS);
        operator = new Operator(platform.services().dashboardUrl());
    }

    @AfterAll
    static void stop() {
        if (platform != null) {
            platform.close();
        }
        if (browsers != null) {
            elsewhere.close();
            browsers.close();
        }
    }

    @Test
    void aWrongPasswordIsToldBesideTheField() {
        try (Visitor visitor = visitor()) {
            Page page = visitor.page();
            page.navigate("/dashboard/sites");
            page.getByLabel("E-mail address")
                    .fill(operator.newOwnerOf("Harbour Weekly").email());
            page.getByLabel("Password").fill("wrong horse battery");
            visitor.button("Log in").click();

            assertThat(page.getByLabel("Password"))
                    .hasAccessibleDescription("These credentials do not match our records.");
            assertThat(page.getByLabel("Password")).isFocused();
            assertThat(page.getByLabel("Password")).isEmpty();
            assertThat(page).hasURL(platform.services().dashboardUrl() + "/dashboard/login");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void aKeyIsShownOnceAndWorks() {
        try (Visitor visitor = visitor().logIn(operator.newOwnerOf("Harbour Weekly"))) {
            String key = visitor.makeKey("Production");

            assertThat(status(key)).isEqualTo(404);
            assertThat(visitor.page().locator("table").first()).containsText(key.substring(0, "vg_live_".length() + 4));
            visitor.page().reload();
            assertThat(visitor.page().content()).doesNotContain(key);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void rotatingAsksOnceAndThenTheOldKeyIsRefusedAndTheNewOneWorks() {
        Owner owner = operator.newOwnerOf("Harbour Weekly");
        try (Visitor visitor = visitor().logIn(owner)) {
            String old = visitor.makeKey("Production");
            visitor.link("Sites").click();
            visitor.link("Rotate key of Harbour Weekly").click();
            assertThat(visitor.page().locator("form.ask")).containsText("Production");
            assertThat(visitor.page().locator("form.ask")).containsText("at once, everywhere");
            assertThat(status(old)).isEqualTo(404);

            visitor.button("Rotate key").click();
            String made = visitor.shownKey();

            assertThat(status(old)).isEqualTo(401);
            assertThat(status(made)).isEqualTo(404);
            assertThat(visitor.page().getByRole(AriaRole.STATUS)).containsText("Confirmed by 1 API instance, in ");
            visitor.page().reload();
            assertThat(visitor.page().content()).doesNotContain(made);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void revokingOneKeyLeavesTheOthers() {
        try (Visitor visitor = visitor().logIn(operator.newOwnerOf("Harbour Weekly"))) {
            String kept = visitor.makeKey("Production");
            String ended = visitor.makeKey("Staging");
            visitor.link("Revoke Staging").click();
            visitor.button("Revoke key").click();

            assertThat(visitor.page().getByText("Key Staging revoked")).isVisible();
            assertThat(status(ended)).isEqualTo(401);
            assertThat(status(kept)).isEqualTo(404);
            assertThat(visitor.link("Revoke Staging")).hasCount(0);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void rotatingSaysWhatIsMadeAndKeepsThePluginKeyThatTheStarterPlanLetsIn() {
        Owner owner = operator.newOwner();
        operator.newSite(owner, "Harbour Weekly", "starter");
        try (Visitor visitor = visitor().logIn(owner)) {
            visitor.makeKey("WordPress");
            visitor.page().getByLabel("Used by").selectOption("rest");
            visitor.field("Name").fill("Staging");
            visitor.button("Create key").click();
            assertThat(visitor.page().locator(".caution").first()).containsText("no REST access");

            visitor.link("Sites").click();
            visitor.link("Rotate key of Harbour Weekly").click();
            assertThat(visitor.page().locator("form.ask")).containsText("WordPress, for a plugin");
            visitor.button("Rotate key").click();

            assertThat(status(visitor.shownKey())).isEqualTo(404);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void aNewSiteSaysWhatIsNextAndItsFirstKeyIsLetIn() {
        try (Visitor visitor = visitor().logIn(operator.newOwner())) {
            Page page = visitor.page();
            page.navigate("/dashboard/sites/new");
            visitor.field("Name").fill("Harbour Weekly");
            visitor.field("Domains").fill("harbour-weekly.example.com");
            visitor.button("Create site").click();

            assertThat(page).hasTitle("Harbour Weekly · Voicgen");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Site created");
            assertThat(page.locator(".sample")).containsText(platform.services().apiUrl() + "/v1/audio/generate");
            assertThat(page.locator(".sample")).containsText("https://harbour-weekly.example.com/first-article");
            visitor.link("Create an API key").click();
            assertThat(page.getByLabel("Used by")).hasValue("plugin");
            visitor.field("Name").fill("Production");
            visitor.button("Create key").click();
            assertThat(status(visitor.shownKey())).isEqualTo(404);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void deactivatingAsksAndThenTheKeysAreRefused() {
        Owner owner = operator.newOwnerOf("Harbour Weekly");
        try (Visitor visitor = visitor().logIn(owner)) {
            String key = visitor.makeKey("Production");
            visitor.link("Sites").click();
            visitor.link("Edit Harbour Weekly").click();
            visitor.field("Name").fill("Harbour Daily");
            visitor.field("Active").uncheck();
            visitor.button("Save").click();
            assertThat(visitor.page().locator("form.ask")).containsText("1 active key is refused at once");
            assertThat(status(key)).isEqualTo(404);

            visitor.button("Deactivate").click();
            assertThat(visitor.page().getByRole(AriaRole.STATUS)).hasText("Saved");
            assertThat(visitor.page().locator("h1")).hasText("Harbour Daily");
            assertThat(status(key)).isEqualTo(401);
            visitor.page().navigate("/dashboard/sites");
            assertThat(visitor.page().locator("article")).hasCount(0);
            visitor.link("1 inactive site").click();
            assertThat(visitor.page().locator("article h2")).hasText("Harbour Daily");
            visitor.page().navigate("/dashboard/api-keys");
            assertThat(visitor.page().locator(".caution")).containsText("inactive");
        }
    }

    @Test
    void aQuestionThatIsTakenBackLeavesThePageAsItWas() {
        try (Visitor visitor = visitor().logIn(operator.newOwnerOf("Harbour Weekly"))) {
            for (Runnable takeBack : List.<Runnable>of(
                    () -> visitor.link("Cancel").click(),
                    () -> visitor.page().keyboard().press("Escape"))) {
                visitor.link("Rotate key of Harbour Weekly").click();
                assertThat(visitor.page().locator("form.ask")).isFocused();
                visitor.page().evaluate("window.stayed = true");

                takeBack.run();

                assertThat(visitor.page().locator("form.ask")).hasCount(0);
                assertThat(visitor.link("Rotate key of Harbour Weekly")).isFocused();
                assertThat((Boolean) visitor.page().evaluate("window.stayed")).isTrue();
            }
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void theOperatorSetsPlansOfAccountsAndSitesAndNobodyElseSeesHow() {
        String email = "new-" + UUID.randomUUID() + "@example.org";
        Owner owner = new Owner(email, "correct horse battery");
        try (Visitor visitor = visitor().logIn(operator.self())) {
            visitor.link("Accounts").click();
            visitor.link("New account").click();
            visitor.field("Name").fill("Harbour Press");
            visitor.field("E-mail address of its first user").fill(email);
            visitor.field("Password").fill(owner.password());
            visitor.page().getByLabel("Plan").selectOption("growth");
            visitor.page().getByLabel("Status").selectOption("active");
            visitor.button("Create account").click();
            assertThat(visitor.page().getByRole(AriaRole.STATUS)).containsText("Account created");
            assertThat(visitor.complaints()).isEmpty();
        }
        long site;
        try (Visitor visitor = visitor().logIn(owner)) {
            visitor.page().navigate("/dashboard/sites/new");
            visitor.field("Name").fill("Harbour Weekly");
            visitor.button("Create site").click();
            assertThat(visitor.page().locator(".lead")).containsText("Growth · Subscribed");
            assertThat(visitor.button("Save subscription")).hasCount(0);
            assertThat(visitor.link("Accounts")).hasCount(0);
            site = Long.parseLong(visitor.page().locator(".lead code").textContent());
            assertThat(visitor.page().navigate("/dashboard/accounts").status()).isEqualTo(403);
        }
        try (Visitor visitor = visitor().logIn(operator.self())) {
            visitor.page().navigate("/dashboard/sites/" + site);
            visitor.page().getByLabel("Plan").selectOption("enterprise");
            visitor.page().getByLabel("Status").selectOption("trialing");
            visitor.field("Trial ends on").fill("2030-01-31");
            visitor.field("Posts a month").fill("7");
            visitor.button("Save subscription").click();
            assertThat(visitor.page().getByRole(AriaRole.STATUS)).hasText("Subscription saved");
            assertThat(visitor.page().locator(".lead")).containsText("Enterprise · Trial until 31 Jan 2030");
            visitor.field("Posts a month").fill("many");
            visitor.button("Save subscription").click();
            assertThat(visitor.page().locator("#posts-error")).not().isEmpty();
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void theCardCountsWhatTheMonthHasUsed() {
        try (Visitor visitor = visitor().logIn(operator.newOwnerOf("Harbour Weekly"))) {
            ApiCaller publisher = new ApiCaller(platform.services().apiUrl(), visitor.makeKey("Production"));
            assertThat(publisher
                            .generate(Map.of("post_id", "counted", "content", ARTICLE))
                            .status())
                    .isEqualTo(202);

            await().pollInSameThread().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                visitor.page().navigate("/dashboard/sites");
                assertThat(visitor.page().locator(".usage strong").textContent())
                        .isEqualTo("1 post");
            });
        }
    }

    @Test
    void theCopyButtonCopiesTheKey() {
        try (Visitor visitor = visitor().logIn(operator.newOwnerOf("Harbour Weekly"))) {
            visitor.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            String key = visitor.makeKey("Production");
            visitor.button("Copy").click();

            assertThat(visitor.button("Copied")).isVisible();
            assertThat(visitor.page().evaluate("navigator.clipboard.readText()"))
                    .isEqualTo(key);
        }
    }

    @Test
    void aNameFullOfMarkupIsText() {
        try (Visitor visitor = visitor().logIn(operator.newOwnerOf(MARKUP))) {
            visitor.makeKey(MARKUP);

            Page page = visitor.page();
            assertThat(page.locator("tbody th").first()).hasText(MARKUP);
            visitor.link("Revoke " + MARKUP).click();
            assertThat(page.locator("form.ask h3")).containsText(MARKUP);
            visitor.link("Sites").click();
            assertThat(page.locator("article h2")).hasText(MARKUP);
            assertThat(page.locator("main script, main b")).hasCount(0);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void everythingCanBeDoneFromTheKeyboard() {
        try (Visitor visitor = visitor().logIn(operator.newOwnerOf("Harbour Weekly"))) {
            Page page = visitor.page();
            page.keyboard().press("Tab");
            assertThat(visitor.link("Skip to content")).isFocused();
            visitor.link("Rotate key of Harbour Weekly").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("form.ask")).isFocused();
            page.keyboard().press("Tab");
            assertThat(visitor.button("Rotate key")).isFocused();
            assertThat((String) page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                    .isEqualTo("solid");
            page.keyboard().press("Enter");

            assertThat(page.getByRole(AriaRole.STATUS)).isFocused();
            assertThat(status(visitor.shownKey())).isEqualTo(404);
        }
    }

    @Test
    void aFormOfAnotherPageIsRefusedThoughTheCookieComesAlong() {
        Owner owner = operator.newOwner();
        String path = "/dashboard/sites/" + operator.newSite(owner, "Harbour Weekly", "enterprise") + "/rotate-key";
        try (Visitor visitor = visitor().logIn(owner)) {
            String key = visitor.makeKey("Production");
            String token = visitor.page().locator("input[name=_csrf]").first().inputValue();

            openElsewhere(
                    visitor,
                    "<form method=post action='" + platform.services().dashboardUrl() + path
                            + "'><button>Win a prize</button></form>");
            visitor.button("Win a prize").click();
            assertThat(visitor.page().locator("main")).containsText("does not come from a page of this dashboard");

            assertThat(post(visitor, path, "http://evil.example", token).status())
                    .isEqualTo(403);
            assertThat(post(visitor, path, platform.services().dashboardUrl().toString(), "guessed")
                            .status())
                    .isEqualTo(403);
            assertThat(status(key)).isEqualTo(404);
            assertThat(post(visitor, path, platform.services().dashboardUrl().toString(), token)
                            .status())
                    .isEqualTo(200);
            assertThat(status(key)).isEqualTo(401);
        }
    }

    @Test
    void noPageOfAnotherOriginCanFrameIt() {
        try (Visitor visitor = visitor().logIn(operator.newOwnerOf("Harbour Weekly"))) {
            openElsewhere(
                    visitor, "<iframe src='" + platform.services().dashboardUrl() + "/dashboard/sites'></iframe>");

            assertThat(visitor.page().frames()).hasSize(2);
            assertThat(visitor.page().frames().get(1).content()).doesNotContain("Voicgen");
        }
    }

    @Test
    void everyPageFits() {
        try (Visitor visitor = visitor()) {
            new Gallery(visitor).walk(operator);
        }
    }

    private static Visitor visitor() {
        return new Visitor(browsers.browser(), platform.services().dashboardUrl());
    }

    /** Lets the visitor open a page of another server on this host, so that even a SameSite=Lax cookie comes along. */
    private static void openElsewhere(Visitor visitor, String html) {
        byte[] page = html.getBytes(StandardCharsets.UTF_8);
        elsewhere.usually(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        });
        visitor.page().navigate(elsewhere.url("/").toString());
    }

    private static APIResponse post(Visitor visitor, String path, String origin, String token) {
        return visitor.context()
                .request()
                .post(
                        path,
                        RequestOptions.create()
                                .setHeader("Origin", origin)
                                .setForm(FormData.create().set("_csrf", token)));
    }

    /** Of a post that is not there: 404 for a key that is let in. */
    private static int status(String key) {
        return new ApiCaller(platform.services().apiUrl(), key)
                .status("never-posted")
                .status();
    }
}
