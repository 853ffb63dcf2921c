package dev.voicgen.keyadmin.site;

import dev.voicgen.platform.http.Page;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** What sites have had read out, and the voices to do it with. */
@RegisterConstructorMapper(VoiceRow.class)
@RegisterConstructorMapper(AudioRow.class)
public interface Posts {

    @SqlQuery("select id, name, type, language, gender, plan_required from voice order by language, id")
    List<VoiceRow> voices();

    @SqlQuery("""
            select job_id as id, post_id, language, title, url, status, progress_percent, duration_seconds, voice_id,
                   failure_reason, requested_at, updated_at
            from audio where site_id = :siteId and job_id < :page.before order by job_id desc limit :page.fetch""")
    List<AudioRow> audio(long siteId, @BindMethods("page") Page page);
}
