package dev.stratavore.core.store;

import dev.stratavore.core.protocol.NodeId;

/**
 * A later daemon of the node has begun, so this one owns nothing any more: nothing was written, and
 * no repetition will succeed. Fails the future of a write to a runner.
 */
public final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LeaseLost(NodeId node, long held, long current) {
        super("node " + node.value() + " is in epoch " + current + ", not " + held);
    }
}
