package dev.voicgen.keyadmin.http;

import dev.voicgen.contracts.site.Plan;
import dev.voicgen.keyadmin.account.AccountRow;
import dev.voicgen.keyadmin.account.AccountTerms;
import dev.voicgen.keyadmin.account.Accounts;
import dev.voicgen.keyadmin.http.Effects.IfPending;
import dev.voicgen.keyadmin.site.Actor;
import dev.voicgen.keyadmin.site.Changed;
import dev.voicgen.keyadmin.site.NewAccounts;
import dev.voicgen.keyadmin.site.Plans;
import dev.voicgen.keyadmin.site.SiteChanges;
import dev.voicgen.keyadmin.site.SiteRow;
import dev.voicgen.keyadmin.site.SubscriptionRow;
import dev.voicgen.platform.http.Envelope;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.Page;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** What only those who run the platform may do. */
final class OperatorRoutes {

    private final Jdbi jdbi;
    private final SiteChanges changes;
    private final VisibleSites visible;
    private final NewAccounts accounts;

    OperatorRoutes(Jdbi jdbi, SiteChanges changes, VisibleSites visible, NewAccounts accounts) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.visible = visible;
        this.accounts = accounts;
    }

    void register(RoutesConfig routes) {
        routes.put("/v1/sites/{site}/subscription", this::subscribe, Access.OPERATOR);
        routes.get("/v1/plans", this::plans, Access.OPERATOR);
        routes.put("/v1/plans", this::putPlans, Access.OPERATOR);
        routes.get("/v1/accounts", this::accounts, Access.OPERATOR);
        routes.post("/v1/accounts", this::createAccount, Access.OPERATOR);
        routes.put("/v1/accounts/{account}/subscription", this::changeTerms, Access.OPERATOR);
    }

    private void subscribe(Context ctx) {
        SiteRow site = visible.site(ctx);
        Input input = Input.json(ctx);
        SubscriptionRow subscription = TermsInput.subscription(input, planNames(), site.subscription());
        input.check();
        Changed<SubscriptionRow> subscribed = changes.subscribe(actor(ctx), site.id(), subscription);
        Effects.refusePending(subscribed.confirmation(), IfPending.CHANGED);
        Envelope.success(ctx, 200, "Subscription updated", subscribed.value());
    }

    private void plans(Context ctx) {
        Envelope.success(ctx, 200, "OK", Page.whole(listPlans()));
    }

    private void putPlans(Context ctx) {
        List<Plan> plans = PlanInput.plans(Input.json(ctx));
        Changed<List<Plan>> put = changes.putPlans(actor(ctx), plans);
        Effects.refusePending(put.confirmation(), IfPending.CHANGED);
        Envelope.success(ctx, 200, "Plans updated", Page.whole(listPlans()));
    }

    private void accounts(Context ctx) {
        Envelope.success(
                ctx,
                200,
                "OK",
                Page.list(ctx, page -> jdbi.withExtension(Accounts.class, all -> all.list(page)), AccountRow::id));
    }

    private void createAccount(Context ctx) {
        Input input = Input.json(ctx);
        String name = SiteInput.name(input);
        String email = AccountInput.email(input);
        String password = AccountInput.newPassword(input);
        AccountTerms terms = TermsInput.newTerms(input, planNames());
        input.check();
        Optional<Long> accountId = accounts.create(actor(ctx), name, email, password, terms);
        if (accountId.isEmpty()) {
            AccountInput.refuseTaken(input);
        }
        Envelope.success(
                ctx,
                201,
                "Account created",
                Map.of("id", accountId.orElseThrow(), "name", name, "email", email, "subscription", terms));
    }

    private void changeTerms(Context ctx) {
        long accountId = VisibleSites.id(ctx, "account");
        AccountRow account =
                jdbi.withExtension(Accounts.class, all -> all.find(accountId)).orElseThrow(VisibleSites::notFound);
        Input input = Input.json(ctx);
        AccountTerms terms = TermsInput.terms(input, planNames(), account.subscription());
        input.check();
        accounts.changeTerms(actor(ctx), accountId, terms);
        Envelope.success(ctx, 200, "Subscription of new sites updated", terms);
    }

    private Set<String> planNames() {
        return listPlans().stream().map(Plan::name).collect(Collectors.toSet());
    }

    private List<Plan> listPlans() {
        return jdbi.withExtension(Plans.class, Plans::list);
    }

    private static Actor actor(Context ctx) {
        return Actor.of(SessionGuard.user(ctx));
    }
}
