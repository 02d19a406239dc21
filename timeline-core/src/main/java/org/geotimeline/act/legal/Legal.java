package org.geotimeline.act.legal;

import com.google.auto.service.AutoService;
import org.geotimeline.act.Family;

/** No rule of this family needs to know what is on file. */
@AutoService(Family.class)
@SuppressWarnings("rawtypes") // the service loader knows no type arguments
public final class Legal implements Family<LegalAct> {

    @Override
    public Class<LegalAct> acts() {
        return LegalAct.class;
    }
}
