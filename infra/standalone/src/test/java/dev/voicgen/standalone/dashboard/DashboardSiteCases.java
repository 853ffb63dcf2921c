package dev.voicgen.standalone.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.voicgen.standalone.ApiCaller;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The cases of {@link DashboardIT} about sites and accounts. */
interface DashboardSiteCases {

    String ARTICLE = "<p>The ferry leaves at noon. Bring a warm coat, because the wind on deck is cold.</p>";

    DashboardFixture dashboard();

    @Test
    default void a_new_site_says_what_is_next_and_its_first_key_is_let_in() {
        try (Visitor visitor =
                dashboard().visitor().logIn(dashboard().operator().newOwner())) {
            Page page = visitor.page();
            page.navigate("/dashboard/sites/new");
            visitor.field("Name").fill("Harbour Weekly");
            visitor.field("Domains").fill("harbour-weekly.example.com");
            visitor.button("Create site").click();

            assertThat(page).hasTitle("Harbour Weekly · Voicgen");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Site created");
            assertThat(page.locator(".sample"))
                    .containsText(dashboard().services().apiUrl() + "/v1/audio/generate");
            assertThat(page.locator(".sample")).containsText("https://harbour-weekly.example.com/first-article");
            visitor.link("Create an API key").click();
            assertThat(page.getByLabel("Used by")).hasValue("plugin");
            visitor.field("Name").fill("Production");
            visitor.button("Create key").click();
            assertThat(dashboard().statusOf(visitor.shownKey())).isEqualTo(404);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    default void deactivating_asks_and_then_the_keys_are_refused() {
        Operator.Owner owner = dashboard().operator().newOwnerOf("Harbour Weekly");
        try (Visitor visitor = dashboard().visitor().logIn(owner)) {
            String key = visitor.makeKey("Production");
            visitor.link("Sites").click();
            visitor.link("Edit Harbour Weekly").click();
            visitor.field("Name").fill("Harbour Daily");
            visitor.field("Active").uncheck();
            visitor.button("Save").click();
            assertThat(visitor.page().locator("form.ask")).containsText("1 active key is refused at once");
            assertThat(dashboard().statusOf(key)).isEqualTo(404);

            visitor.button("Deactivate").click();
            assertThat(visitor.page().getByRole(AriaRole.STATUS)).hasText("Saved");
            assertThat(visitor.page().locator("h1")).hasText("Harbour Daily");
            assertThat(dashboard().statusOf(key)).isEqualTo(401);
            visitor.page().navigate("/dashboard/sites");
            assertThat(visitor.page().locator("article")).hasCount(0);
            visitor.link("1 inactive site").click();
            assertThat(visitor.page().locator("article h2")).hasText("Harbour Daily");
            visitor.page().navigate("/dashboard/api-keys");
            assertThat(visitor.page().locator(".caution")).containsText("inactive");
        }
    }

    @Test
    default void the_operator_sets_plans_of_accounts_and_sites_and_nobody_else_sees_how() {
        String email = "new-" + UUID.randomUUID() + "@example.org";
        Operator.Owner owner = new Operator.Owner(email, "correct horse battery");
        try (Visitor visitor =
                dashboard().visitor().logIn(dashboard().operator().self())) {
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
        try (Visitor visitor = dashboard().visitor().logIn(owner)) {
            visitor.page().navigate("/dashboard/sites/new");
            visitor.field("Name").fill("Harbour Weekly");
            visitor.button("Create site").click();
            assertThat(visitor.page().locator(".lead")).containsText("Growth · Subscribed");
            assertThat(visitor.button("Save subscription")).hasCount(0);
            assertThat(visitor.link("Accounts")).hasCount(0);
            site = Long.parseLong(visitor.page().locator(".lead code").textContent());
            assertThat(visitor.page().navigate("/dashboard/accounts").status()).isEqualTo(403);
        }
        try (Visitor visitor =
                dashboard().visitor().logIn(dashboard().operator().self())) {
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
    default void the_card_counts_what_the_month_has_used() {
        try (Visitor visitor =
                dashboard().visitor().logIn(dashboard().operator().newOwnerOf("Harbour Weekly"))) {
            ApiCaller publisher = new ApiCaller(dashboard().services().apiUrl(), visitor.makeKey("Production"));
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
}
