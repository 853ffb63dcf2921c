package dev.voicgen.standalone.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cases of {@link DashboardIT} about keys. */
interface DashboardKeyCases {

    DashboardFixture dashboard();

    @Test
    default void a_key_is_shown_once_and_works() {
        try (Visitor visitor =
                dashboard().visitor().logIn(dashboard().operator().newOwnerOf("Harbour Weekly"))) {
            String key = visitor.makeKey("Production");

            assertThat(dashboard().statusOf(key)).isEqualTo(404);
            assertThat(visitor.page().locator("table").first()).containsText(key.substring(0, "vg_live_".length() + 4));
            visitor.page().reload();
            assertThat(visitor.page().content()).doesNotContain(key);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    default void rotating_asks_once_and_then_the_old_key_is_refused_and_the_new_one_works() {
        Operator.Owner owner = dashboard().operator().newOwnerOf("Harbour Weekly");
        try (Visitor visitor = dashboard().visitor().logIn(owner)) {
            String old = visitor.makeKey("Production");
            visitor.link("Sites").click();
            visitor.link("Rotate key of Harbour Weekly").click();
            assertThat(visitor.page().locator("form.ask")).containsText("Production");
            assertThat(visitor.page().locator("form.ask")).containsText("at once, everywhere");
            assertThat(dashboard().statusOf(old)).isEqualTo(404);

            visitor.button("Rotate key").click();
            String made = visitor.shownKey();

            assertThat(dashboard().statusOf(old)).isEqualTo(401);
            assertThat(dashboard().statusOf(made)).isEqualTo(404);
            assertThat(visitor.page().getByRole(AriaRole.STATUS)).containsText("Confirmed by 1 API instance, in ");
            visitor.page().reload();
            assertThat(visitor.page().content()).doesNotContain(made);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    default void revoking_one_key_leaves_the_others() {
        try (Visitor visitor =
                dashboard().visitor().logIn(dashboard().operator().newOwnerOf("Harbour Weekly"))) {
            String kept = visitor.makeKey("Production");
            String ended = visitor.makeKey("Staging");
            visitor.link("Revoke Staging").click();
            visitor.button("Revoke key").click();

            assertThat(visitor.page().getByText("Key Staging revoked")).isVisible();
            assertThat(dashboard().statusOf(ended)).isEqualTo(401);
            assertThat(dashboard().statusOf(kept)).isEqualTo(404);
            assertThat(visitor.link("Revoke Staging")).hasCount(0);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    default void rotating_says_what_is_made_and_keeps_the_plugin_key_that_the_starter_plan_lets_in() {
        Operator.Owner owner = dashboard().operator().newOwner();
        dashboard().operator().newSite(owner, "Harbour Weekly", "starter");
        try (Visitor visitor = dashboard().visitor().logIn(owner)) {
            visitor.makeKey("WordPress");
            visitor.page().getByLabel("Used by").selectOption("rest");
            visitor.field("Name").fill("Staging");
            visitor.button("Create key").click();
            assertThat(visitor.page().locator(".caution").first()).containsText("no REST access");

            visitor.link("Sites").click();
            visitor.link("Rotate key of Harbour Weekly").click();
            assertThat(visitor.page().locator("form.ask")).containsText("WordPress, for a plugin");
            visitor.button("Rotate key").click();

            assertThat(dashboard().statusOf(visitor.shownKey())).isEqualTo(404);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    default void the_copy_button_copies_the_key() {
        try (Visitor visitor =
                dashboard().visitor().logIn(dashboard().operator().newOwnerOf("Harbour Weekly"))) {
            visitor.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            String key = visitor.makeKey("Production");
            visitor.button("Copy").click();

            assertThat(visitor.button("Copied")).isVisible();
            assertThat(visitor.page().evaluate("navigator.clipboard.readText()"))
                    .isEqualTo(key);
        }
    }
}
