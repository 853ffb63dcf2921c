package dev.voicgen.keyadmin.dashboard;

import dev.voicgen.contracts.site.Plan;
import dev.voicgen.keyadmin.account.AccountRow;
import dev.voicgen.keyadmin.account.AccountTerms;
import dev.voicgen.keyadmin.account.Accounts;
import dev.voicgen.keyadmin.http.Access;
import dev.voicgen.keyadmin.http.AccountInput;
import dev.voicgen.keyadmin.http.SessionGuard;
import dev.voicgen.keyadmin.http.SiteInput;
import dev.voicgen.keyadmin.http.TermsInput;
import dev.voicgen.keyadmin.http.VisibleSites;
import dev.voicgen.keyadmin.site.Actor;
import dev.voicgen.keyadmin.site.NewAccounts;
import dev.voicgen.keyadmin.site.Plans;
import dev.voicgen.keyadmin.site.Sites;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.Page;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Config → Accounts, for those who run the platform: who there is, and what their new sites begin with. */
final class AccountPages {

    private static final int ROWS = 100;

    private final Pages pages;
    private final Jdbi jdbi;
    private final NewAccounts accounts;

    AccountPages(Pages pages, Jdbi jdbi, NewAccounts accounts) {
        this.pages = pages;
        this.jdbi = jdbi;
        this.accounts = accounts;
    }

    void register(RoutesConfig routes) {
        routes.get("/dashboard/accounts", this::list, Access.PAGE, Access.OPERATOR);
        routes.get("/dashboard/accounts/new", this::empty, Access.PAGE, Access.OPERATOR);
        routes.post("/dashboard/accounts/new", this::create, Access.PAGE, Access.OPERATOR);
        routes.get("/dashboard/accounts/{account}", this::show, Access.PAGE, Access.OPERATOR);
        routes.post("/dashboard/accounts/{account}", this::changeTerms, Access.PAGE, Access.OPERATOR);
    }

    private void list(Context ctx) {
        Page page = new Page(VisibleSites.queryId(ctx, "before").orElse(null), ROWS);
        List<AccountRow> read = jdbi.withExtension(Accounts.class, all -> all.list(page));
        Map<String, Object> model = new HashMap<>();
        model.put("accounts", page.rows(read));
        model.put("older", page.next(read, AccountRow::id));
        model.put("now", Instant.now());
        pages.page(ctx, 200, Frame.Place.ACCOUNTS, "Accounts", "accounts.jte", model);
    }

    private void empty(Context ctx) {
        form(ctx, 200, AccountForm.EMPTY, TermsForm.of(AccountTerms.trialFrom(Instant.now()), plans()));
    }

    private void create(Context ctx) {
        Input input = Input.form(ctx);
        List<Plan> plans = plans();
        String name = SiteInput.name(input);
        String email = AccountInput.email(input);
        String password = AccountInput.newPassword(input);
        AccountTerms terms = TermsInput.termsForm(input, plans);
        try {
            input.check();
            Optional<Long> made = accounts.create(Actor.of(SessionGuard.user(ctx)), name, email, password, terms);
            if (made.isEmpty()) {
                AccountInput.refuseTaken(input);
            }
            ctx.redirect(Frame.Place.ACCOUNTS.path() + "/" + made.orElseThrow() + "?created", HttpStatus.SEE_OTHER);
        } catch (FailedRequest refused) {
            Map<String, List<String>> errors = refused.error().errors();
            form(
                    ctx,
                    422,
                    AccountForm.refilled(ctx, errors),
                    TermsForm.of(terms, plans).refilled(ctx, errors));
        }
    }

    private void show(Context ctx) {
        AccountRow account = account(ctx);
        Notice notice = ctx.queryParam("created") == null
                ? null
                : new Notice(true, "Account created", "Its user logs in with the password that you chose.");
        page(ctx, 200, account, TermsForm.of(account.subscription(), plans()), notice);
    }

    private void changeTerms(Context ctx) {
        AccountRow account = account(ctx);
        Input input = Input.form(ctx);
        List<Plan> plans = plans();
        AccountTerms terms = TermsInput.termsForm(input, plans);
        try {
            input.check();
            accounts.changeTerms(Actor.of(SessionGuard.user(ctx)), account.id(), terms);
            Notice notice = new Notice(true, "Saved", "New sites of this account begin like this.");
            page(ctx, 200, account, TermsForm.of(terms, plans), notice);
        } catch (FailedRequest refused) {
            TermsForm form = TermsForm.of(account.subscription(), plans)
                    .refilled(ctx, refused.error().errors());
            page(ctx, 422, account, form, null);
        }
    }

    private AccountRow account(Context ctx) {
        long accountId = VisibleSites.id(ctx, "account");
        return jdbi.withExtension(Accounts.class, all -> all.find(accountId)).orElseThrow(VisibleSites::notFound);
    }

    private void form(Context ctx, int status, AccountForm form, TermsForm terms) {
        pages.page(
                ctx,
                status,
                Frame.Place.ACCOUNTS,
                "New account",
                "accountNew.jte",
                Map.of("form", form, "terms", terms));
    }

    private void page(Context ctx, int status, AccountRow account, TermsForm terms, Notice notice) {
        Map<String, Object> model = new HashMap<>();
        model.put("account", account);
        model.put(
                "sites",
                jdbi.withExtension(Sites.class, all -> all.ofAccount(SessionGuard.user(ctx), account.id(), ROWS)));
        model.put("terms", terms);
        model.put("notice", notice);
        model.put("now", Instant.now());
        pages.page(ctx, status, Frame.Place.ACCOUNTS, account.name(), "account.jte", model);
    }

    private List<Plan> plans() {
        return jdbi.withExtension(Plans.class, Plans::list);
    }
}
