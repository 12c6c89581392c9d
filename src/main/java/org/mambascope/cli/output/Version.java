package org.mambascope.cli.output;

import org.mambascope.base.ProgramVersion;

import picocli.CommandLine.IVersionProvider;

/** The program's version, as the build wrote it. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"MambaScope " + ProgramVersion.number(), "Java " + Runtime.version()};
    }
}
