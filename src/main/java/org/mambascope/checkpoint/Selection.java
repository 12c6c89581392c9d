package org.mambascope.checkpoint;

import org.mambascope.base.KnownNames;
import org.mambascope.base.Problem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The choice of one state dict among those of a file.
 *
 * @param tensors of the chosen one
 * @param offered names of all that could have been chosen, the preferred one first
 * @param notes on those chosen and passed over, a sentence each
 */
record Selection(Map<String, StridedTensor> tensors, List<String> offered, List<String> notes) {
    private static final int LISTED = 6;

    /**
     * Chooses the preferred one of those that fit.
     *
     * @param section a name that overrides the preference
     * @param fits whether tensors make up the wanted model; where none do, any state dict is taken
     * @throws Problem if no state dict that fits is called so, or there is none at all
     */
    static Selection of(
            Contents contents,
            Optional<String> section,
            Predicate<Map<String, StridedTensor>> fits) {
        if (contents.dicts().isEmpty()) {
            throw new Problem(
                    wholeObject(contents)
                            .orElse(
                                    "there is no state dict in it: no dictionary of tensors at any"
                                            + " depth"));
        }
        List<Candidate> all =
                contents.dicts().stream()
                        .flatMap(dict -> Candidate.of(dict).stream())
                        .filter(candidate -> fits.test(candidate.tensors()))
                        .sorted(new Preference())
                        .toList();
        List<Candidate> fitting = withoutParts(all);
        List<Candidate> offered =
                fitting.isEmpty()
                        ? contents.dicts().stream()
                                .map(Candidate::whole)
                                .sorted(new Preference())
                                .toList()
                        : fitting;
        Candidate chosen = section.map(name -> called(name, offered)).orElse(offered.getFirst());
        List<String> names = offered.stream().map(Candidate::name).toList();
        if (fitting.isEmpty()) {
            return new Selection(chosen.tensors(), names, wholeObject(contents).stream().toList());
        }
        List<Candidate> others = fitting.stream().filter(other -> other != chosen).toList();
        return new Selection(
                chosen.withOthersBeside(others), names, notes(contents, chosen, fitting));
    }

    /** What is left without those inside another that fits as a whole, as a detector's backbone. */
    private static List<Candidate> withoutParts(List<Candidate> fitting) {
        return fitting.stream()
                .filter(part -> fitting.stream().noneMatch(whole -> whole.surrounds(part)))
                .toList();
    }

    /** Tensors that nothing was chosen from. */
    static Selection only(Map<String, StridedTensor> tensors) {
        return new Selection(tensors, List.of(), List.of());
    }

    private static Optional<String> wholeObject(Contents contents) {
        return contents.wholeObject()
                .map(
                        type ->
                                "it holds a whole object of class %s instead of a state dict; load it in PyTorch and save model.state_dict()"
                                        .formatted(type));
    }

    private static Candidate called(String section, List<Candidate> offered) {
        return offered.stream()
                .filter(candidate -> candidate.isCalled(section))
                .findFirst()
                .orElseThrow(
                        () ->
                                KnownNames.of(
                                                "state dict",
                                                offered.stream().map(Candidate::name).toList())
                                        .unknown(section, "--section"));
    }

    private static List<String> notes(
            Contents contents, Candidate chosen, List<Candidate> fitting) {
        List<String> notes = new ArrayList<>();
        if (fitting.size() > 1) {
            notes.add(
                    "State dict %s of %d is used (%s); --section NAME takes another."
                            .formatted(
                                    chosen.name(),
                                    fitting.size(),
                                    listed(fitting.stream().map(Candidate::name).toList())));
        } else if (!chosen.dict().path().isEmpty()) {
            notes.add("State dict %s is used.".formatted(chosen.name()));
        }
        if (!chosen.prefix().isEmpty()) {
            notes.add(
                    "The prefix %s is taken off the names of %d tensors; tensors beside them: %d."
                            .formatted(
                                    chosen.prefix(),
                                    chosen.tensors().size(),
                                    chosen.dict().tensors().size() - chosen.tensors().size()));
        }
        Set<StateDict> used = Collections.newSetFromMap(new IdentityHashMap<>());
        fitting.forEach(candidate -> used.add(candidate.dict()));
        List<String> passedOver =
                contents.dicts().stream()
                        .filter(dict -> !used.contains(dict))
                        .map(dict -> Candidate.whole(dict).name())
                        .toList();
        if (!passedOver.isEmpty()) {
            notes.add(
                    "Dictionaries of tensors passed over: %d (%s)."
                            .formatted(passedOver.size(), listed(passedOver)));
        }
        return notes;
    }

    private static String listed(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(LISTED, names.size())));
        return names.size() > LISTED ? first + " and " + (names.size() - LISTED) + " more" : first;
    }
}
