package org.geotimeline.act.vote;

import com.google.auto.service.AutoService;
import org.geotimeline.act.Family;

/** No rule of this family needs to know what is on file. */
@AutoService(Family.class)
@SuppressWarnings("rawtypes") // the service loader knows no type arguments
public final class Voting implements Family<VoteAct> {

    @Override
    public Class<VoteAct> acts() {
        return VoteAct.class;
    }
}
