package dev.voicgen.ingress.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.SiteSnapshot;
import dev.voicgen.contracts.site.SiteSnapshot.LiveKey;
import dev.voicgen.contracts.value.Domain;
import dev.voicgen.contracts.value.KeyHash;
import dev.voicgen.ingress.testing.SitesFixture;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyMapTest {

    private static final KeyHash OLD = KeyHash.parse("a".repeat(64));
    private static final KeyHash NEW = KeyHash.parse("b".repeat(64));
    private static final Domain BLOG = new Domain("blog.example");
    private static final Domain WILD = new Domain("*.blog.example");

    private final KeyMap map = new KeyMap();

    @Test
    void a_key_that_is_not_in_the_newest_snapshot_is_gone() {
        map.apply(site(1, 1, List.of(BLOG), OLD));

        map.apply(site(1, 2, List.of(BLOG), NEW));

        assertThat(map.key(OLD)).isEmpty();
        assertThat(map.key(NEW)).isPresent();
        assertThat(map.size()).isEqualTo(1);
    }

    @Test
    void an_older_snapshot_and_the_same_again_change_nothing() {
        map.apply(site(1, 2, List.of(), NEW));

        map.apply(site(1, 1, List.of(BLOG), OLD));
        map.apply(site(1, 2, List.of(BLOG), OLD));

        assertThat(map.key(OLD)).isEmpty();
        assertThat(map.key(NEW)).isPresent();
        assertThat(map.siteOf(BLOG)).isEmpty();
    }

    @Test
    void a_key_that_stays_comes_with_the_new_rights() {
        map.apply(site(1, 1, List.of(), OLD));

        map.apply(site(1, 2, List.of(), OLD, NEW));

        assertThat(map.key(OLD))
                .get()
                .isInstanceOfSatisfying(
                        KeyDecision.Known.class,
                        known -> assertThat(known.site().version()).isEqualTo(2));
    }

    @Test
    void a_domain_that_moved_is_not_taken_from_its_new_site() {
        map.apply(site(1, 1, List.of(BLOG), OLD));
        map.apply(site(2, 1, List.of(BLOG), NEW));

        map.apply(site(1, 2, List.of(), OLD));

        assertThat(map.siteOf(BLOG)).map(SiteSnapshot::siteId).contains(2L);
    }

    @Test
    void a_domain_by_its_name_comes_before_a_wildcard_over_it() {
        map.apply(site(1, 1, List.of(WILD), OLD));
        map.apply(site(2, 1, List.of(new Domain("own.blog.example")), NEW));

        assertThat(map.siteOf(new Domain("own.blog.example")))
                .map(SiteSnapshot::siteId)
                .contains(2L);
        assertThat(map.siteOf(new Domain("any.blog.example")))
                .map(SiteSnapshot::siteId)
                .contains(1L);
        assertThat(map.siteOf(BLOG)).isEmpty();
    }

    @Test
    void nothing_is_found_of_a_site_that_could_not_be_read() {
        map.apply(site(1, 1, List.of(BLOG), OLD));
        map.apply(site(2, 1, List.of(), NEW));

        map.applyUnreadable(1);

        assertThat(map.isComplete()).isFalse();
        assertThat(map.key(OLD)).isEmpty();
        assertThat(map.siteOf(BLOG)).isEmpty();
        assertThat(map.key(NEW)).isPresent();
    }

    @Test
    void a_site_is_whole_again_with_a_newer_snapshot() {
        map.apply(site(1, 1, List.of(), OLD));
        map.applyUnreadable(1);

        map.apply(site(1, 2, List.of(), NEW));

        assertThat(map.isComplete()).isTrue();
        assertThat(map.key(NEW)).isPresent();
    }

    private static SiteSnapshot site(long id, long version, List<Domain> domains, KeyHash... keys) {
        List<LiveKey> live = Stream.of(keys)
                .map(key -> new LiveKey(1, key, Integration.REST))
                .toList();
        return new SiteSnapshot(
                id, version, true, SitesFixture.ENTERPRISE, SitesFixture.ACTIVE, null, null, domains, live);
    }
}
