package org.geotimeline.bench.axon4;

/** The command that makes an aggregate. */
record MakeStatement(StatementMade said) {}
