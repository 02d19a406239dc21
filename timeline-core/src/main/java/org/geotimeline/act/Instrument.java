package org.geotimeline.act;

import java.util.Locale;

/** What an act was done by; the rulebook ranks these when acts of one day contradict each other. */
public enum Instrument {
    COURT,
    LAW,
    REGULATION,
    EXECUTIVE_ORDER,
    DECREE,
    RESOLUTION,
    TREATY,
    HEAD_OF_STATE,
    MINISTER,
    MINISTRY,
    REGISTER,
    COMMITTEE,
    COUNCIL_CONCLUSIONS,
    PROSECUTOR,
    AGENCY_HEAD,
    SPOKESMAN,
    ENVOY,
    BILL,
    PRESS;

    /** The word in JSON. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
