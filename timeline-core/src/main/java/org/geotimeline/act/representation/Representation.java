package org.geotimeline.act.representation;

import com.google.auto.service.AutoService;
import org.geotimeline.act.Family;

/** No rule of this family needs to know what is on file. */
@AutoService(Family.class)
@SuppressWarnings("rawtypes") // the service loader knows no type arguments
public final class Representation implements Family<RepresentationAct> {

    @Override
    public Class<RepresentationAct> acts() {
        return RepresentationAct.class;
    }
}
