package dev.voicgen.keyadmin.site;

import dev.voicgen.contracts.site.Plan;
import dev.voicgen.platform.site.SiteSnapshots;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The plans that a site may subscribe to. */
@RegisterRowMapper(SiteSnapshots.PlanMapper.class)
public interface Plans {

    @SqlQuery("select * from plan order by position, name")
    List<Plan> list();
}
