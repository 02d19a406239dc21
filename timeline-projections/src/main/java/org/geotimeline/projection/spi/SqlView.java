package org.geotimeline.projection.spi;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.geotimeline.projection.runtime.Tables;

/**
 * What analysts see of a projection in SQL: {@code bi.<name>_asof(valid_at, known_at, ledger_position)}, {@code bi.<name>}
 * for today, and {@code bi.<name>_rectangles}, one row for each stretch of valid time and of known time on which the same
 * holds. The key columns come first.
 *
 * @param cells the cells that are meant: a condition on {@code cell}; {@code true} for all
 * @param columns what the name of the cell says and what the answer says
 */
public record SqlView(String name, String cells, List<Column> columns) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    /**
     * @param type of SQL
     * @param from an expression on {@code cell}, the name of the cell, and {@code answer}, as JSON
     */
    public record Column(String name, String type, String from) {

        public Column {
            require(name);
        }

        /** The text in that field of the answer, under its own name. */
        public static Column text(String field) {
            return new Column(snake(field), "text", "answer ->> '%s'".formatted(field));
        }

        public static Column json(String field) {
            return new Column(snake(field), "jsonb", "answer -> '%s'".formatted(field));
        }

        /** What the whole name of the cell says. */
        public static Column cell(String name) {
            return new Column(name, "text", "cell");
        }

        /** What the n-th part of the name of the cell says, counted from 1. */
        public static Column part(String name, int n) {
            return new Column(name, "text", "nullif(split_part(cell, '|', %d), '-')".formatted(n));
        }

        private static String snake(String field) {
            return field.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
        }
    }

    public SqlView {
        require(name);
        columns = List.copyOf(columns);
    }

    private static void require(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'%s' is no name for a column or a sheet".formatted(name));
        }
    }

    public String signature() {
        return "bi.%s_asof(date, timestamptz, bigint)".formatted(name);
    }

    private String written() {
        return "bi.%s_asof(date, text, bigint)".formatted(name);
    }

    /** The statements that make it, in place of what was there under its name. */
    public List<String> ddl(Tables tables) {
        String keys =
                tables.keys().stream().map(k -> Tables.quoted(k) + " text").collect(joining(", "));
        String columnTypes = columns.stream()
                .map(c -> Tables.quoted(c.name()) + " " + c.type())
                .collect(joining(", "));
        String told = columns.stream()
                .map(c -> "(" + c.from() + ")::" + c.type() + " as " + Tables.quoted(c.name()))
                .collect(joining(", "));
        var ddl = new ArrayList<String>();
        ddl.add("drop view if exists bi.%1$s_rectangles; drop view if exists bi.%1$s".formatted(name));
        ddl.add("drop function if exists " + signature());
        ddl.add("drop function if exists " + written());
        ddl.add(asOf(tables, keys, columnTypes, told));
        ddl.add(asWritten(keys, columnTypes));
        ddl.add("create view bi.%1$s as select * from bi.%1$s_asof()".formatted(name));
        ddl.add(rectangles(tables, told));
        ddl.add("revoke all on function %s from public".formatted(signature()));
        ddl.add("grant execute on function %s to analyst_ro".formatted(signature()));
        ddl.add("revoke all on function %s from public".formatted(written()));
        ddl.add("grant execute on function %s to analyst_ro".formatted(written()));
        ddl.add("grant select on bi.%1$s, bi.%1$s_rectangles to analyst_ro".formatted(name));
        return ddl;
    }

    /** The same probe as every question over HTTP; it refuses a position that the projection has not applied. */
    private String asOf(Tables tables, String keys, String columnTypes, String told) {
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
            end $body$""".formatted(
                        name,
                        keys,
                        columnTypes,
                        tables.name(),
                        tables.columns("rows."),
                        told,
                        tables.columns("c."),
                        tables.cell(),
                        tables.step(),
                        tables.same("s", "c"),
                        cells);
    }

    /** A known time that is written as a day means its end in UTC, and today means now, as over HTTP. */
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
            $body$""".formatted(name, keys, columnTypes);
    }

    /** For each known time of a cell its steps over valid time, joined where nothing changes along either clock. */
    private String rectangles(Tables tables, String told) {
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
            select %6$s, %7$s, valid_from, valid_to, known_from, known_to from joined""".formatted(
                        name,
                        tables.columns(""),
                        tables.step(),
                        tables.columns("k."),
                        tables.same("s", "k"),
                        tables.columns(""),
                        told,
                        cells);
    }
}
