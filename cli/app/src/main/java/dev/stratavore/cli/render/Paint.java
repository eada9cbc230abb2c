package dev.stratavore.cli.render;

/** Colours the cells of a table. */
public interface Paint {
    /** No colour. */
    Paint NONE = (_, cell) -> cell;

    /** The cell, coloured or as it is. */
    String paint(int column, String cell);

    /** Colours the status words of a column. */
    static Paint status(int statusColumn) {
        return (column, cell) -> column == statusColumn ? colored(cell) : cell;
    }

    private static String colored(String status) {
        return switch (status) {
            case "running", "active", "listening" -> "\033[32m" + status + "\033[0m";
            case "starting", "stopping", "paused" -> "\033[33m" + status + "\033[0m";
            case "failed" -> "\033[31m" + status + "\033[0m";
            case "terminated", "archived", "idle" -> "\033[2m" + status + "\033[0m";
            default -> status;
        };
    }
}
