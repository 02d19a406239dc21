package org.geotimeline.act;

/** How well a fact is supported: A by a first-hand or several sources, B by one good source, C from memory. */
public enum Confidence {
    A,
    B,
    C
}
