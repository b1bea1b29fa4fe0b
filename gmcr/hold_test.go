package gmcr_test

import (
	"context"
	"testing"

	"detente"
	"detente/gmcr"
)

// TestHoldAgreesWithStability judges single states of random conflicts: the
// verdict is Yes where the state is stable in variant a, No where it is unstable
// in variant d; a departure has an answer exactly where one deters, and the
// answer is what it says.
func TestHoldAgreesWithStability(t *testing.T) {
	for _, f := range []features{{}, {unknown: true, merged: true}, {asking: true, blind: true}} {
		for seed := range uint64(120) {
			x := randomConflict(seed, f)
			g := must(gmcr.FromCase(context.Background(), x.c))
			st := stability(t, g)
			n := 0
			for s := range x.plain.states.all() {
				if n++; n%5 != 0 {
					continue
				}
				h, err := g.Hold(context.Background(), s)
				if err != nil {
					t.Fatalf("seed %d: Hold(%d): %v", seed, s, err)
				}
				for i, r := range h.Reasons {
					for c := gmcr.Nash; c <= gmcr.SSEQ; c++ {
						want := gmcr.Maybe
						if st.StableUnder(gmcr.Bold, i, s, c) {
							want = gmcr.Yes
						} else if !st.StableUnder(gmcr.Cautious, i, s, c) {
							want = gmcr.No
						}
						if r.Stable[c] != want {
							t.Fatalf("seed %d: Hold(%d).Reasons[%d].Stable[%v] = %v, want %v", seed, s, i, c, r.Stable[c], want)
						}
					}
					checkAnswer(t, x.plain, i, s, &r)
				}
				if t.Failed() {
					t.Fatalf("seed %d, features %+v", seed, f)
				}
			}
		}
	}
}

func checkAnswer(t *testing.T, p *plain, i, s int, r *gmcr.Reason) {
	t.Helper()
	if (r.Tempting < 0) != (p.improvements(i, s, true) == 0) {
		t.Errorf("state %d: decision maker %d has departures %b, but is tempted by %d", s, i, p.improvements(i, s, true), r.Tempting)
		return
	}
	if r.Tempting < 0 {
		return
	}
	d := &r.Departures[r.Tempting]
	if (d.Answer == nil) != (d.Deterred[gmcr.GMR] == gmcr.No) {
		t.Errorf("state %d: departure to %d has answer %v, deterred %v", s, d.To, d.Answer, d.Deterred)
	}
	if d.Answer == nil {
		return
	}
	at, last := d.To, -1
	for _, m := range d.Answer.Moves {
		j := m.By[0]
		if m.From != at || j == i || j == last || !p.moves[j][at].has(m.To) {
			t.Errorf("state %d: answer to %d has the move %+v, which cannot be made at %d after %d", s, d.To, m, at, last)
		}
		if d.Answer.Credible && !p.leaves(j, m.To, at, true) {
			t.Errorf("state %d: credible answer to %d has the move %+v, which is no improvement", s, d.To, m)
		}
		at, last = m.To, j
	}
	if p.compare(i, at, s) != d.Answer.Outcome || d.Answer.Outcome == detente.Better {
		t.Errorf("state %d: answer to %d leaves %v, says %v", s, d.To, p.compare(i, at, s), d.Answer.Outcome)
	}
}
