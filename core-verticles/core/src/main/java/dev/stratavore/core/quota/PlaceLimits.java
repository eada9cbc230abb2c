package dev.stratavore.core.quota;

import java.util.OptionalInt;

/**
 * What bounds the places of live runners beside a project's own limit.
 *
 * @param byDefault the limit of a project that has none of its own
 * @param lowered the limit that the file in the project's directory asks for, if it does; one that
 *     is higher than the project's own changes nothing
 * @param node how many may live on the node, of all projects together
 * @param open whether nothing bounds them at all, not even the project's own limit
 */
public record PlaceLimits(int byDefault, OptionalInt lowered, OptionalInt node, boolean open) {
    public PlaceLimits {
        if (byDefault < 0 || lowered.orElse(0) < 0 || node.orElse(0) < 0) {
            throw new IllegalArgumentException("a limit is not negative");
        }
    }

    /** What holds where a limit, or none, is configured for the node. */
    public PlaceLimits(int byDefault, OptionalInt node) {
        this(byDefault, OptionalInt.empty(), node, false);
    }

    /** No bound but the project's own limit and this default. */
    public static PlaceLimits of(int byDefault) {
        return new PlaceLimits(byDefault, OptionalInt.empty());
    }

    /**
     * What bounds the project.
     *
     * @param own its own limit, if it has one
     */
    public int ofProject(OptionalInt own) {
        return open
                ? Integer.MAX_VALUE
                : Math.min(own.orElse(byDefault), lowered.orElse(Integer.MAX_VALUE));
    }

    /** The same where a project's file asks for this limit. */
    public PlaceLimits loweredTo(OptionalInt wish) {
        return new PlaceLimits(byDefault, wish, node, open);
    }

    /** Nothing bounds them any more, if so. */
    public PlaceLimits openIf(boolean god) {
        return new PlaceLimits(byDefault, lowered, node, open || god);
    }

    /** Whether so many more find no room beside those that live on the node. */
    public boolean fillsNode(int live, int more) {
        return !open && node.isPresent() && live + more > node.getAsInt();
    }
}
