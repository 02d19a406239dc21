package org.geotimeline.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.geotimeline.projection.runtime.steps.Tables;
import org.geotimeline.projection.spi.SqlView;
import org.junit.jupiter.api.Test;

class SqlViewDdlTest {

    private static final Tables TABLES = new Tables("listings_v1", List.of("party"));
    private static final SqlView.Column STATE = SqlView.Column.text("stateNow");

    private static List<String> comments(SqlView view) {
        return new SqlViewDdl(view, TABLES)
                .statements().stream().filter(s -> s.startsWith("comment on")).toList();
    }

    @Test
    void a_view_without_comments_has_none_in_the_database_but_that_of_its_function() {
        var view = new SqlView("listings", "true", List.of(STATE));
        assertThat(comments(view)).isEmpty();
        assertThat(new SqlViewDdl(view, TABLES).comment("m"))
                .startsWith("comment on function bi.listings_asof(date, timestamptz, bigint) is 'What holds on a day")
                .endsWith(" [m]'");
    }

    @Test
    void comments_go_to_the_view_and_to_its_rectangles_and_quotes_are_doubled() {
        var view = new SqlView(
                "listings", "true", List.of(STATE.describedAs("The party's state.")), "One row for each party.");
        assertThat(comments(view))
                .containsExactly(
                        "comment on view bi.listings is 'One row for each party.'",
                        "comment on column bi.listings.\"state_now\" is 'The party''s state.'",
                        "comment on view bi.listings_rectangles is 'One row for each party.'",
                        "comment on column bi.listings_rectangles.\"state_now\" is 'The party''s state.'");
        assertThat(new SqlViewDdl(view, TABLES).comment("m"))
                .isEqualTo("comment on function bi.listings_asof(date, timestamptz, bigint) is"
                        + " 'One row for each party. [m]'");
    }
}
