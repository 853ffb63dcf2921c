package dev.voicgen.standalone.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Someone at a browser of their own, and everything their browser had to complain about. For one thread. */
final class Visitor implements AutoCloseable {

    /** What Chromium notes of every answer from 400 on, also of those that are meant. */
    private static final String STATUS_NOTE = "Failed to load resource: the server responded with a status of 4";

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    Visitor(Browser browser, URI dashboard) {
        String home = dashboard.toString();
        context = browser.newContext(new Browser.NewContextOptions().setBaseURL(home));
        context.setDefaultTimeout(15_000);
        context.exposeBinding("complain", (source, words) -> complaints.add("policy: " + words[0]));
        context.addInitScript("addEventListener('securitypolicyviolation', e => complain(e.violatedDirective + ' ' +"
                + " e.blockedURI + ' ' + e.sourceFile))");
        context.onRequest(request -> {
            if (!request.url().startsWith(home)) {
                complaints.add("request: " + request.url());
            }
        });
        context.onConsoleMessage(message -> {
            if (!message.type().equals("log") && !message.text().startsWith(STATUS_NOTE)) {
                complaints.add("console: " + message.text());
            }
        });
        context.onWebError(error -> complaints.add("script: " + error.error()));
        page = context.newPage();
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** Errors on the console, scripts that failed, breaches of the content policy, requests to other hosts. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    Visitor logIn(Operator.Owner owner) {
        page.navigate("/dashboard/login");
        field("E-mail address").fill(owner.email());
        field("Password").fill(owner.password());
        button("Log in").click();
        page.waitForURL("**/dashboard/sites");
        return this;
    }

    /** Makes a key on the page of keys and answers it. */
    String makeKey(String name) {
        page.navigate("/dashboard/api-keys");
        field("Name").fill(name);
        button("Create key").click();
        return shownKey();
    }

    /** The key that the page shows. */
    String shownKey() {
        return page.locator(".newkey .secret").textContent();
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Override
    public void close() {
        context.close();
    }
}
