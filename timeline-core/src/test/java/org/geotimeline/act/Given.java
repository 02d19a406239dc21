package org.geotimeline.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

/** Rules in plain Java: given what is on file, a reported act is recorded or refused. */
record Given(List<Recorded> onFile) {

    static Given given(Act... acts) {
        return new Given(TestActs.recorded(acts));
    }

    @SuppressWarnings("unchecked") // the rules of a type are those of its own family
    Reported reported(Act act) {
        Family<Act> family = (Family<Act>) ActTypes.all().of(act).rules();
        List<Dossier> dossiers =
                onFile.stream().map(r -> new Dossier(r.id(), onFile)).toList();
        return new Reported(act, family.decide(act, OnFile.in(dossiers)));
    }

    record Reported(Act act, Decision decision) {

        void isRecorded() {
            isRecordedWith(List.of());
        }

        void isRecordedWith(List<Act> others) {
            assertThat(decision)
                    .isEqualTo(new Decision.Acts(
                            Stream.concat(Stream.of(act), others.stream()).toList()));
        }

        Reported isRefused(String pointer, String sentence) {
            assertThat(decision).isInstanceOf(Decision.Refused.class);
            assertThat(((Decision.Refused) decision).faults())
                    .extracting(f -> f.pointer() + ": " + f.sentence())
                    .contains(pointer + ": " + sentence);
            return this;
        }
    }
}
