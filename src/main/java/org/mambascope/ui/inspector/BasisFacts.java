package org.mambascope.ui.inspector;

import org.mambascope.quant.estimate.BasisComparison.Basis;
import org.mambascope.quant.estimate.BasisComparison.Finding;
import org.mambascope.report.table.Table;
import org.mambascope.report.text.NumberFormatting;
import org.mambascope.ui.control.Fact;
import org.mambascope.ui.session.BasisViews;
import org.mambascope.ui.text.Texts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What each step from one basis to the next bought. */
final class BasisFacts {
    private BasisFacts() {}

    /** Signal over noise as it comes, and what every further step adds to it. */
    static List<Fact> of(BasisViews.Found found) {
        List<Fact> facts = new ArrayList<>();
        double before = Double.NaN;
        for (Finding finding : found.findings()) {
            String value =
                    finding.basis() == Basis.AS_IS
                            ? Texts.of("bases.decibels", finding.decibels())
                            : Texts.of(
                                    "bases.step",
                                    finding.decibels(),
                                    signed(finding.decibels() - before));
            facts.add(Fact.of(name(finding.basis()), value));
            before = finding.decibels();
        }
        return facts;
    }

    /** Which of them is best, and at how many bits. */
    static String words(BasisViews.Found found) {
        Finding best =
                found.findings().stream()
                        .max(Comparator.comparingDouble(Finding::decibels))
                        .orElseThrow();
        int bits = found.question().bits();
        double gain = best.decibels() - found.in(Basis.AS_IS).decibels();
        return best.basis() == Basis.AS_IS
                ? Texts.of("bases.none", bits, bits)
                : Texts.of("bases.best", bits, bits, Texts.of("basis." + key(best.basis())), gain);
    }

    /** A row for each basis. */
    static Table table(BasisViews.Found found) {
        Table.Builder table = Table.named("bases", "basis", "SQNR of the output (dB)");
        found.findings().forEach(finding -> table.row(key(finding.basis()), finding.decibels()));
        return table.build();
    }

    private static String name(Basis basis) {
        return Texts.of("bases." + key(basis));
    }

    private static String key(Basis basis) {
        return basis.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String signed(double change) {
        return (change < 0 ? "−" : "+") + NumberFormatting.fixed(Math.abs(change), 1);
    }
}
