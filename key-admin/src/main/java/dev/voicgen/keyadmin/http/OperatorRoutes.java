package dev.voicgen.keyadmin.http;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import dev.voicgen.contracts.site.Plan;
import dev.voicgen.keyadmin.account.AccountRow;
import dev.voicgen.keyadmin.account.AccountTable;
import dev.voicgen.keyadmin.account.AccountTerms;
import dev.voicgen.keyadmin.site.PlanTable;
import dev.voicgen.keyadmin.site.SiteChanges;
import dev.voicgen.keyadmin.site.SiteRow;
import dev.voicgen.keyadmin.site.SubscriptionRow;
import dev.voicgen.platform.http.Envelope;
import dev.voicgen.platform.http.Input;
import dev.voicgen.platform.http.Page;
import dev.voicgen.platform.http.Route;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The routes of operators: plans, accounts, and the subscriptions of sites. */
final class OperatorRoutes {

    private final RouteDependencies service;

    OperatorRoutes(RouteDependencies service) {
        this.service = service;
    }

    List<Route> routes() {
        return List.of(
                new Route(PUT, "/v1/sites/{site}/subscription", RouteAccess.OPERATOR, this::subscribe),
                new Route(GET, "/v1/plans", RouteAccess.OPERATOR, this::plans),
                new Route(PUT, "/v1/plans", RouteAccess.OPERATOR, this::putPlans),
                new Route(GET, "/v1/accounts", RouteAccess.OPERATOR, this::accounts),
                new Route(POST, "/v1/accounts", RouteAccess.OPERATOR, this::createAccount),
                new Route(PUT, "/v1/accounts/{account}/subscription", RouteAccess.OPERATOR, this::changeTerms));
    }

    private void subscribe(Context ctx) {
        SiteRow site = service.visible().site(ctx);
        Input input = Input.json(ctx);
        SubscriptionRow subscription = TermsInput.subscription(input, planNames(), site.subscription());
        input.check();
        SiteChanges.Changed<SubscriptionRow> subscribed =
                service.changes().subscribe(SessionGuard.actor(ctx), site.id(), subscription);
        ChangeAnswer.CHANGED.refusePending(subscribed.confirmation());
        Envelope.success(ctx, 200, "Subscription updated", subscribed.value());
    }

    private void plans(Context ctx) {
        Envelope.success(ctx, 200, "OK", Page.whole(listPlans()));
    }

    private void putPlans(Context ctx) {
        List<Plan> plans = PlanInput.plans(Input.json(ctx));
        SiteChanges.Changed<List<Plan>> put = service.changes().putPlans(SessionGuard.actor(ctx), plans);
        ChangeAnswer.CHANGED.refusePending(put.confirmation());
        Envelope.success(ctx, 200, "Plans updated", Page.whole(listPlans()));
    }

    private void accounts(Context ctx) {
        Envelope.success(
                ctx,
                200,
                "OK",
                Page.list(ctx, page -> service.read(AccountTable.class, all -> all.list(page)), AccountRow::id));
    }

    private void createAccount(Context ctx) {
        Input input = Input.json(ctx);
        String name = SiteInput.name(input);
        String email = AccountInput.email(input);
        String password = AccountInput.newPassword(input);
        AccountTerms terms = TermsInput.newTerms(input, planNames());
        input.check();
        Optional<Long> accountId = service.accounts().create(SessionGuard.actor(ctx), name, email, password, terms);
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
                service.read(AccountTable.class, all -> all.find(accountId)).orElseThrow(VisibleSites::notFound);
        Input input = Input.json(ctx);
        AccountTerms terms = TermsInput.terms(input, planNames(), account.subscription());
        input.check();
        service.accounts().changeTerms(SessionGuard.actor(ctx), accountId, terms);
        Envelope.success(ctx, 200, "Subscription of new sites updated", terms);
    }

    private Set<String> planNames() {
        return listPlans().stream().map(Plan::name).collect(Collectors.toSet());
    }

    private List<Plan> listPlans() {
        return service.read(PlanTable.class, PlanTable::list);
    }
}
