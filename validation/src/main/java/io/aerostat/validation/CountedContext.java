package io.aerostat.validation;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import java.util.List;
import java.util.Locale;

/**
 * The library's context for the check of one payload. Ends the check when the budget of steps is used up: the library
 * calls a method of the context for each schema and each keyword that it evaluates. Confined to one thread.
 */
final class CountedContext extends ExecutionContext {
    /** The number of steps that an evaluation costs; a regular expression costs a step for each character it reads. */
    private static final int STEPS_PER_EVALUATION = 10;

    private static final ExecutionConfig CONFIG =
            ExecutionConfig.builder().locale(Locale.ROOT).failFast(true).build();

    private final StepBudget budget;

    CountedContext(StepBudget budget) {
        super(CONFIG);
        this.budget = budget;
    }

    @Override
    public List<Error> getErrors() {
        count();
        return super.getErrors();
    }

    @Override
    public void evaluationPathAddLast(String keyword) {
        count();
        super.evaluationPathAddLast(keyword);
    }

    @Override
    public void evaluationPathAddLast(int index) {
        count();
        super.evaluationPathAddLast(index);
    }

    private void count() {
        if (!budget.take(STEPS_PER_EVALUATION)) {
            throw new CostlyCheckException(
                    "found a payload that takes too long to check (expected one that needs fewer steps)");
        }
    }
}
