package org.mambascope;

import jdk.incubator.vector.FloatVector;

/** Entry. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println(FloatVector.SPECIES_PREFERRED);
    }
}
