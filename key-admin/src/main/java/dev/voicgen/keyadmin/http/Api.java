package dev.voicgen.keyadmin.http;

import dev.voicgen.keyadmin.site.NewAccounts;
import dev.voicgen.keyadmin.site.SiteChanges;
import io.javalin.config.RoutesConfig;
import org.jdbi.v3.core.Jdbi;

/** Every route under {@code /v1} that takes a session. */
public final class Api {

    private Api() {}

    public static void register(
            RoutesConfig routes, LoginRoutes logins, Jdbi jdbi, SiteChanges changes, NewAccounts accounts) {
        VisibleSites visible = new VisibleSites(jdbi);
        logins.register(routes);
        new SiteRoutes(jdbi, changes, visible).register(routes);
        new UsageRoute(jdbi, visible).register(routes);
        new KeyRoutes(jdbi, changes, visible).register(routes);
        new OperatorRoutes(jdbi, changes, visible, accounts).register(routes);
    }
}
