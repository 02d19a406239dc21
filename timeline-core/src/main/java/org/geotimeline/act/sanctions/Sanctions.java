package org.geotimeline.act.sanctions;

import com.google.auto.service.AutoService;
import org.geotimeline.act.Family;

/** No rule of this family needs to know what is on file. */
@AutoService(Family.class)
@SuppressWarnings("rawtypes") // the service loader knows no type arguments
public final class Sanctions implements Family<SanctionsAct> {

    @Override
    public Class<SanctionsAct> acts() {
        return SanctionsAct.class;
    }
}
