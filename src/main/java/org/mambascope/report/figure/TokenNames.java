package org.mambascope.report.figure;

import org.mambascope.model.TokenOrder;
import org.mambascope.report.text.FigureTexts;

import java.util.OptionalInt;

/** Names of token positions, by the tokens at them. */
final class TokenNames {
    private TokenNames() {}

    /** As {@code token 19 (row 2, column 3)}, {@code token 32 (class token)}. */
    static String of(TokenOrder order, int position) {
        return FigureTexts.of("token.named", position, place(order, position));
    }

    /** As {@code row 2, column 3}, {@code class token} or {@code padding}. */
    static String place(TokenOrder order, int position) {
        if (order.isClassToken(position)) {
            return FigureTexts.of("token.class");
        }
        OptionalInt cell = order.cell(position);
        return cell.isPresent()
                ? FigureTexts.of(
                        "token.cell",
                        cell.getAsInt() / order.columns(),
                        cell.getAsInt() % order.columns())
                : FigureTexts.of("token.padding");
    }
}
