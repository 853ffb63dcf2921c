package dev.voicgen.standalone.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard in a real browser on a whole platform. Its cases stand in three files, so that they share one platform. */
class DashboardIT implements DashboardKeyCases, DashboardSiteCases {

    private static final String MARKUP = "<b onmouseover=alert(1)>Night</b> & <script>alert(2)</script>";

    @TempDir
    static Path directory;

    private static DashboardFixture dashboard;

    @BeforeAll
    static void start() throws IOException {
        dashboard = new DashboardFixture(directory);
    }

    @AfterAll
    static void stop() {
        if (dashboard != null) {
            dashboard.close();
        }
    }

    @Override
    public DashboardFixture dashboard() {
        return dashboard;
    }

    @Test
    void a_wrong_password_is_told_beside_the_field() {
        try (Visitor visitor = dashboard.visitor()) {
            Page page = visitor.page();
            page.navigate("/dashboard/sites");
            page.getByLabel("E-mail address")
                    .fill(dashboard.operator().newOwnerOf("Harbour Weekly").email());
            page.getByLabel("Password").fill("wrong horse battery");
            visitor.button("Log in").click();

            assertThat(page.getByLabel("Password"))
                    .hasAccessibleDescription("These credentials do not match our records.");
            assertThat(page.getByLabel("Password")).isFocused();
            assertThat(page.getByLabel("Password")).isEmpty();
            assertThat(page).hasURL(dashboard.services().dashboardUrl() + "/dashboard/login");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void a_question_that_is_taken_back_leaves_the_page_as_it_was() {
        try (Visitor visitor = dashboard.visitor().logIn(dashboard.operator().newOwnerOf("Harbour Weekly"))) {
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
    void a_name_full_of_markup_is_text() {
        try (Visitor visitor = dashboard.visitor().logIn(dashboard.operator().newOwnerOf(MARKUP))) {
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
    void everything_can_be_done_from_the_keyboard() {
        try (Visitor visitor = dashboard.visitor().logIn(dashboard.operator().newOwnerOf("Harbour Weekly"))) {
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
            assertThat(dashboard.statusOf(visitor.shownKey())).isEqualTo(404);
        }
    }

    @Test
    void a_form_of_another_page_is_refused_though_the_cookie_comes_along() {
        Operator.Owner owner = dashboard.operator().newOwner();
        String path = "/dashboard/sites/" + dashboard.operator().newSite(owner, "Harbour Weekly", "enterprise")
                + "/rotate-key";
        try (Visitor visitor = dashboard.visitor().logIn(owner)) {
            String key = visitor.makeKey("Production");
            String token = visitor.page().locator("input[name=_csrf]").first().inputValue();

            dashboard.openElsewhere(
                    visitor,
                    "<form method=post action='" + dashboard.services().dashboardUrl() + path
                            + "'><button>Win a prize</button></form>");
            visitor.button("Win a prize").click();
            assertThat(visitor.page().locator("main")).containsText("does not come from a page of this dashboard");

            assertThat(post(visitor, path, "http://evil.example", token).status())
                    .isEqualTo(403);
            assertThat(post(visitor, path, dashboard.services().dashboardUrl().toString(), "guessed")
                            .status())
                    .isEqualTo(403);
            assertThat(dashboard.statusOf(key)).isEqualTo(404);
            assertThat(post(visitor, path, dashboard.services().dashboardUrl().toString(), token)
                            .status())
                    .isEqualTo(200);
            assertThat(dashboard.statusOf(key)).isEqualTo(401);
        }
    }

    @Test
    void no_page_of_another_origin_can_frame_it() {
        try (Visitor visitor = dashboard.visitor().logIn(dashboard.operator().newOwnerOf("Harbour Weekly"))) {
            dashboard.openElsewhere(
                    visitor, "<iframe src='" + dashboard.services().dashboardUrl() + "/dashboard/sites'></iframe>");

            assertThat(visitor.page().frames()).hasSize(2);
            assertThat(visitor.page().frames().get(1).content()).doesNotContain("Voicgen");
        }
    }

    @Test
    void every_page_fits() {
        try (Visitor visitor = dashboard.visitor()) {
            new Gallery(visitor).walk(dashboard.operator());
        }
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
}
