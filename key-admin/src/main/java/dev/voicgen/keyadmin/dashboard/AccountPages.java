package dev.voicgen.keyadmin.dashboard;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import dev.voicgen.contracts.site.Plan;
import dev.voicgen.keyadmin.account.AccountRow;
import dev.voicgen.keyadmin.account.AccountTable;
import dev.voicgen.keyadmin.account.AccountTerms;
import dev.voicgen.keyadmin.http.AccountInput;
import dev.voicgen.keyadmin.http.RouteAccess;
import dev.voicgen.keyadmin.http.RouteDependencies;
import dev.voicgen.keyadmin.http.SessionGuard;
import dev.voicgen.keyadmin.http.SiteInput;
import dev.voicgen.keyadmin.http.TermsInput;
import dev.voicgen.keyadmin.http.VisibleSites;
import dev.voicgen.keyadmin.site.PlanTable;
import dev.voicgen.keyadmin.site.SiteTable;
import dev.voicgen.platform.http.FailedRequest;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.Page;
import dev.voicgen.platform.http.Route;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Config → Accounts, for operators: lists and makes accounts, and sets the subscription that their new sites begin
 * with.
 */
final class AccountPages {

    private static final int ROWS = 100;

    private final Pages pages;
    private final RouteDependencies service;

    AccountPages(Pages pages, RouteDependencies service) {
        this.pages = pages;
        this.service = service;
    }

    List<Route> routes() {
        return List.of(
                new Route(GET, "/dashboard/accounts", Set.of(RouteAccess.PAGE, RouteAccess.OPERATOR), this::list),
                new Route(GET, "/dashboard/accounts/new", Set.of(RouteAccess.PAGE, RouteAccess.OPERATOR), this::empty),
                new Route(
                        POST, "/dashboard/accounts/new", Set.of(RouteAccess.PAGE, RouteAccess.OPERATOR), this::create),
                new Route(
                        GET,
                        "/dashboard/accounts/{account}",
                        Set.of(RouteAccess.PAGE, RouteAccess.OPERATOR),
                        this::show),
                new Route(
                        POST,
                        "/dashboard/accounts/{account}",
                        Set.of(RouteAccess.PAGE, RouteAccess.OPERATOR),
                        this::changeTerms));
    }

    private void list(Context ctx) {
        Page page = new Page(VisibleSites.queryId(ctx, "before").orElse(null), ROWS);
        List<AccountRow> read = service.read(AccountTable.class, all -> all.list(page));
        Map<String, Object> model = new HashMap<>();
        model.put("accounts", page.rows(read));
        model.put("older", page.next(read, AccountRow::id));
        model.put("now", Instant.now());
        pages.page(ctx, 200, Frame.Place.ACCOUNTS, "Accounts", "accounts.jte", model);
    }

    private void empty(Context ctx) {
        form(ctx, 200, Forms.Account.EMPTY, Forms.Terms.of(AccountTerms.trialFrom(Instant.now()), plans()));
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
            Optional<Long> made = service.accounts().create(SessionGuard.actor(ctx), name, email, password, terms);
            if (made.isEmpty()) {
                AccountInput.refuseTaken(input);
            }
            ctx.redirect(Frame.Place.ACCOUNTS.path() + "/" + made.orElseThrow() + "?created", HttpStatus.SEE_OTHER);
        } catch (FailedRequest refused) {
            Map<String, List<String>> errors = refused.error().errors();
            form(
                    ctx,
                    422,
                    Forms.Account.refilled(ctx, errors),
                    Forms.Terms.of(terms, plans).refilled(ctx, errors));
        }
    }

    private void show(Context ctx) {
        AccountRow account = account(ctx);
        ChangeBanner banner = ctx.queryParam("created") == null
                ? null
                : new ChangeBanner(true, "Account created", "Its user logs in with the password that you chose.");
        page(ctx, 200, account, Forms.Terms.of(account.subscription(), plans()), banner);
    }

    private void changeTerms(Context ctx) {
        AccountRow account = account(ctx);
        Input input = Input.form(ctx);
        List<Plan> plans = plans();
        AccountTerms terms = TermsInput.termsForm(input, plans);
        try {
            input.check();
            service.accounts().changeTerms(SessionGuard.actor(ctx), account.id(), terms);
            ChangeBanner banner = new ChangeBanner(true, "Saved", "New sites of this account begin like this.");
            page(ctx, 200, account, Forms.Terms.of(terms, plans), banner);
        } catch (FailedRequest refused) {
            Forms.Terms form = Forms.Terms.of(account.subscription(), plans)
                    .refilled(ctx, refused.error().errors());
            page(ctx, 422, account, form, null);
        }
    }

    private AccountRow account(Context ctx) {
        long accountId = VisibleSites.id(ctx, "account");
        return service.read(AccountTable.class, all -> all.find(accountId)).orElseThrow(VisibleSites::notFound);
    }

    private void form(Context ctx, int status, Forms.Account form, Forms.Terms terms) {
        pages.page(
                ctx,
                status,
                Frame.Place.ACCOUNTS,
                "New account",
                "accountNew.jte",
                Map.of("form", form, "terms", terms));
    }

    private void page(Context ctx, int status, AccountRow account, Forms.Terms terms, ChangeBanner banner) {
        Map<String, Object> model = new HashMap<>();
        model.put("account", account);
        model.put(
                "sites",
                service.read(SiteTable.class, all -> all.ofAccount(SessionGuard.user(ctx), account.id(), ROWS)));
        model.put("terms", terms);
        model.put("banner", banner);
        model.put("now", Instant.now());
        pages.page(ctx, status, Frame.Place.ACCOUNTS, account.name(), "account.jte", model);
    }

    private List<Plan> plans() {
        return service.read(PlanTable.class, PlanTable::list);
    }
}
