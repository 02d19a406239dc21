package org.geotimeline.act.recognition;

import com.google.auto.service.AutoService;
import org.geotimeline.act.Family;

/** No rule of this family needs to know what is on file. */
@AutoService(Family.class)
@SuppressWarnings("rawtypes") // the service loader knows no type arguments
public final class Recognition implements Family<RecognitionAct> {

    @Override
    public Class<RecognitionAct> acts() {
        return RecognitionAct.class;
    }
}
