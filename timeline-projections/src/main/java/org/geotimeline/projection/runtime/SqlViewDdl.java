package org.geotimeline.projection.runtime;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import org.geotimeline.projection.runtime.steps.Tables;
import org.geotimeline.projection.spi.SqlView;

/** Writes the SQL of one {@link SqlView}: the function and the two views over the tables of its projection. */
final class SqlViewDdl {

    private static final String ANY_VIEW =
            "What holds on a day, as known then, as the ledger stood at that position; without arguments now.";

    private final SqlView sqlView;
    private final Tables tables;
    private final String name;
    private final String cells;
    private final List<SqlView.Column> columns;

    SqlViewDdl(SqlView sqlView, Tables tables) {
        this.sqlView = sqlView;
        this.tables = tables;
        this.name = sqlView.name();
        this.cells = sqlView.cells();
        this.columns = sqlView.columns();
    }

    /** The function of the view, as {@code to_regprocedure} reads it. */
    String signature() {
        return "bi.%s_asof(date, timestamptz, bigint)".formatted(name);
    }

    /** The function that takes the known time as a text. */
    private String signatureOfText() {
        return "bi.%s_asof(date, text, bigint)".formatted(name);
    }

    /** The statements that create the function and the views, and drop those of an earlier version first. */
    List<String> statements() {
        String keys =
                tables.keys().stream().map(k -> Tables.quoted(k) + " text").collect(joining(", "));
        String columnTypes = columns.stream()
                .map(c -> Tables.quoted(c.name()) + " " + c.type())
                .collect(joining(", "));
        String values = columns.stream()
                .map(c -> "(" + c.from() + ")::" + c.type() + " as " + Tables.quoted(c.name()))
                .collect(joining(", "));
        var ddl = new ArrayList<String>();
        ddl.add("drop view if exists bi.%1$s_rectangles; drop view if exists bi.%1$s".formatted(name));
        ddl.add("drop function if exists " + signature());
        ddl.add("drop function if exists " + signatureOfText());
        ddl.add(asOf(keys, columnTypes, values));
        ddl.add(asWritten(keys, columnTypes));
        ddl.add("create view bi.%1$s as select * from bi.%1$s_asof()".formatted(name));
        ddl.add(rectangles(values));
        ddl.add("revoke all on function %s from public".formatted(signature()));
        ddl.add("grant execute on function %s to analyst_ro".formatted(signature()));
        ddl.add("revoke all on function %s from public".formatted(signatureOfText()));
        ddl.add("grant execute on function %s to analyst_ro".formatted(signatureOfText()));
        ddl.add("grant select on bi.%1$s, bi.%1$s_rectangles to analyst_ro".formatted(name));
        ddl.addAll(comments());
        return ddl;
    }

    private List<String> comments() {
        var comments = new ArrayList<String>();
        for (String view : List.of(name, name + "_rectangles")) {
            if (!sqlView.comment().isEmpty()) {
                comments.add("comment on view bi.%s is %s".formatted(view, literal(sqlView.comment())));
            }
            for (SqlView.Column column : columns) {
                if (!column.comment().isEmpty()) {
                    comments.add("comment on column bi.%s.%s is %s"
                            .formatted(view, Tables.quoted(column.name()), literal(column.comment())));
                }
            }
        }
        return comments;
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /**
     * The comment on the function: the sentence of the view, or a general one, and the mark.
     *
     * @param mark names the statements by which the function was created
     */
    String comment(String mark) {
        String sentence = sqlView.comment().isEmpty() ? ANY_VIEW : sqlView.comment();
        return "comment on function %s is %s".formatted(signature(), literal(sentence + " [" + mark + "]"));
    }

    /** Answers by the same probe as a question over HTTP, and refuses a position that the projection has not applied. */
    private String asOf(String keys, String columnTypes, String values) {
        return """
            create function bi.%1$s_asof(
                valid_at date default (now() at time zone 'UTC')::date,
                known_at timestamptz default now(),
                ledger_position bigint default null)
            returns table (%2$s, %3$s, holds_from date)
            language plpgsql stable security definer set search_path = pg_catalog as $body$
            #variable_conflict use_column
            declare
                applied bigint := (select t.position from projection.token t where t.name = '%4$s');
                wanted bigint := coalesce(ledger_position, applied);
            begin
                if valid_at is null or known_at is null then
                    raise exception 'a question has a day and a known time, not null' using errcode = 'null_value_not_allowed';
                end if;
                if known_at > now() then
                    raise exception 'known_at %% is in the future; it is %% now, and nobody knows yet', known_at, now()
                        using errcode = 'datetime_field_overflow';
                end if;
                if wanted > applied then
                    raise exception '%4$s has applied position %% of the ledger, not yet %%', applied, wanted
                        using errcode = 'object_not_in_prerequisite_state';
                end if;
                return query
                    select %5$s, %6$s, since from (
                        select %7$s, c.cell, p.since, p.answer from %8$s c cross join lateral (
                            select s.since, s.answer from %9$s s
                            where %10$s and s.cell = c.cell
                                and s.valid_from <= $1 and s.known_at <= $2 and s.position <= wanted
                            order by s.valid_from desc, s.known_at desc, s.position desc limit 1) p
                        where p.answer is not null) rows
                    where %11$s;
            end $body$\
            """.formatted(
                        name,
                        keys,
                        columnTypes,
                        tables.name(),
                        tables.columns("rows."),
                        values,
                        tables.columns("c."),
                        tables.cell(),
                        tables.step(),
                        tables.same("s", "c"),
                        cells);
    }

    /** Reads the known time as HTTP does: a day means its end in UTC, and today means now. */
    private String asWritten(String keys, String columnTypes) {
        return """
            create function bi.%1$s_asof(valid_at date, known_at text, ledger_position bigint default null)
            returns table (%2$s, %3$s, holds_from date)
            language sql stable security definer set search_path = pg_catalog as $body$
                select * from bi.%1$s_asof($1,
                    case when $2 ~ '^\\d{4}-\\d\\d-\\d\\d$' and $2::date > (now() at time zone 'UTC')::date
                        then $2::date::timestamp at time zone 'UTC' -- to come, which is refused there
                        when $2 ~ '^\\d{4}-\\d\\d-\\d\\d$'
                        then least(now(), ($2::date + 1)::timestamp at time zone 'UTC' - interval '1 microsecond')
                        else $2::timestamptz end, $3)
            $body$\
            """.formatted(name, keys, columnTypes);
    }

    /** The steps of a cell at each of its known times, joined when nothing changes along either clock. */
    private String rectangles(String values) {
        return """
            create view bi.%1$s_rectangles as
            with known as (
                select distinct %2$s, cell, known_at from %3$s where %8$s
            ), ranked as (
                select *, dense_rank() over w as nth, lead(known_at) over w as next_known
                from known window w as (partition by %2$s, cell order by known_at)
            ), day as (
                select distinct on (%4$s, k.cell, k.nth, s.valid_from)
                    %4$s, k.cell, k.nth, k.known_at, k.next_known, s.valid_from, s.answer
                from ranked k join %3$s s on %5$s and s.cell = k.cell and s.known_at <= k.known_at
                order by %4$s, k.cell, k.nth, s.valid_from, s.known_at desc, s.position desc
            ), changed as (
                select *, answer is distinct from lag(answer)
                        over (partition by %2$s, cell, nth order by valid_from) as changes
                from day
            ), span as (
                select *, lead(valid_from) over (partition by %2$s, cell, nth order by valid_from) - 1 as valid_to
                from changed where changes
            ), island as (
                select *, nth - row_number() over (
                        partition by %2$s, cell, valid_from, valid_to, answer order by nth) as island
                from span where answer is not null
            ), joined as (
                select %2$s, cell, answer, valid_from, valid_to, min(known_at) as known_from,
                    (array_agg(next_known order by nth desc))[1] as known_to
                from island group by %2$s, cell, answer, valid_from, valid_to, island
            )
            select %6$s, %7$s, valid_from, valid_to, known_from, known_to from joined\
            """.formatted(
                        name,
                        tables.columns(""),
                        tables.step(),
                        tables.columns("k."),
                        tables.same("s", "k"),
                        tables.columns(""),
                        values,
                        cells);
    }
}
