package dev.stratavore.testkit.leftout;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Leaves out what carries the tag {@code all} unless the build runs with {@code -Pall}. A disabled
 * test stands in the reports by name, where one filtered out by its tag would vanish.
 */
public final class AllCondition implements ExecutionCondition {
    /** The system property that the profile sets. */
    public static final String PROPERTY = "stratavore.all";

    private static final String TAG = "all";

    /** Found by JUnit's service loader. */
    public AllCondition() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTags().contains(TAG) && !Boolean.getBoolean(PROPERTY)) {
            return ConditionEvaluationResult.disabled("runs with -Pall");
        }
        return ConditionEvaluationResult.enabled("");
    }
}
