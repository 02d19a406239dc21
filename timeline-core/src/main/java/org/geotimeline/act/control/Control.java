package org.geotimeline.act.control;

import com.google.auto.service.AutoService;
import org.geotimeline.act.Family;

/** No rule of this family needs to know what is on file. */
@AutoService(Family.class)
@SuppressWarnings("rawtypes") // the service loader knows no type arguments
public final class Control implements Family<ControlAct> {

    @Override
    public Class<ControlAct> acts() {
        return ControlAct.class;
    }
}
