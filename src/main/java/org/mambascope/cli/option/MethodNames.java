package org.mambascope.cli.option;

import org.mambascope.quant.plan.Method;

import java.util.Iterator;
import java.util.stream.Stream;

/** Names of all methods, for help texts: {@code ${COMPLETION-CANDIDATES}}. */
public final class MethodNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Stream.of(Method.values()).map(Method::id).iterator();
    }
}
