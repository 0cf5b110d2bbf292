package io.aerostat.validation;

import com.networknt.schema.regex.RegularExpression;
import java.util.regex.Pattern;

/**
 * A regular expression of a schema. Each character that it reads costs a step of the check's budget, because a short
 * text could otherwise keep a thread busy for hours. Immutable; any thread.
 */
final class BoundedExpression implements RegularExpression {
    private final String expression;
    private final Pattern pattern;

    BoundedExpression(String expression) {
        this.expression = expression;
        this.pattern = Pattern.compile(expression);
    }

    @Override
    public boolean matches(String value) {
        return pattern.matcher(new CountedText(value)).find();
    }

    /** A text that takes a step from the budget whenever a character is read. */
    private final class CountedText implements CharSequence {
        private final String text;
        private final StepBudget budget = StepBudget.ofThisThread();

        CountedText(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (!budget.take(1)) {
                throw new CostlyCheckException(
                        "found a text that takes too long to compare (expected one for the pattern "
                                + Shown.text(expression) + ")");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
