package dev.voicgen.standalone.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.voicgen.testkit.TestSize;
import java.nio.file.Path;

/** Walks through every page, with something on it and with nothing, and keeps pictures for people; those of every look in a long run. */
final class Gallery {

    private static final Path PICTURES = Path.of("target", "screenshots");
    /** Every page is measured in every look. Taking the pictures takes longer than all else. */
    private static final int PICTURED_LOOKS = TestSize.of("dashboard.looks", 1, PageLook.values().length);

    private final Visitor visitor;
    private final Page page;

    Gallery(Visitor visitor) {
        this.visitor = visitor;
        this.page = visitor.page();
    }

    void walk(Operator operator) {
        Operator.Owner owner = operator.newOwner();
        logIn(owner);
        visitor.logIn(owner);
        beforeThereIsASite();
        operator.newSite(owner, "Harbour Weekly", "growth");
        operator.newSite(owner, "The Night Train Gazette, with all that the timetable leaves out", "enterprise");
        keys();
        sites();
        page.navigate("/dashboard/sites");
        visitor.button("Log out").click();
        visitor.logIn(operator.self());
        accounts();
    }

    private void logIn(Operator.Owner owner) {
        open("login");
        visitor.field("E-mail address").fill(owner.email());
        visitor.field("Password").fill("wrong horse battery");
        visitor.button("Log in").click();
        keep("login-wrong");
    }

    private void beforeThereIsASite() {
        keep("sites-none");
        open("api-keys", "api-keys-no-site");
        open("sites/new", "site-new");
        visitor.field("Domains").fill("exa mple!.com");
        visitor.button("Create site").click();
        keep("site-new-wrong");
    }

    private void keys() {
        open("api-keys", "api-keys-none");
        visitor.button("Create key").click();
        page.locator(".error:not(:empty)").waitFor();
        keep("api-keys-wrong");
        visitor.makeKey("Production");
        visitor.makeKey("Staging, for the people who try things out before the readers see them");
        keep("api-key-created");
        visitor.link("Revoke Production").click();
        page.locator("form.ask").waitFor();
        keep("api-key-revoke");
        visitor.button("Revoke key").click();
        page.getByText("Key Production revoked").waitFor();
        page.locator("summary").click();
        keep("api-key-revoked");
    }

    private void sites() {
        open("sites");
        visitor.link("Rotate key of The Night Train Gazette, with all that the timetable leaves out")
                .click();
        page.locator("form.ask").waitFor();
        keep("site-rotate");
        visitor.button("Rotate key").click();
        page.locator(".newkey").waitFor();
        keep("site-rotated");
        visitor.link("Edit Harbour Weekly").click();
        visitor.button("Save").click();
        page.getByText("Saved").waitFor();
        keep("site-saved");
        visitor.field("Active").uncheck();
        visitor.button("Save").click();
        page.locator("form.ask").waitFor();
        keep("site-deactivate");
        visitor.button("Deactivate").click();
        open("sites?inactive", "sites-inactive");
        open("nowhere");
    }

    private void accounts() {
        open("accounts");
        open("accounts/new", "account-new");
        visitor.button("Create account").click();
        keep("account-new-wrong");
        page.navigate("/dashboard/accounts");
        page.locator("tbody a").first().click();
        keep("account");
        visitor.button("Save").click();
        keep("account-saved");
        page.locator("tbody a").first().click();
        keep("site-of-another");
    }

    private void open(String path) {
        open(path, path);
    }

    private void open(String path, String picture) {
        page.navigate("/dashboard/" + path);
        keep(picture);
    }

    private void keep(String picture) {
        for (PageLook look : PageLook.values()) {
            look.showIn(page);
            keep(picture, look);
        }
    }

    private void keep(String picture, PageLook look) {
        assertThat((boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("%s fits into the width of %s", picture, look)
                .isTrue();
        assertThat((boolean) page.evaluate(
                        "[...document.querySelectorAll('.card')].every(card => card.scrollWidth <= card.clientWidth)"))
                .as("nothing runs out of its card on %s at %s", picture, look)
                .isTrue();
        if (look.ordinal() < PICTURED_LOOKS) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(PICTURES.resolve(picture + "-" + look + ".png")));
        }
    }
}
