package dev.stratavore.cli.render;

import dev.stratavore.api.wire.Quota;
import dev.stratavore.cli.console.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How limits are shown. The field names are a contract with scripts. */
public final class QuotaView {
    private static final int NO_STATUS = -1;
    private static final String NOT_MEASURED = "-";
    private static final String NO_LIMIT = "no limit";

    private QuotaView() {}

    /** A listing in the wanted format. */
    public static void list(List<Quota> quotas, Listing listing) {
        if (listing.quiet()) {
            listing.ids(quotas.stream().map(Quota::project).distinct().toList());
        } else if (listing.isTable()) {
            listing.table(table(quotas), NO_STATUS);
        } else {
            List<Object> documents = new ArrayList<>();
            for (Quota quota : quotas) {
                documents.add(document(quota));
            }
            listing.document(documents);
        }
    }

    private static Table table(List<Quota> quotas) {
        Table table = new Table("PROJECT", "QUOTA", "LIMIT", "IN USE", "SOURCE", "REMARK");
        for (Quota quota : quotas) {
            table.row(
                    quota.project(),
                    quota.name(),
                    text(quota.limit(), NO_LIMIT),
                    text(quota.inUse(), NOT_MEASURED),
                    quota.source(),
                    quota.remark());
        }
        return table;
    }

    private static String text(@Nullable Long number, String otherwise) {
        return number == null ? otherwise : number.toString();
    }

    /** One limit in a line. */
    public static String line(Quota quota) {
        String limit = text(quota.limit(), NO_LIMIT);
        String remark = quota.remark().isEmpty() ? "" : "; " + quota.remark();
        return Text.plain(
                quota.project()
                        + ": "
                        + quota.name()
                        + " is "
                        + limit
                        + " ("
                        + quota.source()
                        + ")"
                        + remark);
    }

    /** The document of one limit. */
    public static Map<String, @Nullable Object> document(Quota quota) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("project", quota.project());
        document.put("name", quota.name());
        document.put("limit", quota.limit());
        document.put("in_use", quota.inUse());
        document.put("source", quota.source());
        document.put("remark", quota.remark());
        return document;
    }
}
