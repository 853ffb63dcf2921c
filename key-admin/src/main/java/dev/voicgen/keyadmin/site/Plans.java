package dev.voicgen.keyadmin.site;

import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.RequestLimits;
import dev.voicgen.contracts.site.VoiceTier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** What may be subscribed to. */
@RegisterRowMapper(Plans.PlanMapper.class)
public interface Plans {

    @SqlQuery("select * from plan order by position, name")
    List<Plan> list();

    /** Reads a plan as the topics know it. */
    final class PlanMapper implements RowMapper<Plan> {
        @Override
        public Plan map(ResultSet row, StatementContext ctx) throws SQLException {
            return new Plan(
                    row.getString("name"),
                    row.getObject("monthly_posts", Integer.class),
                    row.getBoolean("rest_access"),
                    new RequestLimits(
                            row.getInt("per_key"),
                            row.getInt("per_domain"),
                            row.getInt("public_events"),
                            row.getInt("tracked_events")),
                    VoiceTier.valueOf(row.getString("voices").toUpperCase(Locale.ROOT)),
                    row.getObject("monthly_events", Long.class));
        }
    }
}
