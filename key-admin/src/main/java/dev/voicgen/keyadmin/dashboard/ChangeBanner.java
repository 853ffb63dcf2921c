package dev.voicgen.keyadmin.dashboard;

import dev.voicgen.keyadmin.http.ChangeAnswer;
import dev.voicgen.keyadmin.revocation.Confirmation;

/**
 * The message on a page about the change that led to it.
 *
 * @param done false if the change is stored but not known to hold everywhere
 */
public record ChangeBanner(boolean done, String title, String text) {

    /** @param text of a change that is done */
    static ChangeBanner of(Confirmation confirmation, String title, String text, ChangeAnswer answer) {
        return confirmation instanceof Confirmation.Pending
                ? new ChangeBanner(false, "Not confirmed yet", answer.pendingMessage())
                : new ChangeBanner(true, title, text);
    }

    /** For a change that ends keys. Its text says how the change was confirmed. */
    static ChangeBanner ofEndedKeys(Confirmation confirmation, String title, ChangeAnswer answer) {
        return of(confirmation, title, DashboardText.confirmation(confirmation), answer);
    }

    int status() {
        return done ? 200 : 503;
    }
}
