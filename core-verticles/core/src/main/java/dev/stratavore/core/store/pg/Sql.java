package dev.stratavore.core.store.pg;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Between the driver's values and ours. */
final class Sql {
    private Sql() {}

    /**
     * That the project {@code p} is the one of a name, which is a parameter; where none of that
     * name lives, each former one of it.
     */
    static String isNamed(String parameter) {
        return "p.name = "
                + parameter
                + " and (p.deleted_at is null or not exists (select 1 from projects heir"
                + " where heir.name = p.name and heir.deleted_at is null))";
    }

    static Optional<Row> first(RowSet<Row> rows) {
        var iterator = rows.iterator();
        return iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
    }

    static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapper) {
        var list = new ArrayList<T>(rows.size());
        rows.forEach(row -> list.add(mapper.apply(row)));
        return list;
    }

    /** To the microsecond, as the database keeps it. */
    static OffsetDateTime timestamp(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime timestamp(Optional<Instant> instant) {
        return instant.map(Sql::timestamp).orElse(null);
    }

    static Optional<Instant> instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    static OptionalLong number(Row row, String column) {
        var value = row.getLong(column);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
